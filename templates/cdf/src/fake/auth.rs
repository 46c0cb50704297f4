//! Who may ask: bearer tokens, and the endpoint that gives them out.

use std::collections::BTreeMap;
use std::time::Duration;

use bytes::Bytes;
use http::{HeaderMap, header};
use serde_json::{Value, json};

use super::clock::milliseconds;
use super::response::{Outcome, Refusal, Response};
use super::state::{Settings, State};
use crate::runtime::Secret;

/// Tokens that were given out, and until when they are good.
#[derive(Default)]
pub(super) struct Tokens {
    issued: BTreeMap<String, i64>,
    /// Whether the configured token is refused.
    pub(super) closed: bool,
}

impl Tokens {
    pub(super) fn expire(&mut self) {
        self.issued.clear();
        self.closed = true;
    }
}

/// Refuses a request without a token that is good now.
pub(super) fn check(state: &State, settings: &Settings, headers: &HeaderMap) -> Outcome<()> {
    let value = headers.get(header::AUTHORIZATION).and_then(|value| value.to_str().ok());
    let Some(token) = value.and_then(|value| value.strip_prefix("Bearer ")) else {
        return Err(Refusal::new(401, "Unauthorized"));
    };
    let own = token == settings.token.expose() && !state.tokens.closed;
    let issued = state.tokens.issued.get(token).is_some_and(|end| *end > state.now);
    if own || issued {
        return Ok(());
    }
    Err(Refusal::new(401, "Unauthorized"))
}

/// OAuth 2.0 client credentials.
pub(super) fn give_token(state: &mut State, settings: &Settings, body: &Bytes) -> Response {
    let form: BTreeMap<String, String> = url::form_urlencoded::parse(body).into_owned().collect();
    let is = |key: &str, wanted: &str| form.get(key).is_some_and(|value| value == wanted);
    if !is("grant_type", "client_credentials") {
        return error("unsupported_grant_type", "Only client credentials are known");
    }
    if !is("client_id", &settings.client_id) || !is("client_secret", settings.client_secret.expose()) {
        return error("invalid_client", "The client id or the secret is wrong");
    }
    let token = state.random.ticket();
    let end = state.now.saturating_add(milliseconds(settings.token_lifetime));
    state.tokens.issued.insert(token.clone(), end);
    let body = json!({
        "access_token": token,
        "token_type": "Bearer",
        "expires_in": settings.token_lifetime.as_secs(),
    });
    Response { status: 200, body }
}

fn error(code: &str, description: &str) -> Response {
    let body = json!({ "error": code, "error_description": description });
    Response { status: 401, body }
}

/// What other tools ask about a token: that it is good for the project.
pub(super) fn inspection(project: &str) -> Value {
    json!({
        "subject": "fake",
        "projects": [{ "projectUrlName": project, "groups": [1] }],
        "capabilities": [],
    })
}

/// What a fake gives out unless told otherwise.
pub(super) fn defaults() -> (Secret, String, Secret, Duration) {
    let hour = Duration::from_secs(3600);
    (
        "fake-token".into(),
        "fake-client".to_owned(),
        "fake-secret".into(),
        hour,
    )
}
