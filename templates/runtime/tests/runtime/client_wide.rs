//! Parameters that the client has for all requests: who sends which value, and where it must not go.

use std::sync::Arc;

use oasmith_runtime::runtime::{CoreBuilder, Request, Secret};

use crate::probes::Probe;
use crate::sample::builder;
use crate::support::{Memory, response};

const NOTHING: &Option<String> = &None;

/// Tenant, key and query of what is sent, or why nothing is.
async fn sent(client: CoreBuilder, request: Request) -> String {
    let service = Memory::new(|_| response(200, "{}"));
    let core = client.transport(Arc::clone(&service)).build().expect("a client");
    if let Err(error) = Probe::new(&core, request.path("p", "x")).await {
        assert!(error.is_request() && service.received().is_empty(), "{error}");
        return error.to_string();
    }
    let received = service.received().remove(0);
    let headers = ["tenant-id", "x-api-key"].map(|name| received.header(name));
    let query = received.target.split_once('?').map(|(_, query)| query);
    let all: Vec<&str> = headers.into_iter().chain([query]).flatten().collect();
    all.join(" | ")
}

fn request(tenant: &Option<String>) -> Request {
    Request::new()
        .header_or_client("Tenant-Id", true, tenant)
        .header_or_client("X-API-Key", false, &None::<Secret>)
        .query_or_client("api-version", false, &None::<i32>)
}

fn client() -> CoreBuilder {
    builder()
        .client_header("Tenant-Id", "acme")
        .client_header("X-API-Key", &Secret::new("key-of-acme"))
        .client_query("api-version", &2)
}

#[tokio::test]
async fn a_request_has_the_values_of_the_client() {
    assert_eq!(
        sent(client(), request(NOTHING)).await,
        "acme | key-of-acme | api-version=2"
    );
}

#[tokio::test]
async fn a_value_of_its_own_counts_more() {
    let own = Some("other".to_owned());
    assert_eq!(
        sent(client(), request(&own)).await,
        "other | key-of-acme | api-version=2"
    );
    assert_eq!(
        sent(client().client_header("Tenant-Id", "last"), request(NOTHING)).await,
        "last | key-of-acme | api-version=2"
    );
}

#[tokio::test]
async fn only_requests_that_have_them_send_them() {
    assert_eq!(sent(client(), Request::new()).await, "");
}

#[tokio::test]
async fn what_must_be_there_and_is_not_is_an_error() {
    let error = sent(builder(), request(NOTHING)).await;
    assert!(
        error.contains("header Tenant-Id: neither the client nor the request has a value"),
        "{error}"
    );
    assert_eq!(sent(builder(), request(&Some("own".to_owned()))).await, "own");
}

#[tokio::test]
async fn another_server_gets_nothing_of_the_client() {
    let elsewhere = |request: Request| request.server("http://elsewhere.example.net", &[]);
    let error = sent(client(), elsewhere(request(NOTHING))).await;
    assert!(error.contains("goes to its own server only"), "{error}");
    assert_eq!(sent(client(), elsewhere(request(&Some("own".to_owned())))).await, "own");
}

#[tokio::test]
async fn a_key_that_is_repeated_is_taken_out() {
    let service = Memory::new(|_| response(400, r#"{"message": "key-of-acme is no key, and query-key neither"}"#));
    let client = client().client_query("key", &Secret::new("query-key"));
    let core = client.transport(Arc::clone(&service)).build().expect("a client");
    let request = request(NOTHING)
        .query_or_client("key", true, &None::<Secret>)
        .path("p", "x");
    let error = Probe::new(&core, request).await.expect_err("refused");
    let said = format!("{error:?} {error}");
    assert!(!said.contains("key-of-acme") && !said.contains("query-key"), "{said}");
}

#[test]
fn a_value_that_is_no_header_is_told_when_the_client_is_made() {
    let error = builder()
        .client_header("Tenant-Id", "a\nb")
        .build()
        .expect_err("refused");
    assert!(error.to_string().contains("tenant-id"), "{error}");
}
