//! What is sent again, by kind of operation and by what came back.

use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::Duration;

use oasmith_runtime::runtime::{BoxFuture, Token, TokenError, TokenProvider};

use super::{builder, client, client_with, late, status};
use crate::acts::{
    Create, CreateAlsoAfter500, Idempotent, IdempotentWithResults, Keyed, KeyedAlsoAfter500, KeyedWithResults, Kind,
    Read, act,
};
use crate::support::{Memory, NetworkFault, Response, faulty, response};

/// Whether an operation of this kind is sent again after this.
async fn is_repeated<K: Kind>(first: &Response) -> bool {
    let (core, service) = client([first.clone(), status(200)]);
    let result = act::<K>(&core).await;
    assert_eq!(
        result.is_ok(),
        service.received().len() == 2 || first.fault == Some(NetworkFault::Refused)
    );
    result.is_ok()
}

/// The same for the four kinds.
async fn repeated(first: Response) -> [bool; 4] {
    [
        is_repeated::<Read>(&first).await,
        is_repeated::<Idempotent>(&first).await,
        is_repeated::<Keyed>(&first).await,
        is_repeated::<Create>(&first).await,
    ]
}

const ALL: [bool; 4] = [true; 4];
const ALL_BUT_CREATE: [bool; 4] = [true, true, true, false];
const NONE: [bool; 4] = [false; 4];

#[tokio::test(start_paused = true)]
async fn after_statuses() {
    assert_eq!(repeated(status(429)).await, ALL);
    for code in [502, 503, 504] {
        assert_eq!(repeated(status(code)).await, ALL_BUT_CREATE, "{code}");
    }
    for code in [302, 400, 403, 404, 408, 409, 422, 500, 501, 505] {
        assert_eq!(repeated(status(code)).await, NONE, "{code}");
    }
}

#[tokio::test(start_paused = true)]
async fn after_failures_of_the_network() {
    assert_eq!(repeated(faulty(NetworkFault::Refused)).await, ALL);
    assert_eq!(repeated(faulty(NetworkFault::Reset)).await, ALL_BUT_CREATE);
    assert_eq!(repeated(faulty(NetworkFault::Cut)).await, ALL_BUT_CREATE);
    assert_eq!(repeated(late()).await, ALL_BUT_CREATE);
}

#[tokio::test(start_paused = true)]
async fn after_a_body_that_is_not_what_it_should_be() {
    assert_eq!(repeated(response(200, "{")).await, NONE);
}

#[tokio::test(start_paused = true)]
async fn after_a_500_if_the_service_says_so() {
    for (value, expected) in [
        ("true", ALL_BUT_CREATE),
        ("True", ALL_BUT_CREATE),
        ("false", NONE),
        ("1", NONE),
        ("", NONE),
    ] {
        assert_eq!(
            repeated(status(500).header("x-again", value)).await,
            expected,
            "{value}"
        );
    }
    // Only what the client knows is such a header, and only for what is the service's fault.
    assert_eq!(repeated(status(500).header("x-other", "true")).await, NONE);
    assert_eq!(repeated(status(409).header("x-again", "true")).await, NONE);
}

#[tokio::test(start_paused = true)]
async fn after_statuses_of_which_the_document_says_so() {
    assert!(is_repeated::<KeyedAlsoAfter500>(&status(500)).await);
    assert!(is_repeated::<KeyedAlsoAfter500>(&status(503)).await);
    assert!(!is_repeated::<KeyedAlsoAfter500>(&status(501)).await);
    assert!(!is_repeated::<CreateAlsoAfter500>(&status(500)).await);
}

#[tokio::test(start_paused = true)]
async fn but_not_if_the_response_has_a_result_for_each_item() {
    for code in [500, 502, 503, 504] {
        let partial = |body: &str| response(code, body).header("x-again", "true");
        let results = partial(r#"{"error": {"partial": []}}"#);
        assert!(!is_repeated::<KeyedWithResults>(&results).await, "{code}");
        // Sending those again that were done changes nothing here.
        assert!(is_repeated::<IdempotentWithResults>(&results).await, "{code}");
        assert!(is_repeated::<Keyed>(&results).await, "{code}");
        for body in [r#"{"error": {"message": "m"}}"#, "<html>", ""] {
            assert!(is_repeated::<KeyedWithResults>(&partial(body)).await, "{code} {body}");
        }
    }
}

/// Its first token takes five minutes.
struct Slow(AtomicU32);

impl TokenProvider for Slow {
    fn token(&self) -> BoxFuture<'_, Result<Token, TokenError>> {
        Box::pin(async {
            if self.0.fetch_add(1, Ordering::SeqCst) == 0 {
                tokio::time::sleep(Duration::from_secs(300)).await;
            }
            Ok(Token::new("tok"))
        })
    }
}

#[tokio::test(start_paused = true)]
async fn after_a_token_that_came_too_late_nothing_was_sent() {
    let service = Memory::script([status(200)]);
    let builder = builder().token_provider(Slow(AtomicU32::new(0)));
    let core = builder.transport(Arc::clone(&service)).build().expect("a client");
    let response = act::<Create>(&core).await.expect("done");
    assert_eq!((response.attempts(), service.received().len()), (1, 1));

    let builder = super::builder().token_provider(Slow(AtomicU32::new(0)));
    let once = builder.retry(oasmith_runtime::runtime::RetryPolicy::never());
    let (core, service) = client_with(once, [status(200)]);
    let error = act::<Create>(&core).await.expect_err("no token");
    assert!(error.is_token() && !error.may_have_happened() && service.received().is_empty());
    assert_eq!(
        error.to_string(),
        "act (POST /act): no access token: it did not come within 60s"
    );
}
