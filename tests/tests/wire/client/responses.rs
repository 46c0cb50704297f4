//! What an error tells, what is around a success, and responses that do not come.

use std::net::TcpListener;
use std::time::Duration;

use cdf_client::Client;
use cdf_client::errors::{FunctionsListError, RecordWriteError};
use cdf_client::models::{RecordId, StreamReference};
use oasmith_tests::loopback::{Loopback, Response};
use serde_json::json;

use super::nothing;
use crate::wire::harness::{TOKEN, builder, client, envelope};

/// An error tells what was called, what came of it, and how to find it in the service's logs.
#[tokio::test]
async fn an_error_tells_what_is_needed_to_report_it() {
    let server = Loopback::start([Response::json(403, &envelope(403)).header("x-request-id", "req-77")]);
    let error = client(&server)
        .streams()
        .retrieve("secret-stream")
        .await
        .expect_err("refused");
    assert_eq!(
        (error.request_id(), error.attempts(), error.operation()),
        (Some("req-77"), 1, "getStream")
    );
    assert!(error.is_forbidden() && !error.is_server() && !error.is_decode());
    let text = error.to_string();
    for part in [
        "getStream",
        "GET /streams/{streamId}",
        "403",
        "refused with 403",
        "req-77",
    ] {
        assert!(text.contains(part), "{part:?} is missing: {text}");
    }
    assert!(!format!("{text} {error:?}").contains(TOKEN), "{error:?}");
}

/// The error of any operation becomes the common one, with everything that was in it.
#[tokio::test]
async fn errors_of_all_operations_meet_in_one() {
    async fn both(client: &Client) -> Result<(), cdf_client::Error> {
        client.streams().list().await?;
        client.functions().list().await?;
        Ok(())
    }
    let refusal = Response::json(409, &envelope(409)).header("x-request-id", "req-1");
    let error = both(&client(&Loopback::start([nothing(), refusal])))
        .await
        .expect_err("the second call");
    assert!(error.is_conflict());
    assert_eq!((error.operation(), error.request_id()), ("getFunctions", Some("req-1")));
    let Some(FunctionsListError::Other(body)) = error.failure::<FunctionsListError>() else {
        panic!("{error:?}")
    };
    assert_eq!(body.error.code, 409);
}

/// A refusal may come from a gateway in front of the service, which knows nothing of the body that the document has
/// for this status. Then it is the common body, and not unread.
#[tokio::test]
async fn a_declared_status_may_have_the_common_body() {
    let server = Loopback::start([Response::json(500, &envelope(500))]);
    let error = client(&server).records().ingest("s", []).await.expect_err("a 500");
    let failure = error.failure().expect("the common body is read");
    let RecordWriteError::Other(body) = failure else {
        panic!("{failure:?}")
    };
    assert_eq!(body.error.message, "refused with 500");
}

/// A success comes with what is around it, if asked for.
#[tokio::test]
async fn a_response_has_status_headers_and_request_id() {
    let server = Loopback::start([nothing().header("x-request-id", "req-1").header("x-extra", "e")]);
    let response = client(&server)
        .streams()
        .list()
        .send_with_response()
        .await
        .expect("streams");
    assert_eq!(
        (response.status().as_u16(), response.request_id(), response.attempts()),
        (200, Some("req-1"), 1)
    );
    assert_eq!(
        response.headers().get("x-extra").map(|value| value.as_bytes()),
        Some(&b"e"[..])
    );
    assert!(response.into_body().items.is_empty());
}

/// A response that is not as described: the error has the place in the JSON, and the body.
#[tokio::test]
async fn a_decode_failure_names_the_place() {
    let item = json!({"id": 1, "createdTime": 1, "status": "Ready", "name": "f", "fileId": "seven"});
    let body = json!({"items": [{"id": 0, "createdTime": 1, "status": "Ready", "name": "f", "fileId": 1}, item]});
    let server = Loopback::start([Response::json(200, &body).header("x-request-id", "req-9")]);
    let error = client(&server)
        .functions()
        .list()
        .await
        .expect_err("a text is no file id");
    assert!(error.is_decode());
    assert!(error.to_string().contains("items[1].fileId"), "{error}");
    assert_eq!(
        (error.status().map(|status| status.as_u16()), error.request_id()),
        (Some(200), Some("req-9"))
    );
    assert_eq!(error.raw_body().as_ref(), body.to_string().as_bytes());
}

/// The place is known inside of unions too.
#[tokio::test]
async fn a_decode_failure_inside_a_union_names_the_place() {
    let filter =
        json!({"and": [{"equals": {"property": ["p"], "value": 1}}, {"prefix": {"property": ["p"], "value": 2}}]});
    let item =
        json!({"externalId": "s", "partitionCount": 1, "createdTime": 1, "lastUpdatedTime": 1, "filter": filter});
    let server = Loopback::start([Response::json(200, &json!({"items": [item]}))]);
    let error = client(&server)
        .subscriptions()
        .list()
        .await
        .expect_err("a number is no prefix");
    for part in ["items[0].filter", "[1]", "prefix", "value"] {
        assert!(error.to_string().contains(part), "{part:?} is missing: {error}");
    }
}

/// The body of a success may be missing, whatever the document says about it.
#[tokio::test]
async fn an_empty_body_of_a_success_is_success() {
    for status in [200, 202, 204] {
        let server = Loopback::start([
            Response::new(status, ""),
            Response::new(status, ""),
            Response::new(status, ""),
        ]);
        let client = client(&server);
        client
            .records()
            .delete("s", [RecordId::new("s", "x")])
            .await
            .unwrap_or_else(|e| panic!("{status}: {e}"));
        client
            .streams()
            .delete([StreamReference::new("s")])
            .await
            .unwrap_or_else(|e| panic!("{status}: {e}"));
        client
            .functions()
            .delete([])
            .await
            .unwrap_or_else(|e| panic!("{status}: {e}"));
    }
}

/// A response that never ends: the call does, and the service may have seen it.
#[tokio::test]
async fn a_call_ends_when_its_time_is_over() {
    let server = Loopback::start([Response::silence(), Response::silence()]);
    let limit = Duration::from_millis(100);
    let of_client = builder(&server).timeout(limit).build().expect("a client");
    let error = of_client.streams().list().await.expect_err("no response");
    assert!(error.is_timeout() && !error.is_connect(), "{error}");
    assert_eq!((error.attempts(), error.status()), (1, None));
    let error = client(&server)
        .streams()
        .list()
        .timeout(limit)
        .await
        .expect_err("no response");
    assert!(error.is_timeout(), "{error}");
    assert_eq!(server.seen().len(), 2);
}

/// Nobody listens: nothing can have been seen.
#[tokio::test]
async fn a_service_that_is_not_there_is_told_apart() {
    let free = TcpListener::bind(("127.0.0.1", 0)).expect("a port");
    let origin = format!("http://{}", free.local_addr().expect("an address"));
    drop(free);
    let client = Client::builder()
        .origin(origin)
        .project("p")
        .token(TOKEN)
        .build()
        .expect("a client");
    let error = client.streams().list().await.expect_err("nobody is there");
    assert!(error.is_connect() && !error.is_timeout(), "{error}");
}
