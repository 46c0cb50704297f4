//! Bodies and headers: compression, and what cannot be said in them.

use std::io::Write;

use cdf_client::models::{FunctionWrite, RecordData, RecordSource, RecordWrite, ViewReference};
use flate2::Compression;
use flate2::write::GzEncoder;
use oasmith_tests::loopback::{Loopback, Response};
use serde_json::json;

use super::nothing;
use crate::wire::harness::{builder, client};

fn record(bytes: usize) -> RecordWrite {
    let source = RecordSource::View(ViewReference::new("s", "v", "1"));
    RecordWrite::new("s", "x", [RecordData::new(source, [("text", "x".repeat(bytes))])])
}

/// Large bodies are compressed, small ones are not worth it.
#[tokio::test]
async fn bodies_above_the_threshold_are_compressed() {
    let table: [(Option<usize>, usize, bool); 5] = [
        (Some(1024), 100, false),
        (Some(1024), 5000, true),
        (Some(0), 100, true),
        (None, 5000, false),
        (Some(9000), 5000, false),
    ];
    for (threshold, bytes, is_compressed) in table {
        let server = Loopback::start([Response::json(202, &json!({}))]);
        let client = builder(&server).gzip_above(threshold).build().expect("a client");
        client.records().ingest("s", [record(bytes)]).await.expect("accepted");
        let seen = server.only();
        assert_eq!(
            seen.header("content-encoding") == Some("gzip"),
            is_compressed,
            "{threshold:?}, {bytes} bytes"
        );
        assert_eq!(
            seen.wire_bytes < seen.body.len(),
            is_compressed,
            "{threshold:?}, {bytes} bytes"
        );
        let text = seen.json().expect("a body")["items"][0]["sources"][0]["properties"]["text"].clone();
        assert_eq!(text.as_str().map(str::len), Some(bytes), "the body is whole");
    }
}

/// 1024 bytes are small, 1025 are not: the threshold is the default, and exact.
#[tokio::test]
async fn the_threshold_is_exact() {
    let overhead = serde_json::to_vec(&json!({"items": [record(0)]}))
        .expect("a body")
        .len();
    for (total, is_compressed) in [(1024, false), (1025, true)] {
        let server = Loopback::start([Response::json(202, &json!({}))]);
        client(&server)
            .records()
            .ingest("s", [record(total - overhead)])
            .await
            .expect("accepted");
        let seen = server.only();
        assert_eq!(seen.body.len(), total);
        assert_eq!(
            seen.header("content-encoding").is_some(),
            is_compressed,
            "{total} bytes"
        );
    }
}

/// Responses may be compressed too.
#[tokio::test]
async fn compressed_responses_are_read() {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::fast());
    encoder
        .write_all(br#"{"status": "activated"}"#)
        .expect("memory takes it");
    let body = encoder.finish().expect("memory takes it");
    let response = Response::new(200, body)
        .header("content-encoding", "gzip")
        .header("content-type", "application/json");
    let server = Loopback::start([response]);
    let activation = client(&server).functions().status().await.expect("the status");
    assert_eq!(activation.status.as_str(), "activated");
    assert!(
        server
            .only()
            .header("accept-encoding")
            .is_some_and(|value| value.contains("gzip"))
    );
}

/// Headers of the client and of the call; the call's own win, a token gives way to an `authorization` that was set.
#[tokio::test]
async fn headers_of_client_and_call() {
    let server = Loopback::start([nothing()]);
    let builder = builder(&server)
        .header("x-cdp-app", "mine")
        .header("cdf-version", "beta")
        .user_agent("mine/1");
    let call = builder.build().expect("a client").streams().list();
    call.header("cdf-version", "alpha")
        .header("authorization", "Bearer other")
        .await
        .expect("streams");
    let seen = server.only();
    let expected = [
        ("x-cdp-app", "mine"),
        ("cdf-version", "alpha"),
        ("user-agent", "mine/1"),
        ("authorization", "Bearer other"),
    ];
    for (name, value) in expected {
        assert_eq!(seen.header(name), Some(value), "{name}");
    }
}

/// A header that would become two is refused before anything is sent.
#[tokio::test]
async fn a_header_cannot_become_two() {
    let server = Loopback::start([]);
    let split = "a\r\nx-injected: 1";
    let error = client(&server)
        .streams()
        .list()
        .header("x-mine", split)
        .await
        .expect_err("a line break");
    assert!(error.is_request() && error.to_string().contains("x-mine"), "{error}");
    let error = client(&server)
        .files()
        .init_upload("f")
        .origin(split)
        .await
        .expect_err("a line break");
    assert!(
        error.is_request() && error.to_string().to_lowercase().contains("origin"),
        "{error}"
    );
    assert!(builder(&server).header("x-mine", split).build().is_err());
    assert!(server.seen().is_empty());
}

/// JSON has no NaN. To send null instead would be another wish.
#[tokio::test]
async fn a_number_that_json_cannot_say_is_refused() {
    let server = Loopback::start([]);
    let function = FunctionWrite::new("f", 1).cpu(f64::NAN);
    let error = client(&server)
        .functions()
        .create([function])
        .await
        .expect_err("no JSON");
    assert!(error.is_request(), "{error}");
    assert!(server.seen().is_empty());
}
