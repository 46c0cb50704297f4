//! What was recorded with a gateway of TRAC, beside the project: `../shared/reference/trac/gateway`.
//!
//! Each request is made again with this client and compared: method, path and query when decoded, `accept` and
//! `content-type`, and the body. What may differ has a name and a reason; a difference that is not listed for its capture
//! fails the test, and so does one that is listed and not there. Each reply is served as it was recorded, reason phrase and
//! stray replies included, to the same call; to a plain one where the request is wrong on purpose.

mod by_hand;
mod calls;
mod canonical;
mod lists;
mod recorded;
mod replies;

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;
use trac_client::Client;

use self::canonical::{Found, TOLERATED, canonical};
use self::lists::{MADE, OTHER, UNMADE};
use self::recorded::Capture;
use super::server::{Said, Seen, Server, Then};
use super::support::client;

#[test]
fn every_capture_is_in_one_list() {
    let Some(captures) = recorded::all() else { return };
    let made = MADE.iter().map(|(name, _)| *name);
    let unmade = UNMADE.iter().map(|(name, _)| *name);
    let listed: Vec<&str> = made.chain(unmade).chain(OTHER.iter().copied()).collect();
    let once: BTreeSet<&str> = listed.iter().copied().collect();
    assert_eq!(listed.len(), once.len(), "no capture is listed twice");
    assert_eq!(
        once,
        captures.keys().map(String::as_str).collect(),
        "all captures are listed, and no others"
    );
}

#[tokio::test]
async fn the_client_makes_the_recorded_requests() {
    let Some(captures) = recorded::all() else { return };
    let (mut faults, mut used) = (Vec::new(), BTreeSet::new());
    for (name, listed) in MADE {
        let seen = made_again(&captures[*name]).await;
        let found = differences(&captures[*name], &seen);
        if found != listed.iter().copied().collect() {
            faults.push(format!("{name}: {found:?}"));
        }
        used.extend(found);
    }
    assert!(
        faults.is_empty(),
        "other differences than listed:\n{}",
        faults.join("\n")
    );
    assert_eq!(
        used,
        TOLERATED.iter().map(|(name, _)| *name).collect(),
        "each tolerance is needed"
    );
}

/// A byte more than the largest request: the gateway never answered.
#[tokio::test]
async fn the_request_that_hung_is_not_sent() {
    let Some(captures) = recorded::all() else { return };
    let capture = &captures["81_file_content_1048521_hangs"];
    assert!(capture.reply.is_none());
    let server = serving(capture);
    let error = calls::call(&client(&server), capture).await.expect_err("it is refused");
    assert!(error.is_too_large(), "{error:?}");
    assert!(server.seen().is_empty());
}

/// The request that the client sends for the same call.
async fn made_again(capture: &Capture) -> Seen {
    let server = serving(capture);
    let result = calls::call(&client(&server), capture).await;
    let seen = server.seen();
    assert_eq!(seen.len(), 1, "{}: {result:?}", capture.name);
    seen.into_iter().next().expect("there is one")
}

/// A server that says what was recorded.
fn serving(capture: &Capture) -> Server {
    let said = Said {
        bytes: capture.raw.clone(),
        then: Then::Close,
    };
    Server::start(move |_| said.clone())
}

fn differences(capture: &Capture, seen: &Seen) -> Found {
    let name = &capture.name;
    assert_eq!(seen.method, capture.method(), "{name}: the method");
    assert_eq!(recorded::segments(&seen.target), capture.segments(), "{name}: the path");
    assert_eq!(recorded::query(&seen.target), capture.query(), "{name}: the query");
    let mut found = header_differences(capture, seen);
    if seen.target != capture.target() {
        found.insert("query not encoded");
    }
    match seen.body.is_empty() {
        true => assert!(capture.request.body.is_empty(), "{name}: there is a body"),
        false => compare_bodies(capture, seen, &mut found),
    }
    found
}

fn compare_bodies(capture: &Capture, seen: &Seen, found: &mut Found) {
    let name = &capture.name;
    let sent: Value = serde_json::from_slice(&seen.body).expect("a body is JSON");
    let mut ours = Found::new();
    let sent = canonical(sent, &mut ours);
    // What the types want is written even if it is empty.
    assert!(ours.iter().all(|name| *name == "default given"), "{name}: {ours:?}");
    found.extend(ours);
    assert_eq!(sent, canonical(capture.json(), found), "{name}: the body");
}

fn header_differences(capture: &Capture, seen: &Seen) -> Found {
    let (name, theirs) = (&capture.name, &capture.request);
    let essence = theirs.header("content-type").and_then(|value| value.split(';').next());
    assert_eq!(seen.header("content-type"), essence, "{name}: content-type");
    let mut found = Found::new();
    let mut note = |is_there: bool, name: &'static str| is_there.then(|| found.insert(name));
    note(essence != theirs.header("content-type"), "parameters of content-type");
    note(theirs.header("transfer-encoding").is_some(), "chunked body");
    note(theirs.header("expect").is_some(), "expect");
    note(theirs.header("accept-encoding").is_some(), "accept-encoding");
    match (theirs.header("accept"), seen.header("accept")) {
        (None, Some("*/*")) => note(true, "no accept"),
        (Some(theirs), Some("application/json")) if theirs.starts_with("application/json;") => {
            note(true, "parameters of accept")
        }
        (theirs, ours) => {
            assert_eq!(ours, theirs, "{name}: accept");
            None
        }
    };
    found
}

/// The captures of the ten operations, each with the client for its server.
fn with_replies(captures: &BTreeMap<String, Capture>) -> impl Iterator<Item = (&Capture, Client)> {
    captures
        .values()
        .filter(|capture| !OTHER.contains(&capture.name.as_str()) && capture.reply.is_some())
        .map(|capture| {
            let server = serving(capture);
            (capture, client(&server))
        })
}
