//! What is saved, and what can be resumed from it.

use std::time::Duration;

use oasmith_runtime::runtime::{FeedBuilder, FeedState, Start, StateError};
use serde_json::{Value, json};

use super::watch::Watch;
use super::{all, asked, client, id_of, log, next, question, scripted, seen, watch};

fn saved(state: &FeedState) -> Value {
    serde_json::to_value(state).expect("JSON")
}

fn loaded(state: Value) -> FeedState {
    serde_json::from_value(state).expect("a state")
}

#[tokio::test(start_paused = true)]
async fn only_what_was_given_out_is_in_it() {
    let (core, service) = client(log(&[6, 6]));
    let mut changes = watch(&core).partitions(0..2).follow();
    assert!(changes.state().partitions().next().is_none());
    let mut last = [None, None];
    for _ in 0..6 {
        let batch = next(&mut changes).await;
        last[batch.partition as usize].clone_from(&batch.data.cursor);
        for partition in [0, 1] {
            assert_eq!(batch.state.cursor(partition), last[partition as usize].as_deref());
        }
        assert_eq!(*changes.state(), batch.state);
    }
    assert!(changes.state().partitions().eq([0, 1]));
    assert_eq!(service.received().len(), 6);
}

#[tokio::test(start_paused = true)]
async fn a_feed_goes_on_behind_it() {
    let (core, service) = client(log(&[7, 3]));
    let mut changes = watch(&core).partitions(0..2).follow();
    let mut found = vec![Vec::new(); 2];
    let mut text = String::new();
    // Killed after every third batch, of which it had not processed the last, and begun again from what was saved.
    for _ in 0..6 {
        for _ in 0..2 {
            let batch = next(&mut changes).await;
            found[batch.partition as usize].extend(batch.data.events);
            text = serde_json::to_string(&batch.state).expect("JSON");
            assert_eq!(batch.state, serde_json::from_str(&text).expect("a state"));
        }
        next(&mut changes).await;
        let state = serde_json::from_str(&text).expect("a state");
        changes = watch(&core)
            .resume(state)
            .expect("the same feed")
            .partitions(0..2)
            .follow();
    }
    assert_eq!(found, [Vec::from_iter(0..7), Vec::from_iter(0..3)]);
    assert!(!text.contains("since"), "{text}");
    assert_eq!(question(&service.received()[0])["start"], "first");
}

#[tokio::test(start_paused = true)]
async fn no_later_than_the_first_start() {
    for (start, expected) in [
        (Start::Beginning, ["start first", "start first"]),
        (Start::At("noon".to_owned()), ["start noon", "start noon"]),
        // An hour later.
        (Start::Now, ["start 1m-ago", "start 61m-ago"]),
        (
            Start::Ago(Duration::from_secs(3600)),
            ["start 61m-ago", "start 121m-ago"],
        ),
    ] {
        let (core, service) = client(log(&[1, 1]));
        let mut changes = watch(&core).start(start.clone()).follow();
        let state = saved(&next(&mut changes).await.state);
        let mut older = state.clone();
        if let Some(since) = state["since"].as_u64() {
            older["since"] = json!(since - 3_600_000);
        }
        for (state, expected) in [state, older].into_iter().zip(expected) {
            let before = service.received().len();
            let feed = watch(&core).resume(loaded(state)).expect("the same feed");
            all(feed.partitions([1]).until_caught_up()).await;
            assert_eq!(asked(&service)[before..], [expected], "{start:?}");
        }
    }
    // A start that is named after the state counts for what the state does not know.
    let (core, service) = client(log(&[1, 1]));
    let state = all(watch(&core).until_caught_up()).await.remove(0).state;
    let feed = watch(&core).resume(state).expect("the same feed").start(Start::Now);
    all(feed.partitions(0..2).until_caught_up()).await;
    assert_eq!(asked(&service)[1..], ["cursor 1", "start now"]);
}

async fn state_of(change: impl FnOnce(&mut Watch)) -> FeedState {
    let (core, _) = scripted([seen(&[], "a", false)]);
    let mut operation: Watch = Watch::new(&core);
    change(&mut operation);
    all(FeedBuilder::new(operation).until_caught_up()).await.remove(0).state
}

/// Why this state is not one of the usual feed.
async fn refusal(state: FeedState) -> Option<StateError> {
    let (core, _) = scripted([seen(&[], "a", false)]);
    watch(&core).resume(state).err()
}

#[tokio::test(start_paused = true)]
async fn it_belongs_to_one_feed() {
    let other = "the state belongs to another feed of this operation: what is followed, or its filter, has changed";
    for state in [
        state_of(|watch| watch.log = "other").await,
        state_of(|watch| watch.filter = Some("x")).await,
    ] {
        assert_eq!(refusal(state).await.expect("another feed").to_string(), other);
    }
    // How it is asked does not matter.
    let states = [
        state_of(|_| {}).await,
        state_of(|watch| watch.limit = Some(7)).await,
        state_of(|watch| watch.wait = Some(7)).await,
    ];
    for state in states {
        assert_eq!(refusal(state).await, None);
    }
    // Nor where the operation itself stood.
    let (core, _) = scripted([seen(&[], "a", false)]);
    let mut operation: Watch = Watch::new(&core);
    oasmith_runtime::runtime::Feed::seek(&mut operation, 3, oasmith_runtime::runtime::Position::Cursor("z"));
    assert!(FeedBuilder::new(operation).resume(state_of(|_| {}).await).is_ok());
}

#[tokio::test(start_paused = true)]
async fn it_belongs_to_one_operation_and_version() {
    let state = state_of(|_| {}).await;
    let (core, _) = scripted([seen(&[], "a", false)]);
    let plain = Watch::<true>::new(&core);
    assert_eq!(id_of(&plain), "watchPlain");
    let error = FeedBuilder::new(plain)
        .resume(state.clone())
        .expect_err("another operation");
    assert_eq!(error.to_string(), "the state is one of watch, not of watchPlain");
    let mut newer = saved(&state);
    newer["version"] = json!(2);
    let error = refusal(loaded(newer)).await.expect("another version");
    assert_eq!(error.to_string(), "the state has version 2, and this client knows 1");
}

/// States that were saved by earlier versions of a client must stay good, so this text must not change.
#[tokio::test(start_paused = true)]
async fn its_form_stays() {
    let mut state = saved(&state_of(|watch| watch.filter = Some("x")).await);
    assert_eq!(state["identity"].take(), IDENTITY);
    let expected = json!({ "version": 1, "operation": "watch", "identity": null, "cursors": { "0": "a" } });
    assert_eq!(state, expected);
}

const IDENTITY: &str = "22fb40fadcd538b7";
