// From templates/cdf/src/fake/sessions.rs; edit it there.

//! Sessions, and the nonces that bind calls and schedules to them.

use std::collections::BTreeMap;

use serde_json::{Value, json};

use super::page::{self, Page};
use super::request::Request;
use super::response::{Outcome, Refusal, Response};
use super::state::State;

/// How long a nonce is good, in milliseconds.
const NONCE_LIFETIME: i64 = 60_000;
/// How long a session lives, in milliseconds.
const LIFETIME: i64 = 28 * 24 * 3600 * 1000;

/// By id.
pub(super) type Sessions = BTreeMap<i64, Session>;

pub(super) struct Session {
    id: i64,
    kind: &'static str,
    status: &'static str,
    client_id: Option<String>,
    /// `None` once it is used.
    nonce: Option<String>,
    created: i64,
}

pub(super) fn create(state: &mut State, request: &Request) -> Outcome {
    let item = request.item()?;
    let text = |key: &str| item[key].as_str().filter(|text| !text.is_empty());
    let kind = match (text("clientId"), text("clientSecret")) {
        (Some(_), Some(_)) => "CLIENT_CREDENTIALS",
        _ if item["tokenExchange"] == true => "TOKEN_EXCHANGE",
        _ if item["oneshotTokenExchange"] == true => "ONESHOT_TOKEN_EXCHANGE",
        _ => return Err(Refusal::bad("A session needs client credentials or a token exchange")),
    };
    let (id, nonce) = (state.new_id(), state.random.ticket());
    let session = Session {
        id,
        kind,
        status: "READY",
        client_id: text("clientId").map(str::to_owned),
        nonce: Some(nonce.clone()),
        created: state.now,
    };
    let mut response = json!({ "id": id, "type": kind, "status": "READY", "nonce": nonce });
    if let Some(client) = &session.client_id {
        response["clientId"] = json!(client);
    }
    state.sessions.insert(id, session);
    Response::items(vec![response])
}

pub(super) fn list(state: &mut State, request: &Request) -> Outcome {
    let wanted = request.query("status").map(str::to_uppercase);
    let fits = |session: &&Session| wanted.as_ref().is_none_or(|status| status == session.status);
    let sessions = state.sessions.values().filter(fits).map(json).collect();
    let page = Page {
        owner: "sessions",
        generation: state.generation,
        limit: page::limit(request.query_number("limit")?, 25, 1000)?,
        cursor: request.query("cursor"),
    };
    page.of(sessions)
}

pub(super) fn by_ids(state: &mut State, request: &Request) -> Outcome {
    let found = ids(state, request.items(1000)?)?;
    Response::items(found.iter().filter_map(|id| state.sessions.get(id)).map(json).collect())
}

pub(super) fn revoke(state: &mut State, request: &Request) -> Outcome {
    let found = ids(state, request.items(1000)?)?;
    let mut revoked = Vec::new();
    for id in found {
        let Some(session) = state.sessions.get_mut(&id) else {
            continue;
        };
        session.status = "REVOKED";
        session.nonce = None;
        revoked.push(json(session));
    }
    Response::items(revoked)
}

/// Ids that all exist.
fn ids(state: &State, items: &[Value]) -> Outcome<Vec<i64>> {
    let ids: Vec<i64> = items.iter().filter_map(|item| item["id"].as_i64()).collect();
    let missing: Vec<Value> = ids
        .iter()
        .filter(|id| !state.sessions.contains_key(id))
        .map(|id| json!({ "id": id }))
        .collect();
    if ids.len() < items.len() || !missing.is_empty() {
        return Err(Refusal::missing("Sessions", missing));
    }
    Ok(ids)
}

/// Spends a nonce: the session that it belongs to becomes active.
pub(super) fn bind(state: &mut State, nonce: &Value) -> Outcome<i64> {
    let now = state.now;
    let fits = |session: &&mut Session| {
        let same = nonce
            .as_str()
            .is_some_and(|text| session.nonce.as_deref() == Some(text));
        same && now - session.created <= NONCE_LIFETIME
    };
    let session = state.sessions.values_mut().find(fits);
    let session = session.ok_or_else(|| Refusal::bad("The nonce is unknown, used or too old"))?;
    session.nonce = None;
    session.status = "ACTIVE";
    Ok(session.id)
}

fn json(session: &Session) -> Value {
    let mut json = json!({
        "id": session.id,
        "type": session.kind,
        "status": session.status,
        "creationTime": session.created,
        "expirationTime": session.created + LIFETIME,
    });
    if let Some(client) = &session.client_id {
        json["clientId"] = json!(client);
    }
    json
}
