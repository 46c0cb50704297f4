//! A service that says that there is more, and does not get on.

use std::time::Duration;

use futures_util::StreamExt;
use oasmith_runtime::runtime::FeedBuilder;
use serde_json::Value;

use super::watch::Watch;
use super::{asked, client, next, question, run, scripted, seen, watch};
use crate::support::{Memory, Response};

/// A service that gives the cursors of these numbers one after the other, and begins again with the first.
fn circle(length: u64, events: &'static [u64]) -> std::sync::Arc<Memory> {
    Memory::new(move |request| {
        let number = number(&question(request)["cursor"]);
        seen(events, &number.map_or(0, |last| (last + 1) % length).to_string(), true)
    })
}

fn number(cursor: &Value) -> Option<u64> {
    cursor.as_str().map(|cursor| cursor.parse().expect("a number"))
}

/// A service that always has more, of which each response tells of nothing.
fn desert() -> std::sync::Arc<Memory> {
    circle(u64::MAX, &[])
}

#[tokio::test(start_paused = true)]
async fn a_repeated_cursor_is_an_error_after_a_few_times() {
    let (core, service) = scripted([seen(&[1], "a", true)]);
    let mut changes = watch(&core).follow();
    for _ in 0..16 {
        assert_eq!(next(&mut changes).await.state.cursor(0), Some("a"));
    }
    for _ in 0..3 {
        let error = changes.next().await.expect("no end").expect_err("no progress");
        assert!(error.is_stalled() && !error.is_cursor_expired());
        assert!(
            error.to_string().contains("the same cursor 16 times in a row"),
            "{error}"
        );
    }
    let found = super::pauses(&service);
    assert!(found[..16].iter().all(|pause| *pause < 0.01), "{found:?}");
    assert!(
        (0.75..=1.01).contains(&found[16]) && (1.5..=2.01).contains(&found[17]),
        "{found:?}"
    );
}

#[tokio::test(start_paused = true)]
async fn it_is_not_asked_without_end() {
    let nowhere = || Memory::script([crate::support::response(200, r#"{"events":[1],"more":true}"#)]);
    let waiting = || Memory::script([seen(&[1], "a", false)]);
    for (name, service, wait) in [
        ("the same cursor", Memory::script([seen(&[1], "a", true)]), None),
        ("no cursor", nowhere(), None),
        ("two cursors", circle(2, &[1]), None),
        ("two cursors and nothing", circle(2, &[]), None),
        ("seven cursors", circle(7, &[1]), None),
        ("new cursors and nothing", desert(), None),
        ("the same cursor in place of waiting", waiting(), Some(5)),
        (
            "the same cursor with more in place of waiting",
            Memory::script([seen(&[1], "a", true)]),
            Some(5),
        ),
    ] {
        let (core, service) = client(service);
        let mut operation: Watch = Watch::new(&core);
        operation.wait = wait;
        run(FeedBuilder::new(operation).follow(), 600).await;
        let count = service.received().len();
        assert!((10..60).contains(&count), "{name}: {count}");
    }
}

#[tokio::test(start_paused = true)]
async fn who_wants_to_catch_up_gets_an_error_and_the_end() {
    for (name, service, words) in [
        (
            "the same cursor",
            Memory::script([seen(&[1], "a", true)]),
            "the same cursor",
        ),
        ("two cursors", circle(2, &[1]), "an earlier cursor"),
        ("ninety cursors", circle(90, &[1]), "an earlier cursor"),
        (
            "new cursors and nothing",
            desert(),
            "100 responses in a row had no changes",
        ),
    ] {
        let (core, _) = client(service);
        let changes = watch(&core).until_caught_up();
        let mut found: Vec<_> = changes.take(1000).collect().await;
        let error = found.pop().expect("an error").expect_err(name);
        assert!(error.is_stalled(), "{name}: {error}");
        assert!(error.to_string().contains(words), "{name}: {error}");
        assert!(found.len() < 400 && found.iter().all(Result::is_ok), "{name}");
    }
}

#[tokio::test(start_paused = true)]
async fn nothing_is_skipped_once_it_gets_on() {
    let mut responses = vec![seen(&[1], "a", true); 20];
    responses.extend([seen(&[2], "b", true), seen(&[3], "c", false)]);
    let (core, service) = scripted(responses);
    let mut changes = watch(&core).follow();
    let mut events = Vec::new();
    while !events.contains(&3) {
        match changes.next().await.expect("no end") {
            Ok(batch) => events.extend(batch.data.events),
            Err(error) => {
                assert!(error.is_stalled(), "{error}");
                assert_eq!(changes.state().cursor(0), Some("a"));
            }
        }
    }
    events.dedup();
    assert_eq!(events, [1, 2, 3]);
    assert_eq!(asked(&service)[20..], ["cursor a", "cursor b"]);
    // It is trusted again.
    assert!(super::pauses(&service)[20] < 0.01);
}

#[tokio::test(start_paused = true)]
async fn a_step_back_stays_at_the_last_good_cursor() {
    let (core, service) = scripted([
        seen(&[1], "a", true),
        seen(&[2], "b", true),
        seen(&[1], "a", true),
        seen(&[3], "c", false),
    ]);
    let mut changes = watch(&core).follow();
    next(&mut changes).await;
    next(&mut changes).await;
    let error = changes.next().await.expect("no end").expect_err("a step back");
    assert!(error.is_stalled(), "{error}");
    assert_eq!(changes.state().cursor(0), Some("b"));
    assert_eq!(next(&mut changes).await.data.events, [3]);
    assert_eq!(asked(&service)[2..], ["cursor b", "cursor b"]);
}

#[tokio::test(start_paused = true)]
async fn a_long_stretch_of_nothing_is_crossed_run_by_run() {
    let empty = |cursor: u64| seen(&[], &cursor.to_string(), true);
    let mut responses: Vec<Response> = (0..150).map(empty).collect();
    responses.push(seen(&[1], "end", false));
    let (core, _) = scripted(responses);
    let mut changes = watch(&core).until_caught_up();
    let mut state = None;
    while let Some(Ok(batch)) = changes.next().await {
        state = Some(batch.state);
    }
    let feed = watch(&core).resume(state.expect("a state")).expect("the same feed");
    let rest: Vec<_> = feed.until_caught_up().take(1000).collect().await;
    let last = rest.last().expect("some").as_ref().expect("no error");
    assert_eq!(last.data.events, [1]);
}

#[tokio::test(start_paused = true)]
async fn a_partition_that_begins_again_is_trusted_again() {
    let (core, service) = client(circle(2, &[1]));
    let mut changes = watch(&core).until_caught_up();
    while changes.next().await.is_some() {}
    let before = service.received().len();
    changes.restart(0, &oasmith_runtime::runtime::Start::Beginning);
    next(&mut changes).await;
    assert_eq!(asked(&service)[before..], ["start first"]);
    assert!(Duration::from_secs(1) > service.received()[before].at.elapsed());
}
