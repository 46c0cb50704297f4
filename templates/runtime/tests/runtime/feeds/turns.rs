//! Who is next, also for consumers that are started again and again.

use std::sync::Arc;
use std::time::Duration;

use oasmith_runtime::runtime::{Core, FeedState};
use serde_json::json;

use super::{client, log, next, question, refusal, seen, watch};
use crate::support::Memory;

/// A service whose partitions respond after so many milliseconds, always with something new.
fn delayed(millis: &'static [u64]) -> Arc<Memory> {
    Memory::new(move |request| {
        let question = question(request);
        let partition = question["partition"].as_u64().expect("a number") as usize;
        let cursor = question["cursor"]
            .as_str()
            .map_or(0, |text| text.parse().expect("a number"));
        let next: u64 = cursor + 1;
        seen(&[next], &next.to_string(), true).after(Duration::from_millis(millis[partition]))
    })
}

/// Takes some batches from what was saved, and saves it.
async fn one_run(core: &Core, saved: &mut Option<String>, partitions: u32, batches: u32) -> Vec<u32> {
    let mut feed = watch(core).partitions(0..partitions);
    if let Some(text) = saved {
        let state = serde_json::from_str(text).expect("a state");
        feed = feed.resume(state).expect("the same feed");
    }
    let mut changes = feed.follow();
    let mut found = Vec::new();
    for _ in 0..batches {
        let batch = next(&mut changes).await;
        found.push(batch.partition);
        *saved = Some(serde_json::to_string(&batch.state).expect("JSON"));
    }
    found
}

/// How often each partition was seen.
async fn counts(core: &Core, partitions: u32, runs: u32, batches: u32) -> Vec<usize> {
    let (mut saved, mut found) = (None, Vec::new());
    for _ in 0..runs {
        found.extend(one_run(core, &mut saved, partitions, batches).await);
    }
    let count = |partition: u32| found.iter().filter(|found| **found == partition).count();
    (0..partitions).map(count).collect()
}

#[tokio::test(start_paused = true)]
async fn each_partition_has_its_turn_if_a_run_takes_one_batch() {
    let (core, _) = client(log(&[u64::MAX; 4]));
    assert_eq!(counts(&core, 4, 40, 1).await, [10; 4]);
}

#[tokio::test(start_paused = true)]
async fn the_quickest_is_not_always_first() {
    let (core, _) = client(delayed(&[0, 200, 400, 800]));
    assert_eq!(counts(&core, 4, 40, 1).await, [10; 4]);
    // Of two batches of a run one may go to whoever is quick.
    let (core, _) = client(delayed(&[0, 200, 400, 800]));
    let found = counts(&core, 4, 40, 2).await;
    assert!(found.iter().all(|count| *count >= 10), "{found:?}");
}

#[tokio::test(start_paused = true)]
async fn a_slow_partition_has_its_turn_and_holds_up_nobody_for_long() {
    let (core, _) = client(delayed(&[10_000, 0, 0, 0]));
    let began = tokio::time::Instant::now();
    let found = counts(&core, 4, 100, 1).await;
    assert!(
        found[0] >= 2 && found[1..].iter().all(|count| *count >= 30),
        "{found:?}"
    );
    assert!(began.elapsed() < Duration::from_secs(1000), "{:?}", began.elapsed());
}

#[tokio::test(start_paused = true)]
async fn what_came_before_its_turn_is_kept() {
    let (core, service) = client(delayed(&[0, 900]));
    let mut saved = None;
    one_run(&core, &mut saved, 2, 1).await;
    let before = service.received().len();
    // Partition 1 first, then what partition 0 had responded with long before.
    assert_eq!(one_run(&core, &mut saved, 2, 2).await, [1, 0]);
    assert_eq!(service.received().len() - before, 2);
}

#[tokio::test(start_paused = true)]
async fn a_failing_partition_does_not_hold_up_others() {
    let service = || {
        Memory::new(|request| match question(request)["partition"].as_u64() {
            Some(1) => refusal(403, "no rights"),
            _ => seen(&[1], &fastrand::u64(..).to_string(), true),
        })
    };
    // Who goes on after an error gets the next partition.
    let (core, _) = client(service());
    let (mut state, mut found, mut errors) = (None::<FeedState>, [0; 4], 0);
    for _ in 0..30 {
        let feed = watch(&core).partitions(0..4);
        let mut changes = match state.take() {
            Some(state) => feed.resume(state).expect("the same feed").follow(),
            None => feed.follow(),
        };
        let batch = loop {
            match changes.next().await.expect("no end") {
                Ok(batch) => break batch,
                Err(_) => errors += 1,
            }
        };
        found[batch.partition as usize] += 1;
        state = Some(batch.state);
    }
    assert_eq!((found, errors), ([10, 0, 10, 10], 10));
    // So does who ends with it and saves the state of the feed.
    let (core, _) = client(service());
    let (mut state, mut found) = (None::<FeedState>, [0; 4]);
    for _ in 0..40 {
        let feed = watch(&core).partitions(0..4);
        let mut changes = match state.take() {
            Some(state) => feed.resume(state).expect("the same feed").follow(),
            None => feed.follow(),
        };
        if let Ok(batch) = changes.next().await.expect("no end") {
            found[batch.partition as usize] += 1;
        }
        state = Some(changes.state().clone());
    }
    assert_eq!(found, [10, 0, 10, 10]);
}

#[tokio::test(start_paused = true)]
async fn a_state_of_an_earlier_version_takes_turns_from_then_on() {
    let (core, _) = client(log(&[9; 4]));
    let mut saved = None;
    one_run(&core, &mut saved, 4, 1).await;
    let mut old = serde_json::from_str::<serde_json::Value>(&saved.expect("a state")).expect("JSON");
    old.as_object_mut().expect("an object").remove("turns").expect("turns");
    let (mut saved, mut found) = (Some(old.to_string()), Vec::new());
    for _ in 0..4 {
        found.extend(one_run(&core, &mut saved, 4, 1).await);
    }
    assert_eq!(found, [0, 1, 2, 3]);
}

#[tokio::test(start_paused = true)]
async fn a_state_with_any_turns_can_be_resumed() {
    let (core, _) = client(log(&[9; 2]));
    let mut saved = None;
    one_run(&core, &mut saved, 2, 2).await;
    let mut state = serde_json::from_str::<serde_json::Value>(&saved.expect("a state")).expect("JSON");
    assert_eq!(state["turns"], json!({ "0": 1, "1": 2 }));
    state["turns"] = json!({ "0": u64::MAX, "7": u64::MAX });
    assert_eq!(one_run(&core, &mut Some(state.to_string()), 2, 2).await, [1, 0]);
}
