//! What an error says about the attempts before it.

use std::time::Duration;

use oasmith_runtime::runtime::{Error, FailedAttempt, RetryPolicy};

use super::{builder, client, client_with, late, status};
use crate::acts::{Keyed, Read, act};
use crate::support::{NetworkFault, Response, faulty, response};

async fn error(responses: impl IntoIterator<Item = Response>) -> Error {
    let (core, _) = client(responses);
    act::<Keyed>(&core).await.expect_err("a failure")
}

#[tokio::test(start_paused = true)]
async fn each_attempt_with_its_cause_and_pause() {
    let refused = faulty(NetworkFault::Refused);
    let error = error([
        status(503).header("retry-after", "3"),
        status(503),
        faulty(NetworkFault::Reset),
        refused,
        late(),
        response(404, r#"{"message": "gone"}"#).header("x-request-id", "r"),
    ])
    .await;
    assert_eq!(
        error.to_string(),
        "act (POST /act): 404 Not Found: gone [request id r, 6 attempts] [before: 503 Service Unavailable (2 times); \
         the connection failed: reset; the service could not be reached: refused; no complete response in time: the \
         limit is 60s]"
    );
    let history = error.history();
    let facts = |attempt: &FailedAttempt| (attempt.status.map(|status| status.as_u16()), attempt.may_have_happened);
    assert_eq!(
        history.iter().map(facts).collect::<Vec<_>>(),
        [
            (Some(503), true),
            (Some(503), true),
            (None, true),
            (None, false),
            (None, true)
        ]
    );
    assert!(history[0].pause >= Duration::from_secs(3) && history[1].pause <= Duration::from_secs(1));
    assert_eq!(history[3].to_string(), "the service could not be reached: refused");
    let debug = format!("{error:?}");
    assert!(
        debug.contains("the connection failed: reset") && debug.contains("pause: "),
        "{debug}"
    );
}

#[tokio::test(start_paused = true)]
async fn nothing_before_nothing_said() {
    let error = error([status(404)]).await;
    assert!(error.history().is_empty());
    assert_eq!(error.to_string(), "act (POST /act): 404 Not Found");
}

#[tokio::test(start_paused = true)]
async fn a_body_of_another_form_has_a_history_too() {
    let error = error([status(503), response(200, "{")]).await;
    assert!(error.is_decode() && error.attempts() == 2);
    assert!(
        error.to_string().ends_with("[before: 503 Service Unavailable]"),
        "{error}"
    );
}

#[tokio::test(start_paused = true)]
async fn whether_something_may_have_happened() {
    let refused = || faulty(NetworkFault::Refused);
    let table: [(Vec<Response>, bool); 15] = [
        (vec![status(404)], false),
        (vec![status(409)], false),
        (vec![status(401)], false),
        (vec![status(429)], false),
        (vec![status(500)], true),
        (vec![status(503)], true),
        (vec![late()], true),
        (vec![faulty(NetworkFault::Reset)], true),
        (vec![faulty(NetworkFault::Cut)], true),
        (vec![refused()], false),
        (vec![response(200, "{")], true),
        // The last response is about the last attempt only.
        (vec![status(503), status(409)], true),
        (vec![late(), refused(), status(409)], true),
        (vec![status(429), status(409)], false),
        (vec![refused(), status(409)], false),
    ];
    for (responses, expected) in table {
        let error = error(responses.clone()).await;
        assert_eq!(error.may_have_happened(), expected, "{error}");
    }
}

#[tokio::test(start_paused = true)]
async fn an_error_of_one_attempt_is_as_it_was() {
    let (core, _) = client_with(builder().retry(RetryPolicy::never()), [status(503)]);
    let error = act::<Read>(&core).await.expect_err("a failure");
    assert_eq!(error.to_string(), "act (POST /act): 503 Service Unavailable");
}
