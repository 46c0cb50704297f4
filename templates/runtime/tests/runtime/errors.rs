//! What the errors say and keep.

use std::error::Error as _;
use std::sync::Arc;

use oasmith_runtime::runtime::{BuildError, CallError, Error, TransportError};

use crate::sample::{ApiFailure, GetThing, Thing, builder};
use crate::support::{Loopback, Memory, Response, response};

async fn call(reply: Response) -> CallError<ApiFailure> {
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
    let error = call(response(404, body).header("x-request-id", "req-1")).await;
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
        (
            r#"{"title": "No such thing", "status": 404, "detail": "Thing 5 is gone"}"#,
            ": Thing 5 is gone",
        ),
        (r#"{"type": "about:blank", "title": "t", "detail": ""}"#, ": t"),
        (
            r#"{"detail": [{"loc": ["body", "a"], "msg": "field required"}]}"#,
            ": field required",
        ),
        (r#"{"errors": [{"status": "409", "title": "t"}]}"#, ": t"),
        (r#"{"errors": ["e"]}"#, ": e"),
        (r#"{"error": {"message": ""}}"#, ""),
        (r#"{"other": 1}"#, ""),
        ("[]", ""),
        ("<html>", ""),
        ("", ""),
    ];
    for (body, text) in table {
        let error = call(response(409, body)).await;
        assert_eq!(
            error.to_string(),
            format!("getThing (GET /things/{{thingId}}): 409 Conflict{text}")
        );
        assert!(error.is_conflict() && error.failure().is_none());
    }
    let mut plain = response(500, " upstream gone \n");
    plain.headers = vec![("content-type", "text/plain; charset=utf-8".to_owned())];
    let error = call(plain).await;
    assert_eq!(error.message().as_deref(), Some("upstream gone"));
    assert!(error.is_server());
    let long = call(response(500, format!(r#"{{"message": "{}"}}"#, "é".repeat(1000)))).await;
    assert_eq!(long.message().map(|text| text.chars().count()), Some(501));
}

#[tokio::test]
async fn a_body_of_another_form() {
    let error = call(response(200, r#"{"id": "a", "size": "big"}"#).header("x-request-id", "r")).await;
    assert!(error.is_decode() && !error.is_request());
    assert_eq!(error.status().map(|status| status.as_u16()), Some(200));
    assert_eq!(
        error.to_string(),
        "getThing (GET /things/{thingId}): the response is not what the API describes (200 OK): at `size`: \
         invalid type: string \"big\", expected i64 at line 1 column 25 [request id r]"
    );
    assert!(
        error
            .source()
            .and_then(|cause| cause.source())
            .is_some_and(|json| json.is::<serde_json::Error>())
    );
    assert_eq!(error.message(), None);

    let trailing = call(response(200, r#"{"id": "a", "size": 1} x"#)).await;
    assert!(
        trailing.to_string().contains("at `.`: trailing characters"),
        "{trailing}"
    );
}

#[tokio::test]
async fn no_error_shows_a_secret() {
    for reply in [response(401, "{}"), response(200, "[]"), response(500, "x")] {
        let error = call(reply).await;
        let typed = format!("{error} {error:?}");
        let erased = Error::from(error);
        let text = format!("{typed} {erased} {erased:?}");
        assert!(!text.contains("tok-secret") && !text.contains("private-id"), "{text}");
    }
}

async fn two_steps(reply: Response) -> Result<Thing, Error> {
    let service = Memory::new(move |_| reply.clone());
    let core = builder().transport(Arc::clone(&service)).build()?;
    Ok(GetThing::new(&core, "a").await?)
}

#[tokio::test]
async fn the_erased_error_keeps_everything() {
    let body = r#"{"error": {"code": 403, "message": "no"}}"#;
    let error = two_steps(response(403, body).header("x-request-id", "r"))
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
    assert!(two_steps(response(200, r#"{"id": "a", "size": 1}"#)).await.is_ok());

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

/// A message in a header, whatever the body and the status line say.
#[tokio::test]
async fn messages_come_from_headers_too() {
    let table = [
        ("", "no%20such tag%3A %C3%A9", Some("no such tag: é")),
        ("", "50% of %zz", Some("50% of %zz")),
        ("", "%ff", Some("%ff")),
        ("", "", None),
        ("no JSON", "said", Some("said")),
        (r#"{"message": "body"}"#, "said", Some("body")),
        (r#"{"other": 1}"#, "said", Some("said")),
    ];
    for (body, header, message) in table {
        let service = Memory::new(move |_| response(404, body).header("grpc-message", header));
        let core = builder()
            .error_message_headers(&["x-message", "grpc-message"])
            .transport(service)
            .build()
            .expect("a client");
        let error = GetThing::new(&core, "a").await.expect_err("a failure");
        assert_eq!(error.message().as_deref(), message, "{body} {header}");
        assert!(error.is_not_found() && error.failure().is_none());
        assert_eq!(error.headers()["grpc-message"], header);
    }
    let first = Memory::new(|_| response(404, "").header("b", "second").header("a", "first"));
    let core = builder().error_message_headers(&["a", "b"]).transport(first);
    let error = GetThing::new(&core.build().expect("a client"), "a").await;
    assert_eq!(error.expect_err("a failure").message().as_deref(), Some("first"));
    let fault = builder()
        .error_message_headers(&["no header"])
        .build()
        .expect_err("refused");
    assert!(
        fault.to_string().starts_with("the name of a header, \"no header\""),
        "{fault}"
    );
}

#[tokio::test]
async fn the_status_line_may_say_more() {
    let table = [
        (
            Some("Tag not found in tenant"),
            "",
            Some("Tag not found in tenant"),
            Some("Tag not found in tenant"),
        ),
        (Some("Said"), "plain", Some("Said"), Some("Said")),
        (Some("Not Found"), "plain", None, Some("plain")),
        (None, "", None, None),
    ];
    for (reason, body, phrase, message) in table {
        let service = Loopback::start(move |_| {
            let mut response = response(404, body);
            response.headers = vec![("content-type", "text/plain".to_owned())];
            response.reason = reason;
            response
        });
        let core = builder().server_url(service.await.url).build().expect("a client");
        let error = GetThing::new(&core, "a").await.expect_err("a failure");
        assert_eq!((error.reason(), error.message().as_deref()), (phrase, message));
        let any = Error::from(error);
        assert_eq!(any.reason(), phrase);
    }
}

/// An error without a body is no fault of decoding, whatever it says that it has.
#[tokio::test]
async fn errors_may_have_no_body() {
    for content_type in ["application/json", "application/grpc", "text/plain", "image/png"] {
        let mut empty = response(412, "");
        empty.headers = vec![
            ("content-type", content_type.to_owned()),
            ("grpc-status", "9".to_owned()),
        ];
        let error = call(empty).await;
        assert!(error.failure().is_none() && !error.is_decode(), "{content_type}");
        assert_eq!(
            error.to_string(),
            "getThing (GET /things/{thingId}): 412 Precondition Failed"
        );
        assert_eq!(error.headers()["grpc-status"], "9");
        assert!(error.raw_body().is_empty());
    }
}

#[tokio::test]
async fn a_token_that_comes_back_in_a_header_or_the_status_line_is_masked() {
    let service = Loopback::start(|_| {
        let mut response = response(401, "").header("x-said", "bad tok-secret-1");
        response.reason = Some("No tok-secret-1");
        response
    });
    let core = builder()
        .token("tok-secret-1")
        .server_url(service.await.url)
        .error_message_headers(&["x-said"])
        .build()
        .expect("a client");
    let error = GetThing::new(&core, "a").await.expect_err("a failure");
    assert_eq!(error.headers()["x-said"], "bad ...");
    assert_eq!(
        (error.reason(), error.message().as_deref()),
        (Some("No …"), Some("bad ..."))
    );
    assert!(!format!("{error} {error:?}").contains("tok-secret-1"));
}
