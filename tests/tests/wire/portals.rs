//! A login page or a proxy that responds in place of the service, with a status from 200 to 299.

use cdf_client::models::{RecordWrite, StreamReference};
use cdf_client::{ClientCredentials, ReasonKind};
use oasmith_tests::loopback::{Loopback, Response};
use serde_json::json;

use super::harness::{builder, client};

const PAGE: &str = "<!doctype html><title>Please log in</title>";

fn portal(status: u16) -> Response {
    Response::new(status, PAGE).header("content-type", "text/html; charset=utf-8")
}

fn record(number: usize) -> RecordWrite {
    RecordWrite::of("plant", format!("r{number}"))
        .source(("plant", "Event"), &json!({"n": number}))
        .expect("an object")
}

/// `ingest` declares 202 with JSON; the page comes with that status or another.
#[tokio::test]
async fn a_login_page_is_not_an_ingested_record() {
    for status in [200, 202] {
        let server = Loopback::start([portal(status)]);
        let ingest = client(&server).records().ingest("s", [record(1)]).await;
        let error = ingest.expect_err("a page of HTML");
        assert!(error.is_decode() && error.may_have_happened(), "{error}");
        assert_eq!(error.status().map(|status| status.as_u16()), Some(status));
        assert_eq!(error.headers()["content-type"], "text/html; charset=utf-8");
        assert_eq!(error.raw_body(), PAGE);
        assert!(error.to_string().contains("the response is text/html"), "{error}");
    }
}

/// The same for every other kind of operation.
#[tokio::test]
async fn a_login_page_is_no_success_of_any_operation() {
    let server = Loopback::start((0..4).map(|_| portal(200)));
    let client = client(&server);
    let stream = || [StreamReference::new("s")];
    let error = client.streams().delete(stream()).await.expect_err("nothing is read");
    assert!(error.is_decode() && error.may_have_happened(), "{error}");
    let error = client.streams().list().await.expect_err("a list is read");
    assert!(error.is_decode() && error.to_string().contains("text/html"), "{error}");
    let error = client.streams().retrieve("s").await.expect_err("a record is read");
    assert!(error.is_decode(), "{error}");
    let error = client.functions().list().await.expect_err("a list is read");
    assert!(error.is_decode(), "{error}");
}

/// What the service means to say is read whatever status and media type it comes with.
#[tokio::test]
async fn sloppy_successes_are_successes() {
    let sloppy = [
        Response::json(200, &json!({})),
        Response::new(202, "{}"),
        Response::new(202, "{}").header("content-type", "text/plain"),
        Response::new(204, ""),
        Response::new(202, "").header("content-type", "text/html"),
    ];
    let server = Loopback::start(sloppy);
    for _ in 0..5 {
        let ingest = client(&server).records().ingest("s", [record(1)]).await;
        ingest.expect("a success");
    }
}

/// Five hundred items, none of which arrived: none is done, and each is kept to be verified.
#[tokio::test]
async fn a_bulk_at_a_login_page_has_done_nothing() {
    for status in [200, 202] {
        let server = Loopback::start([portal(status)]);
        let bulk = client(&server).records().ingest_bulk("s");
        let report = bulk.send_all((0..500).map(record)).await;
        assert_eq!((report.total(), report.done(), report.unknown().len()), (500, 0, 500));
        assert_eq!((report.rejected().len(), report.not_sent().len()), (0, 0));
        let reason = &report.unknown()[0].reason;
        assert_eq!((reason.kind(), reason.status()), (ReasonKind::Unanswered, Some(status)));
        assert!(reason.message().contains("text/html"), "{reason}");
        assert_eq!(server.seen().len(), 1, "nothing is sent again");
    }
}

/// A bulk believes only the status that is declared.
#[tokio::test]
async fn a_bulk_is_not_done_by_another_status() {
    let server = Loopback::start([Response::json(200, &json!({})), Response::json(202, &json!({}))]);
    for done in [0, 3] {
        let bulk = client(&server).records().ingest_bulk("s");
        let report = bulk.send_all((0..3).map(record)).await;
        assert_eq!((report.done(), report.unknown().len()), (done, 3 - done as usize));
    }
}

/// No token comes from a page, and nothing is sent without one.
#[tokio::test]
async fn a_login_page_is_not_a_token() {
    let (identity, server) = (Loopback::start([portal(200)]), Loopback::start([]));
    let credentials = ClientCredentials::new(format!("{}/token", identity.url()), "id", "secret");
    let client = builder(&server).client_credentials(credentials).build();
    let client = client.expect("the settings are good");
    let error = client.streams().list().await.expect_err("no token");
    assert!(error.is_token() && !error.may_have_happened(), "{error}");
    assert!(server.seen().is_empty());
}
