//! Which partitions are followed if the caller does not say it.

use std::collections::BTreeSet;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use oasmith_runtime::runtime::{Core, FeedBuilder, Start};

use super::watch::{Number, Watch};
use super::{all, asked, client, log, next, pauses, question, refusal, seen, watch};
use crate::support::{Memory, Received, Response};

fn feed(core: &Core, number: Number) -> FeedBuilder<Watch> {
    let mut operation: Watch = Watch::new(core);
    operation.number = number;
    FeedBuilder::new(operation)
}

fn is_number(request: &Received) -> bool {
    request.target.contains("/logs/number/")
}

/// A service with so many partitions of one event each, which says so.
fn service(count: Arc<AtomicU64>) -> Arc<Memory> {
    Memory::new(move |request| match is_number(request) {
        true => seen(&[count.load(Ordering::Relaxed)], "", false),
        false => one_event(request),
    })
}

fn one_event(request: &Received) -> Response {
    let is_first = question(request)["cursor"].is_null();
    seen(if is_first { &[7] } else { &[] }, "end", false)
}

#[tokio::test(start_paused = true)]
async fn all_that_there_are() {
    let (core, service) = client(service(Arc::new(AtomicU64::new(5))));
    let batches = all(feed(&core, Number::Asked).until_caught_up()).await;
    let found = BTreeSet::from_iter(batches.iter().map(|batch| batch.partition));
    assert!(found.into_iter().eq(0..5));
    // The number is asked for once, before anything else.
    assert!(is_number(&service.received()[0]));
    assert_eq!(service.received().len(), 1 + 5);
    // Who names them asks for no number.
    let before = service.received().len();
    all(feed(&core, Number::Asked).partitions([3]).until_caught_up()).await;
    assert_eq!(service.received().len() - before, 1);
}

#[tokio::test(start_paused = true)]
async fn more_of_them_after_a_resume() {
    let count = Arc::new(AtomicU64::new(2));
    let (core, service) = client(service(Arc::clone(&count)));
    let noon = || Start::At("noon".to_owned());
    let first = all(feed(&core, Number::Asked).start(noon()).until_caught_up()).await;
    let state = first.last().expect("some").state.clone();
    let before = service.received().len();
    count.store(3, Ordering::Relaxed);
    let resumed = feed(&core, Number::Asked).resume(state.clone()).expect("the same feed");
    let batches = all(resumed.until_caught_up()).await;
    // The new one first, from where the feed began.
    assert_eq!(batches[0].partition, 2);
    assert_eq!(
        asked(&service)[before + 1..],
        ["start noon", "cursor end", "cursor end"]
    );
    // Those that the state knows stay, whatever the service says.
    count.store(1, Ordering::Relaxed);
    let resumed = feed(&core, Number::Asked).resume(state).expect("the same feed");
    assert_eq!(all(resumed.until_caught_up()).await.len(), 2);
}

#[tokio::test(start_paused = true)]
async fn a_question_for_their_number_is_repeated() {
    let mut failures = 3;
    let (core, service) = client(Memory::new(move |request| match is_number(request) {
        true if failures > 1 => {
            failures -= 1;
            refusal(403, "no rights")
        }
        // Nothing to follow is not a response either.
        true if failures > 0 => {
            failures -= 1;
            seen(&[0], "", false)
        }
        true => seen(&[2], "", false),
        false => one_event(request),
    }));
    let mut changes = feed(&core, Number::Asked).until_caught_up();
    let mut texts = Vec::new();
    for _ in 0..3 {
        texts.push(
            changes
                .next()
                .await
                .expect("no end")
                .expect_err("a failure")
                .to_string(),
        );
    }
    assert!(
        texts[0].contains("no rights") && texts[1].contains("no rights"),
        "{texts:?}"
    );
    assert!(texts[2].contains("how many partitions"), "{texts:?}");
    assert_eq!(all(changes).await.len(), 2);
    let found = pauses(&service);
    for (pause, longest) in found.iter().zip([1.0, 2.0, 4.0]) {
        assert!((longest * 0.75..=longest + 0.002).contains(pause), "{found:?}");
    }
}

#[tokio::test(start_paused = true)]
async fn an_error_if_nobody_knows_them() {
    for is_endless in [true, false] {
        let (core, service) = client(log(&[1]));
        let feed = feed(&core, Number::Unknown);
        let mut changes = if is_endless {
            feed.follow()
        } else {
            feed.until_caught_up()
        };
        let error = changes.next().await.expect("an error").expect_err("nobody knows");
        assert!(error.to_string().contains("name them with `partitions`"), "{error}");
        assert!(changes.next().await.is_none());
        assert!(service.received().is_empty());
    }
    let (core, _) = client(log(&[1, 1]));
    assert_eq!(
        all(feed(&core, Number::Unknown).partitions(0..2).until_caught_up())
            .await
            .len(),
        2
    );
}

#[tokio::test(start_paused = true)]
async fn one_where_there_are_none() {
    let (core, service) = client(log(&[1]));
    assert_eq!(all(watch(&core).until_caught_up()).await.len(), 1);
    assert_eq!(service.received().len(), 1);
}

#[tokio::test(start_paused = true)]
async fn one_can_begin_again_before_they_are_known() {
    let (core, service) = client(service(Arc::new(AtomicU64::new(2))));
    let state = next(&mut feed(&core, Number::One).start(Start::Now).follow())
        .await
        .state;
    let before = service.received().len();
    let resumed = feed(&core, Number::Asked).resume(state).expect("the same feed");
    let mut changes = resumed.until_caught_up();
    changes.restart(0, &Start::At("noon".to_owned()));
    assert_eq!(all(changes).await.len(), 2);
    let mut asked = asked(&service).split_off(before + 1);
    asked.sort();
    assert_eq!(asked, ["start 1m-ago", "start noon"]);
}
