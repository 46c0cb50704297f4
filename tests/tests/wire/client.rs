//! What is the same for all operations.

mod answers;
mod bodies;
mod pages;
mod places;
mod secrets;
mod tokens;

use cdf_client::ClientCredentials;
use oasmith_tests::loopback::{Answer, Loopback};
use serde_json::json;

/// An answer that every list can read.
fn nothing() -> Answer {
    Answer::json(200, &json!({"items": []}))
}

/// Credentials whose secrets are easy to find where they must not be.
fn credentials(identity: &Loopback) -> ClientCredentials {
    ClientCredentials::new(format!("{}/oauth2/token", identity.url()), "the-id", "very-secret")
        .scope("https://x.cognitedata.com/.default")
        .audience("aud")
        .extra("tenant", "very-private")
}
