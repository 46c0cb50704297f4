//! Questions that fail.

use std::error::Error as _;

use oasmith_runtime::runtime::{Changes, Error, FeedError, FeedState, Start};
use serde_json::json;

use super::watch::Watch;
use super::{asked, client, log, next, pauses, question, refusal, scripted, seen, watch};
use crate::sample::ApiFailure;
use crate::support::{Memory, Response};

async fn error(changes: &mut Changes<Watch>) -> FeedError<ApiFailure> {
    changes.next().await.expect("no end").expect_err("an error")
}

#[tokio::test(start_paused = true)]
async fn the_same_place_is_asked_again_after_a_pause() {
    let forbidden = || refusal(403, "no rights");
    for is_endless in [true, false] {
        let responses = [
            seen(&[1], "a", true),
            forbidden(),
            forbidden(),
            forbidden(),
            seen(&[2], "b", false),
        ];
        let (core, service) = scripted(responses);
        let feed = watch(&core);
        let mut changes = if is_endless {
            feed.follow()
        } else {
            feed.until_caught_up()
        };
        next(&mut changes).await;
        for _ in 0..3 {
            let error = error(&mut changes).await;
            assert_eq!((error.partition(), error.is_cursor_expired()), (0, false));
            assert!(error.call_error().is_forbidden());
        }
        let batch = next(&mut changes).await;
        assert_eq!((batch.data.events, batch.state.cursor(0)), (vec![2], Some("b")));
        assert_eq!(
            asked(&service),
            ["start first", "cursor a", "cursor a", "cursor a", "cursor a"]
        );
        let found = pauses(&service);
        assert!(found[0] < 0.01, "{found:?}");
        for (pause, longest) in found[1..].iter().zip([1.0, 2.0, 4.0]) {
            assert!((longest * 0.75..=longest + 0.002).contains(pause), "{found:?}");
        }
        if !is_endless {
            assert!(changes.next().await.is_none());
        }
    }
}

#[tokio::test(start_paused = true)]
async fn a_portal_is_not_an_empty_batch() {
    let mut portal = refusal(200, "");
    portal.headers = vec![("content-type", "text/html".to_owned())];
    portal.body = "<html>Please log in</html>".to_owned();
    let (core, service) = scripted([seen(&[1], "a", true), portal, seen(&[2], "b", false)]);
    let mut changes = watch(&core).until_caught_up();
    next(&mut changes).await;
    let error = error(&mut changes).await;
    assert!(error.call_error().is_decode(), "{error}");
    assert_eq!(next(&mut changes).await.data.events, [2]);
    assert_eq!(asked(&service), ["start first", "cursor a", "cursor a"]);
}

#[tokio::test(start_paused = true)]
async fn other_partitions_go_on() {
    let service = Memory::new(|request| match question(request)["partition"].as_u64() {
        Some(0) => refusal(403, "no rights"),
        _ => seen(&[1], "b", true),
    });
    let (core, _) = client(service);
    let mut changes = watch(&core).partitions(0..2).follow();
    let mut good = 0;
    for _ in 0..10 {
        good += u32::from(changes.next().await.expect("no end").is_ok());
    }
    assert_eq!(good, 9);
}

/// Whether this response to the second question tells of an expired cursor.
async fn is_expired(response: Response) -> bool {
    let (core, _) = scripted([seen(&[1], "a", true), response]);
    let mut changes = watch(&core).follow();
    next(&mut changes).await;
    error(&mut changes).await.is_cursor_expired()
}

#[tokio::test(start_paused = true)]
async fn an_expired_cursor_is_told_from_other_errors() {
    assert!(is_expired(refusal(400, "The Cursor is too old")).await);
    assert!(is_expired(refusal(410, "cursor gone")).await);
    assert!(!is_expired(refusal(400, "bad filter")).await);
    assert!(!is_expired(refusal(403, "cursor of somebody else")).await);
    // Without a cursor none can be too old.
    let (core, _) = scripted([refusal(400, "Cursor is too old")]);
    let mut changes = watch(&core).follow();
    assert!(!error(&mut changes).await.is_cursor_expired());
}

