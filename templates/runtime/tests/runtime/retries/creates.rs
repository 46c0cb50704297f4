//! What creates something reaches a service that may do it once and no more.

use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};

use oasmith_runtime::runtime::{BoxFuture, RetryPolicy, Token, TokenError, TokenProvider};

use super::{builder, late, status};
use crate::acts::{Create, CreateAlsoAfter500, Kind, act};
use crate::support::{Memory, NetworkFault, Response, faulty, response};

/// A new token each time, so that a refused one can be replaced.
struct Tokens(AtomicU32);

impl TokenProvider for Tokens {
    fn token(&self) -> BoxFuture<'_, Result<Token, TokenError>> {
        let number = self.0.fetch_add(1, Ordering::SeqCst);
        Box::pin(async move { Ok(Token::new(format!("t{number}"))) })
    }
}

/// Responses after which the service may have done its work, or has.
fn endings() -> Vec<Response> {
    vec![
        status(200),
        status(408),
        status(409),
        status(500),
        status(500).header("x-again", "true"),
        status(502),
        status(503).header("retry-after", "1"),
        status(503).header("x-again", "true"),
        status(504),
        response(200, "{"),
        late(),
        faulty(NetworkFault::Reset),
        faulty(NetworkFault::Cut),
    ]
}

/// How many requests the service may have worked on.
async fn works<K: Kind>(beginnings: Vec<Response>, ending: Response) -> usize {
    let refusals = beginnings.len();
    let seen = beginnings.iter().filter(|response| response.fault.is_none()).count();
    let service = Memory::script(beginnings.into_iter().chain([ending]));
    let core = builder()
        .token_provider(Tokens(AtomicU32::new(0)))
        .retry(RetryPolicy::new().attempts(20))
        .transport(Arc::clone(&service))
        .build()
        .expect("a client");
    drop(act::<K>(&core).await);
    assert!(service.received().len() >= seen, "{refusals}");
    service.received().len() - seen
}

#[tokio::test(start_paused = true)]
async fn they_are_never_doubled() {
    let mut random = fastrand::Rng::with_seed(4);
    for ending in endings() {
        for _ in 0..50 {
            // After these it has done nothing, so they are sent again; a token is refused once at most.
            let mut beginnings: Vec<Response> = (0..random.usize(..6))
                .map(|_| match random.bool() {
                    true => status(429),
                    false => faulty(NetworkFault::Refused),
                })
                .collect();
            if random.bool() {
                beginnings.insert(random.usize(..=beginnings.len()), status(401));
            }
            let text = format!("{beginnings:?} {ending:?}");
            assert_eq!(works::<Create>(beginnings.clone(), ending.clone()).await, 1, "{text}");
            assert_eq!(
                works::<CreateAlsoAfter500>(beginnings, ending.clone()).await,
                1,
                "{text}"
            );
        }
    }
}
