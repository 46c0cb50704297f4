//! Sessions: create, list, retrieve, revoke.

use cdf_client::models::{
    SessionClientCredentials, SessionReference, SessionStatus, SessionStatusFilter, SessionType, SessionWrite,
};
use cdf_client::operations::sessions::{Create, List, RetrieveMany, Revoke};
use serde_json::{Value, json};

use super::harness::{Case, case, operations};

operations!(list, create, retrieve_many, revoke);

fn session() -> Value {
    json!({
        "id": 918_273,
        "type": "TOKEN_EXCHANGE",
        "status": "ACTIVE",
        "creationTime": 1_767_225_600_000_i64,
        "expirationTime": 1_767_312_000_000_i64,
        "clientId": "7c1e-invented",
    })
}

/// The status is written in lower case here, in upper case everywhere else.
fn list() -> Case<List> {
    case(|c| {
        c.sessions()
            .list()
            .status(SessionStatusFilter::AccessLost)
            .cursor("a b&c")
            .limit(25)
    })
    .sends("GET /sessions?status=access_lost&cursor=a%20b%26c&limit=25")
    .answers(
        200,
        json!({"items": [session()], "nextCursor": "n", "previousCursor": "p"}),
        |page| {
            assert_eq!(page.items[0].status, Some(SessionStatus::Active));
            assert_eq!(page.items[0].expiration_time, Some(1_767_312_000_000));
            assert_eq!(
                (page.next_cursor.as_deref(), page.previous_cursor.as_deref()),
                (Some("n"), Some("p"))
            );
        },
    )
    .error(400)
}

/// One session of each kind.
fn create() -> Case<Create> {
    case(|c| {
        c.sessions().create([
            SessionWrite::SessionClientCredentials(SessionClientCredentials::new("cid", "csecret")),
            SessionWrite::TokenExchange,
            SessionWrite::OneshotTokenExchange,
        ])
    })
    .sends("POST /sessions")
    .body(json!({"items": [
        {"clientId": "cid", "clientSecret": "csecret"},
        {"tokenExchange": true},
        {"oneshotTokenExchange": true},
    ]}))
    .answers(
        200,
        json!({"items": [{"id": 4242, "type": "TOKEN_EXCHANGE", "status": "READY", "nonce": "the-nonce"}]}),
        |list| {
            let session = &list.items[0];
            assert_eq!((session.id, session.nonce.expose()), (4242, "the-nonce"));
            assert_eq!(session.type_, Some(SessionType::TokenExchange));
            assert_eq!(session.status, SessionStatus::Ready);
        },
    )
    .error(400)
}

fn retrieve_many() -> Case<RetrieveMany> {
    case(|c| {
        c.sessions()
            .retrieve_many([SessionReference::new(4242), SessionReference::new(4243)])
    })
    .sends("POST /sessions/byids")
    .body(json!({"items": [{"id": 4242}, {"id": 4243}]}))
    .answers(200, json!({"items": [session()]}), |list| {
        assert_eq!(list.items[0].client_id.as_deref(), Some("7c1e-invented"));
    })
    .error(400)
}

/// Without the right to list sessions, the response has the ids and nothing else.
fn revoke() -> Case<Revoke> {
    case(|c| c.sessions().revoke([SessionReference::new(4242)]))
        .sends("POST /sessions/revoke")
        .body(json!({"items": [{"id": 4242}]}))
        .answers(200, json!({"items": [{"id": 4242}]}), |page| {
            assert_eq!((page.items[0].id, &page.items[0].status), (Some(4242), &None));
        })
        .error(400)
}