#[tokio::test(start_paused = true)]
async fn after_it_a_partition_begins_anew() {
    let old = refusal(400, "cursor is too old");
    for (start, word) in [(Start::Beginning, "start first"), (Start::Now, "start now")] {
        let (core, service) = scripted([seen(&[1], "a", true), old.clone(), seen(&[2], "b", true)]);
        let mut changes = watch(&core).follow();
        next(&mut changes).await;
        let error = error(&mut changes).await;
        let text = error.to_string();
        assert!(text.starts_with("the cursor of partition 0 has expired: "), "{text}");
        assert!(text.contains("400 Bad Request"), "{text}");
        changes.restart(error.partition(), &start);
        assert_eq!(changes.state().cursor(0), None);
        assert_eq!(next(&mut changes).await.state.cursor(0), Some("b"));
        assert_eq!(asked(&service), ["start first", "cursor a", word]);
        // Without a pause.
        assert!(pauses(&service)[1] < 0.01);
    }
}

#[tokio::test(start_paused = true)]
async fn a_partition_that_had_ended_begins_anew() {
    let (core, service) = client(log(&[1, 1]));
    let mut changes = watch(&core).partitions(0..2).until_caught_up();
    while changes.next().await.is_some() {}
    changes.restart(1, &Start::At("noon".to_owned()));
    assert_eq!(next(&mut changes).await.partition, 1);
    assert!(changes.next().await.is_none());
    assert_eq!(asked(&service)[2..], ["start noon"]);
}

/// A partition starts again from its beginning, and the process dies before the response arrives.
async fn resumed(first: Start, again: Start) -> String {
    let (core, service) = client(log(&[1, 1]));
    let mut changes = watch(&core).start(first).partitions(0..2).follow();
    next(&mut changes).await;
    next(&mut changes).await;
    changes.restart(1, &again);
    let mut state = serde_json::to_value(changes.state()).expect("JSON");
    if let Some(since) = state["since"].as_u64() {
        state["since"] = json!(since - 3_600_000);
    }
    let state: FeedState = serde_json::from_value(state).expect("a state");
    let feed = watch(&core).resume(state).expect("the same feed");
    next(&mut feed.partitions([1]).follow()).await;
    asked(&service).pop().expect("a question")
}

#[tokio::test(start_paused = true)]
async fn a_new_beginning_is_in_the_state() {
    let day = || Start::Ago(std::time::Duration::from_secs(24 * 3600));
    let noon = || Start::At("noon".to_owned());
    // The earlier of both, for other partitions may still be at the first; an hour later.
    assert_eq!(resumed(Start::Now, Start::Beginning).await, "start first");
    assert_eq!(resumed(Start::Beginning, Start::Now).await, "start first");
    assert_eq!(resumed(Start::Now, day()).await, "start 1501m-ago");
    assert_eq!(resumed(day(), Start::Now).await, "start 1501m-ago");
    assert_eq!(resumed(noon(), noon()).await, "start noon");
    // Which one is earlier only the service knows.
    assert_eq!(resumed(noon(), Start::Now).await, "start first");
    assert_eq!(resumed(Start::Now, noon()).await, "start first");
    assert_eq!(resumed(noon(), Start::At("night".to_owned())).await, "start first");
}

#[tokio::test(start_paused = true)]
async fn an_error_of_a_feed_is_one_of_its_call() {
    let (core, _) = scripted([refusal(403, "no rights")]);
    let found = error(&mut watch(&core).follow()).await;
    assert_eq!(found.to_string(), found.call_error().to_string());
    assert!(found.source().is_none());
    let text = found.to_string();
    let error: Error = found.into();
    assert!(error.is_forbidden());
    assert_eq!(error.to_string(), text);
    let (core, _) = scripted([refusal(403, "no rights")]);
    let found = super::failures::error(&mut watch(&core).follow()).await;
    assert_eq!(
        found.into_call_error().failure().expect("a body").error.message,
        "no rights"
    );
}
