//! Tokens between the attempts of a call.

use std::sync::Arc;

use oasmith_runtime::runtime::{ClientCredentials, Core, RetryPolicy};

use super::{builder, status};
use crate::acts::{Create, Read, act};
use crate::support::{Memory, NetworkFault, Received, Response, faulty, response};

/// A client whose tokens t1, t2, … come from the responses of `tokens` (`None` is a token), good for a minute.
fn client(
    api: impl IntoIterator<Item = Response>,
    tokens: impl IntoIterator<Item = Option<Response>>,
    policy: RetryPolicy,
) -> (Core, Arc<Memory>) {
    let mut tokens = tokens.into_iter().collect::<Vec<_>>().into_iter();
    let mut api = api.into_iter().collect::<Vec<_>>().into_iter();
    let mut count = 0;
    let service = Memory::new(move |received| {
        if !is_fetch(received) {
            return api.next().unwrap_or_else(|| status(200));
        }
        count += 1;
        let token = format!(r#"{{"access_token": "t{count}", "expires_in": 60}}"#);
        tokens.next().flatten().unwrap_or_else(|| response(200, token))
    });
    let login = ClientCredentials::new("https://idp.example.org/token", "me", "s3cret");
    let builder = builder().client_credentials(login).retry(policy);
    (
        builder.transport(Arc::clone(&service)).build().expect("a client"),
        service,
    )
}

fn is_fetch(received: &Received) -> bool {
    received.target.ends_with("/token")
}

/// The tokens of the calls, and how often one was fetched.
fn seen(service: &Memory) -> (Vec<String>, usize) {
    let received = service.received();
    let tokens = received.iter().filter_map(|request| request.header("authorization"));
    let tokens = tokens
        .map(|token| token.trim_start_matches("Bearer ").to_owned())
        .collect();
    (tokens, received.iter().filter(|request| is_fetch(request)).count())
}

fn texts(texts: &[&str]) -> Vec<String> {
    texts.iter().map(|text| (*text).to_owned()).collect()
}

#[tokio::test(start_paused = true)]
async fn a_refusal_between_other_failures() {
    let (core, service) = client([status(503), status(401), status(503)], [], RetryPolicy::new());
    let response = act::<Read>(&core).await.expect("done");
    assert_eq!(response.attempts(), 4);
    assert_eq!(seen(&service), (texts(&["t1", "t1", "t2", "t2"]), 2));

    // Once in a call, whatever lies between.
    let (core, service) = client([status(401), status(503), status(401)], [], RetryPolicy::new());
    let error = act::<Read>(&core).await.expect_err("refused");
    assert!(error.is_unauthorized() && error.attempts() == 3 && error.history().len() == 2);
    assert_eq!(seen(&service), (texts(&["t1", "t2", "t2"]), 2));
}

#[tokio::test(start_paused = true)]
async fn what_creates_and_what_is_not_repeated_gets_a_new_token_too() {
    for policy in [RetryPolicy::new(), RetryPolicy::never()] {
        let (core, service) = client([status(401)], [], policy.clone());
        act::<Create>(&core).await.expect("done");
        assert_eq!(seen(&service), (texts(&["t1", "t2"]), 2));
        let (core, _) = client([status(401), status(401)], [], policy);
        let error = act::<Create>(&core).await.expect_err("refused");
        assert_eq!((error.attempts(), error.history()[0].pause.is_zero()), (2, true));
    }
}

#[tokio::test(start_paused = true)]
async fn a_token_that_dies_while_the_client_waits_is_not_used() {
    let pause = status(503).header("retry-after", "100");
    let (core, service) = client([pause], [], RetryPolicy::new());
    act::<Read>(&core).await.expect("done");
    assert_eq!(seen(&service), (texts(&["t1", "t2"]), 2));
}

#[tokio::test(start_paused = true)]
async fn a_token_endpoint_that_fails_for_a_while() {
    for failure in [
        status(503),
        status(500),
        status(429),
        faulty(NetworkFault::Reset),
        faulty(NetworkFault::Cut),
    ] {
        let (core, service) = client([], [Some(failure.clone()), Some(failure.clone())], RetryPolicy::new());
        let response = act::<Create>(&core).await.expect("done");
        assert_eq!(response.attempts(), 1, "{failure:?}");
        assert_eq!(seen(&service), (texts(&["t3"]), 3), "{failure:?}");
    }
    let (core, service) = client([], [Some(faulty(NetworkFault::Refused))], RetryPolicy::new());
    act::<Create>(&core).await.expect("done");
    assert_eq!(seen(&service), (texts(&["t2"]), 1));
}

#[tokio::test(start_paused = true)]
async fn a_token_endpoint_that_fails_for_good() {
    let (core, service) = client([], vec![Some(status(503)); 100], RetryPolicy::new().attempts(3));
    let error = act::<Create>(&core).await.expect_err("no token");
    assert!(error.is_token() && !error.may_have_happened());
    assert_eq!((error.attempts(), error.history().len()), (0, 2));
    assert_eq!(seen(&service), (Vec::new(), 3));

    // What the client sends is wrong, and stays wrong.
    for reason in [
        response(400, r#"{"error": "invalid_client"}"#),
        response(401, r#"{"error": "invalid_client"}"#),
        response(200, "<html>"),
    ] {
        let (core, service) = client([], [Some(reason)], RetryPolicy::new());
        let error = act::<Read>(&core).await.expect_err("no token");
        assert!(error.is_token() && error.history().is_empty());
        assert_eq!(seen(&service), (Vec::new(), 1));
    }
}

#[tokio::test(start_paused = true)]
async fn a_token_endpoint_that_fails_when_a_token_is_replaced() {
    let (core, service) = client([status(401)], [None, Some(status(503))], RetryPolicy::new());
    act::<Create>(&core).await.expect("done");
    assert_eq!(seen(&service), (texts(&["t1", "t3"]), 3));
}
