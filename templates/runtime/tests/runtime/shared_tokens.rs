//! One fetch of a token for many calls, of which some are dropped, are kept without being polled, or panic.

use std::future::poll_fn;
use std::pin::Pin;
use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::{Arc, OnceLock};
use std::task::Poll;
use std::time::Duration;

use futures_util::future::join_all;
use oasmith_runtime::runtime::{BoxFuture, Core, Token, TokenError, TokenProvider};
use tokio::time::{Instant, timeout};

use crate::sample::{GetThing, builder};
use crate::support::{Memory, response};

const THING: &str = r#"{"id": "a", "size": 1}"#;
const SECOND: Duration = Duration::from_secs(1);

/// Gives a token after a second, or panics then the first time.
#[derive(Default)]
struct Slow {
    fetches: Arc<AtomicU32>,
    lifetime: Option<Duration>,
    is_broken_at_first: bool,
}

impl TokenProvider for Slow {
    fn token(&self) -> BoxFuture<'_, Result<Token, TokenError>> {
        let expires_at = self.lifetime.map(|lifetime| Instant::now() + lifetime);
        Box::pin(async move {
            let number = self.fetches.fetch_add(1, Ordering::SeqCst);
            tokio::time::sleep(SECOND).await;
            assert!(!self.is_broken_at_first || number > 0, "a provider with a bug");
            let mut token = Token::new("tok");
            token.expires_at = expires_at;
            Ok(token)
        })
    }
}

fn client(provider: impl TokenProvider) -> Core {
    let service = Memory::new(|_| response(200, THING));
    let builder = builder().token_provider(provider).transport(service);
    builder.build().expect("a client")
}

async fn poll_once<F: Future>(mut future: Pin<&mut F>) {
    poll_fn(|context| {
        assert!(future.as_mut().poll(context).is_pending());
        Poll::Ready(())
    })
    .await;
}

#[tokio::test(start_paused = true)]
async fn a_call_that_is_not_polled_does_not_hold_up_the_others() {
    let fetches = Arc::default();
    let core = client(Slow {
        fetches: Arc::clone(&fetches),
        ..Slow::default()
    });
    let mut first = Box::pin(GetThing::new(&core, "a").send());
    poll_once(first.as_mut()).await;
    let second = timeout(2 * SECOND, GetThing::new(&core, "b").send());
    second.await.expect("in time").expect("a thing");
    first.await.expect("a thing");
    assert_eq!(fetches.load(Ordering::SeqCst), 1);
}

#[tokio::test(start_paused = true)]
async fn calls_that_are_dropped_leave_the_fetch_to_the_others() {
    let fetches = Arc::default();
    let core = client(Slow {
        fetches: Arc::clone(&fetches),
        ..Slow::default()
    });
    let mut calls = Vec::new();
    for _ in 0..9 {
        let mut call = Box::pin(GetThing::new(&core, "a").send());
        poll_once(call.as_mut()).await;
        calls.push(call);
    }
    // Those that came first and last go away in the middle of the fetch.
    tokio::time::sleep(SECOND / 2).await;
    calls.pop();
    drop(calls.remove(0));
    let all = timeout(SECOND, join_all(calls)).await.expect("in time");
    assert!(all.into_iter().all(|thing| thing.is_ok()));
    assert_eq!(fetches.load(Ordering::SeqCst), 1);
}

#[tokio::test(start_paused = true)]
async fn a_token_that_expires_at_once_serves_all_that_waited_for_it() {
    let fetches = Arc::default();
    let core = client(Slow {
        fetches: Arc::clone(&fetches),
        lifetime: Some(Duration::ZERO),
        ..Slow::default()
    });
    let calls = (0..1000).map(|_| GetThing::new(&core, "a").send());
    let all = timeout(2 * SECOND, join_all(calls)).await.expect("in time");
    assert!(all.into_iter().all(|thing| thing.is_ok()));
    assert_eq!(fetches.load(Ordering::SeqCst), 1);
}

#[tokio::test(start_paused = true)]
async fn a_provider_that_panics_is_asked_again() {
    let core = client(Slow {
        is_broken_at_first: true,
        ..Slow::default()
    });
    let calls: Vec<_> = (0..9)
        .map(|_| tokio::spawn(timeout(5 * SECOND, GetThing::new(&core, "a").send())))
        .collect();
    let mut panics = 0;
    for call in calls {
        match call.await {
            Err(error) => panics += u32::from(error.is_panic()),
            Ok(in_time) => {
                let error = in_time.expect("in time").expect_err("no token");
                assert!(
                    error.to_string().ends_with("the token provider has panicked"),
                    "{error}"
                );
            }
        }
    }
    assert_eq!(panics, 1);
    GetThing::new(&core, "a").await.expect("a thing");
}

/// Asks the service for a token with a call that needs one.
#[derive(Clone, Default)]
struct Circular(Arc<OnceLock<Core>>);

impl TokenProvider for Circular {
    fn token(&self) -> BoxFuture<'_, Result<Token, TokenError>> {
        Box::pin(async {
            let core = self.0.get().expect("a client");
            let thing = GetThing::new(core, "token").await;
            thing
                .map(|thing| Token::new(thing.id))
                .map_err(|_| TokenError::new("no thing"))
        })
    }
}

#[tokio::test(start_paused = true)]
async fn a_provider_that_waits_for_itself_ends_with_an_error() {
    let provider = Circular::default();
    let core = client(provider.clone());
    provider.0.set(core.clone()).expect("once");
    let call = timeout(3600 * SECOND, GetThing::new(&core, "a").send());
    let error = call.await.expect("an end").expect_err("no token");
    assert!(error.is_token(), "{error}");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn calls_on_many_threads_share_each_fetch() {
    struct Quick(Arc<AtomicU32>);
    impl TokenProvider for Quick {
        fn token(&self) -> BoxFuture<'_, Result<Token, TokenError>> {
            Box::pin(async {
                self.0.fetch_add(1, Ordering::SeqCst);
                for _ in 0..3 {
                    tokio::task::yield_now().await;
                }
                Ok(Token::new("tok"))
            })
        }
    }
    for _ in 0..200 {
        let fetches = Arc::default();
        let core = client(Quick(Arc::clone(&fetches)));
        let calls: Vec<_> = (0..16)
            .map(|_| tokio::spawn(GetThing::new(&core, "a").send()))
            .collect();
        for call in calls {
            call.await.expect("no panic").expect("a thing");
        }
        assert_eq!(fetches.load(Ordering::SeqCst), 1);
    }
}
