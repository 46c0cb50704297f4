//! A service that repeats what it was sent, in the messages of its errors.

use std::sync::Arc;

use cdf_client::functions::deploy::FunctionSource;
use cdf_client::models::RecordWrite;
use cdf_client::{Client, ClientCredentials, RetryPolicy};
use oasmith_runtime::testing::{InMemory, Response};
use serde_json::json;

use super::listener::listen;
use super::shown::Shown;

/// Refuses with this status, and says whom.
fn parrot(status: u16) -> Arc<InMemory> {
    InMemory::new(move |received| {
        let token = received.header("authorization");
        let is_login = received.target.ends_with("/token");
        let (status, body) = match is_login {
            true => (
                400,
                json!({"error": "invalid_client", "error_description": received.text()}),
            ),
            false => (
                status,
                json!({"error": {
                    "code": status,
                    "message": format!("nobody lets {} in", token.unwrap_or_default()),
                    "missing": [{"header": token}],
                }}),
            ),
        };
        Response::json(status, body.to_string()).header("x-request-id", "r-1")
    })
}

fn client(status: u16) -> cdf_client::ClientBuilder {
    let retry = RetryPolicy::new().attempts(2);
    Client::builder().project("p").retry(retry).transport(parrot(status))
}

#[tokio::test(start_paused = true)]
async fn a_token_that_comes_back_is_not_shown() {
    let shown = Shown::default();
    let _listening = listen(&shown);
    for status in [400, 401, 403, 409, 422, 429, 500, 503] {
        let cdf = client(status).token("token-sesame").build().expect("a client");
        let error = shown.error(cdf.streams().list().await.expect_err("it is refused"));
        shown.text(error.message().unwrap_or_default());
        shown.debug(error.failure());
        shown.debug(error.history());
        shown.error(cdf_client::Error::from(error));
        let deployed = cdf
            .functions()
            .deploy("f", FunctionSource::handler("def handle(): pass"))
            .await;
        shown.error(deployed.expect_err("it is refused"));
        let record = RecordWrite::of("s", "r")
            .source(("s", "c"), &json!({"a": 1}))
            .expect("an object");
        let report = cdf.records().ingest_bulk("s").send_all([record]).await;
        shown.debug(&report);
        shown.text(report.to_string());
        for item in report.rejected() {
            shown.debug(item);
        }
        let mut changes = cdf.records().sync("s").feed().until_caught_up();
        shown.error(changes.next().await.expect("an error").expect_err("it is refused"));
    }
    shown.has("nobody lets Bearer … in");
    shown.is_clean(100);
}

#[tokio::test(start_paused = true)]
async fn a_client_secret_that_comes_back_is_not_shown() {
    let shown = Shown::default();
    let _listening = listen(&shown);
    // The form encodes what it sends, so a parrot gives it back encoded.
    let login = ClientCredentials::new("https://idp.example.org/token", "me", "client-sesame")
        .extra("more", "extra sesame&more");
    let cdf = client(400)
        .client_credentials(shown.debug(login))
        .build()
        .expect("a client");
    let error = shown.error(cdf.streams().list().await.expect_err("there is no token"));
    assert!(error.is_token());
    shown.has("client_secret=…&more=…");
    shown.is_clean(5);
}
