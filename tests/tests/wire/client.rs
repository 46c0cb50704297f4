//! What is the same for all operations.

mod bodies;
mod pages;
mod places;
mod responses;
mod secrets;
mod tokens;

use cdf_client::ClientCredentials;
use oasmith_tests::loopback::{Loopback, Response};
use serde_json::json;

/// A response that every list can read.
fn nothing() -> Response {
    Response::json(200, &json!({"items": []}))
}

/// Credentials whose secrets are easy to find where they must not be.
fn credentials(identity: &Loopback) -> ClientCredentials {
    ClientCredentials::new(format!("{}/oauth2/token", identity.url()), "the-id", "very-secret")
        .scope("https://x.cognitedata.com/.default")
        .audience("aud")
        .extra("tenant", "very-private")
}
