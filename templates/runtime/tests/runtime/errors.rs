//! What the errors say, answer and keep.

use std::error::Error as _;
use std::sync::Arc;

use oasmith_runtime::runtime::{BuildError, CallError, Error, TransportError};

use crate::sample::{ApiFailure, GetThing, Thing, builder};
use crate::support::{Answer, Memory, answer};

async fn call(reply: Answer) -> CallError<ApiFailure> {
    let service = Memory::new(move |_| reply.clone());
    let core = builder()
        .token("tok-secret")
        .transport(service)
        .build()
        .expect("a client");
    GetThing::new(&core, "private-id").await.expect_err("a failure")
}

#[tokio::test]
async fn a_described_failure() {
    let body = r#"{"error": {"code": 404, "message": "no such thing"}}"#;
    let error = call(answer(404, body).header("x-request-id", "req-1")).await;
    assert_eq!(
        error.to_string(),
        "getThing (GET /things/{thingId}): 404 Not Found: no such thing [request id req-1]"
    );
    assert!(error.is_not_found() && !error.is_conflict() && !error.is_server() && !error.is_decode());
    assert_eq!(error.status().map(|status| status.as_u16()), Some(404));
    assert_eq!(
        (error.operation(), error.attempts(), error.request_id()),
        ("getThing", 1, Some("req-1"))
    );
    assert_eq!(error.message().as_deref(), Some("no such thing"));
    assert_eq!(error.failure().map(|failure| failure.error.code), Some(404));
    assert_eq!(error.raw_body(), body);
    assert_eq!(error.headers()["content-type"], "application/json");
    assert!(error.source().is_none());
    assert_eq!(error.into_failure().expect("the body").error.message, "no such thing");
}

#[tokio::test]
async fn messages_come_from_the_usual_places() {
    let table = [
        (r#"{"message": "m"}"#, ": m"),
        (r#"{"error": "e"}"#, ": e"),
        (r#"{"error": "e", "error_description": "d"}"#, ": d"),
        (r#"{"error": {"message": ""}}"#, ""),
        (r#"{"other": 1}"#, ""),
        ("[]", ""),
        ("<html>", ""),
        ("", ""),
    ];
    for (body, text) in table {
        let error = call(answer(409, body)).await;
        assert_eq!(
            error.to_string(),
            format!("getThing (GET /things/{{thingId}}): 409 Conflict{text}")
        );
        assert!(error.is_conflict() && error.failure().is_none());
    }
    let mut plain = answer(500, " upstream gone \n");
    plain.headers = vec![("content-type", "text/plain; charset=utf-8".to_owned())];
    let error = call(plain).await;
    assert_eq!(error.message().as_deref(), Some("upstream gone"));
    assert!(error.is_server());
    let long = call(answer(500, format!(r#"{{"message": "{}"}}"#, "é".repeat(1000)))).await;
    assert_eq!(long.message().map(|text| text.chars().count()), Some(501));
}

#[tokio::test]
async fn a_body_of_another_form() {
    let error = call(answer(200, r#"{"id": "a", "size": "big"}"#).header("x-request-id", "r")).await;
    assert!(error.is_decode() && !error.is_request());
    assert_eq!(error.status().map(|status| status.as_u16()), Some(200));
    assert_eq!(
        error.to_string(),
        "getThing (GET /things/{thingId}): the answer is not what the API describes (200 OK): at `size`: \
         invalid type: string \"big\", expected i64 at line 1 column 25 [request id r]"
    );
    assert!(
        error
            .source()
            .and_then(|cause| cause.source())
            .is_some_and(|json| json.is::<serde_json::Error>())
    );
    assert_eq!(error.message(), None);

    let trailing = call(answer(200, r#"{"id": "a", "size": 1} x"#)).await;
    assert!(
        trailing.to_string().contains("at `.`: trailing characters"),
        "{trailing}"
    );
}

#[tokio::test]
async fn no_error_shows_a_secret() {
    for reply in [answer(401, "{}"), answer(200, "[]"), answer(500, "x")] {
        let error = call(reply).await;
        let typed = format!("{error} {error:?}");
        let erased = Error::from(error);
        let text = format!("{typed} {erased} {erased:?}");
        assert!(!text.contains("tok-secret") && !text.contains("private-id"), "{text}");
    }
}

async fn two_steps(reply: Answer) -> Result<Thing, Error> {
    let service = Memory::new(move |_| reply.clone());
    let core = builder().transport(Arc::clone(&service)).build()?;
    Ok(GetThing::new(&core, "a").await?)
}

#[tokio::test]
async fn the_erased_error_keeps_everything() {
    let body = r#"{"error": {"code": 403, "message": "no"}}"#;
    let error = two_steps(answer(403, body).header("x-request-id", "r"))
        .await
        .expect_err("a failure");
    assert_eq!(
        error.to_string(),
        "getThing (GET /things/{thingId}): 403 Forbidden: no [request id r]"
    );
    assert!(error.is_forbidden());
    assert_eq!(
        error.failure::<ApiFailure>().map(|failure| failure.error.code),
        Some(403)
    );
    assert!(error.failure::<String>().is_none());
    assert!(two_steps(answer(200, r#"{"id": "a", "size": 1}"#)).await.is_ok());

    let bad: Result<_, BuildError> = builder().variable("planet", "mars").build();
    let error = Error::from(bad.expect_err("refused"));
    assert_eq!(
        error.to_string(),
        "the client could not be made: no server variable planet; there are: region, tenant"
    );
    assert_eq!((error.operation(), error.attempts(), error.status()), ("", 0, None));
}

#[test]
fn errors_are_small_and_can_be_sent() {
    fn check<T: std::error::Error + Send + Sync + 'static>() {}
    check::<CallError<ApiFailure>>();
    check::<Error>();
    assert!(size_of::<CallError<ApiFailure>>() <= 2 * size_of::<usize>());
    assert!(size_of::<Error>() <= 3 * size_of::<usize>());
}

#[test]
fn a_transport_error_says_its_deepest_cause() {
    let inner = std::io::Error::other("cable cut");
    let error = TransportError::connect(std::io::Error::other(inner));
    assert_eq!(error.to_string(), "cable cut");
    assert!(error.is_connect() && !error.is_timeout() && error.source().is_some());
}
