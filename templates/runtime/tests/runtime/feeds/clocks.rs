//! Starts that are times, by clocks that cannot be trusted.

use std::time::{Duration, SystemTime, UNIX_EPOCH};

use oasmith_runtime::runtime::{FeedState, Start};

use super::{asked, client, log, next, question, refusal, seen, watch};
use crate::support::Memory;

const MINUTE: u64 = 60;

/// A clock that stands at so many minutes.
fn at(minutes: u64) -> impl Fn() -> SystemTime + Send + Sync + 'static {
    move || UNIX_EPOCH + Duration::from_secs(1_000_000_000 + minutes * MINUTE)
}

/// A state that began at one time, and of which partition 0 had a batch at another.
async fn saved(start: Start, began: u64, seen: u64) -> FeedState {
    let (core, _) = client(log(&[1, 1]));
    let mut feed = watch(&core).clock(at(began)).start(start);
    if seen != began {
        // The clock goes on between the first batch and the second.
        let now = std::sync::Arc::new(std::sync::atomic::AtomicU64::new(began));
        let clock = std::sync::Arc::clone(&now);
        feed = feed.clock(move || at(clock.load(std::sync::atomic::Ordering::Relaxed))());
        let mut changes = feed.follow();
        now.store(seen, std::sync::atomic::Ordering::Relaxed);
        return next(&mut changes).await.state;
    }
    next(&mut feed.follow()).await.state
}

/// What partition 1 is asked for, of which the state knows nothing.
async fn resumed(state: FeedState, now: u64) -> String {
    let (core, service) = client(log(&[1, 1]));
    let text = serde_json::to_string(&state).expect("JSON");
    let state = serde_json::from_str(&text).expect("a state");
    let feed = watch(&core).clock(at(now)).resume(state).expect("the same feed");
    next(&mut feed.partitions([1]).follow()).await;
    asked(&service).remove(0)
}

#[tokio::test(start_paused = true)]
async fn a_start_stays_where_it_was() {
    let hour = || Start::Ago(Duration::from_secs(60 * MINUTE));
    assert_eq!(resumed(saved(Start::Now, 600, 600).await, 605).await, "start 5m-ago");
    assert_eq!(resumed(saved(hour(), 600, 600).await, 605).await, "start 65m-ago");
}

#[tokio::test(start_paused = true)]
async fn a_clock_that_went_back_makes_no_start_later() {
    // Before the feed began.
    assert_eq!(resumed(saved(Start::Now, 600, 600).await, 599).await, "start first");
    assert_eq!(resumed(saved(Start::Now, 600, 600).await, 0).await, "start first");
    // After it began, but before it was saved: an hour ago by the clock may be two.
    let hour = || Start::Ago(Duration::from_secs(60 * MINUTE));
    assert_eq!(resumed(saved(hour(), 600, 600).await, 570).await, "start first");
    assert_eq!(resumed(saved(Start::Now, 600, 660).await, 630).await, "start first");
    assert_eq!(resumed(saved(Start::Now, 600, 660).await, 660).await, "start 1h-ago");
    // The latest time counts, not the last one.
    assert_eq!(resumed(saved(Start::Now, 600, 540).await, 550).await, "start first");
}

#[tokio::test(start_paused = true)]
async fn a_word_and_the_beginning_need_no_clock() {
    let noon = Start::At("noon".to_owned());
    assert_eq!(resumed(saved(noon, 600, 600).await, 0).await, "start noon");
    assert_eq!(resumed(saved(Start::Beginning, 600, 600).await, 0).await, "start first");
}

#[tokio::test(start_paused = true)]
async fn a_start_does_not_move_while_questions_fail() {
    let hour = || Start::Ago(Duration::from_secs(60 * MINUTE));
    for (start, expected) in [
        (Start::Now, ["start now", "start 31m-ago"]),
        (hour(), ["start 1h-ago", "start 91m-ago"]),
        (Start::Beginning, ["start first", "start first"]),
    ] {
        let mut is_first = true;
        let (core, service) = client(Memory::new(move |_| match std::mem::take(&mut is_first) {
            true => refusal(403, "no rights").after(Duration::from_secs(30)),
            false => seen(&[1], "a", false),
        }));
        let mut changes = watch(&core).start(start).follow();
        assert!(changes.next().await.expect("no end").is_err());
        tokio::time::sleep(Duration::from_secs(30 * MINUTE)).await;
        next(&mut changes).await;
        assert_eq!(asked(&service), expected);
    }
}

#[tokio::test(start_paused = true)]
async fn a_resumed_start_does_not_move_before_the_first_question() {
    let state = saved(Start::Now, 600, 600).await;
    let (core, service) = client(log(&[1, 1]));
    let feed = watch(&core).clock(at(605)).resume(state).expect("the same feed");
    tokio::time::sleep(Duration::from_secs(10 * MINUTE)).await;
    next(&mut feed.partitions([1]).follow()).await;
    assert_eq!(asked(&service), ["start 15m-ago"]);
    assert_eq!(question(&service.received()[0])["partition"], 1);
}
