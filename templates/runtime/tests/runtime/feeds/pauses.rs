//! How often the service is asked.

use std::time::Duration;

use oasmith_runtime::runtime::{FeedBuilder, Operation};

use super::watch::Watch;
use super::{next, pauses, run, scripted, seen, watch};
use crate::support::Response;

fn check(pauses: &[f64], longest: &[f64]) {
    assert_eq!(pauses.len(), longest.len(), "{pauses:?}");
    for (pause, longest) in pauses.iter().zip(longest) {
        assert!(
            (longest * 0.75..=longest + 0.002).contains(pause),
            "{pauses:?} {longest:?}"
        );
    }
}

/// The first pauses of a feed with these responses.
async fn first_pauses(
    responses: impl IntoIterator<Item = Response>,
    count: usize,
    make: impl FnOnce(Watch) -> FeedBuilder<Watch>,
) -> Vec<f64> {
    let (core, service) = scripted(responses);
    let mut changes = make(Watch::new(&core)).follow();
    for _ in 0..=count {
        next(&mut changes).await;
    }
    pauses(&service)
}

#[tokio::test(start_paused = true)]
async fn longer_and_longer_while_nothing_happens() {
    let nothing = || [seen(&[], "a", false)];
    let found = first_pauses(nothing(), 7, FeedBuilder::new).await;
    check(&found, &[1.0, 2.0, 4.0, 8.0, 16.0, 30.0, 30.0]);
    let own = |watch| FeedBuilder::new(watch).idle_pauses(Duration::from_millis(100), Duration::from_millis(300));
    check(&first_pauses(nothing(), 4, own).await, &[0.1, 0.2, 0.3, 0.3]);
    // At random, so that partitions do not keep step.
    let (core, service) = scripted(nothing());
    run(watch(&core).partitions(0..50).follow(), 2).await;
    let mut at: Vec<_> = service.received().iter().skip(50).map(|request| request.at).collect();
    at.sort();
    at.dedup();
    assert!(at.len() > 25, "{at:?}");
}

#[tokio::test(start_paused = true)]
async fn short_again_once_something_has_happened() {
    let responses = [
        seen(&[], "a", false),
        seen(&[], "a", false),
        seen(&[1], "b", true),
        seen(&[2], "c", false),
        seen(&[], "c", false),
        seen(&[], "c", false),
    ];
    let found = first_pauses(responses, 6, FeedBuilder::new).await;
    assert!(found[2] < 0.01, "{found:?}");
    // Behind the third response there was more, behind the fourth not.
    check(&found[..2], &[1.0, 2.0]);
    check(&found[3..], &[1.0, 2.0, 4.0]);
}

#[tokio::test(start_paused = true)]
async fn none_where_the_service_waits() {
    let held = |events: &[u64], seconds: u64| seen(events, "a", false).after(Duration::from_secs(seconds));
    let waiting = |watch: Watch| FeedBuilder::new(watch.wait(10));
    let found = first_pauses(
        [held(&[], 10), held(&[], 9), held(&[1], 0), held(&[2], 1), held(&[], 10)],
        4,
        waiting,
    )
    .await;
    let expected = [10.0, 9.0, 0.0, 1.0];
    assert!(
        found
            .iter()
            .zip(expected)
            .all(|(found, expected)| (found - expected).abs() < 0.02),
        "{found:?}"
    );
    // One that does not wait although it should is not asked without end.
    let found = first_pauses([held(&[], 0)], 3, waiting).await;
    check(&found, &[1.0, 2.0, 4.0]);
    // Nor one that was told not to wait.
    let found = first_pauses([held(&[1], 0)], 2, |watch| FeedBuilder::new(watch.wait(0))).await;
    check(&found, &[1.0, 1.0]);
}

#[tokio::test(start_paused = true)]
async fn an_attempt_may_take_as_long_as_the_service_waits() {
    let found = |seconds: u64, make: fn(Watch) -> FeedBuilder<Watch>| {
        first_pauses([seen(&[], "a", false).after(Duration::from_secs(seconds))], 2, make)
    };
    // The attempt would end before.
    let short = |watch: Watch| {
        FeedBuilder::new(watch.wait(30)).configure(|mut watch| {
            watch.call_mut().set_timeout(Duration::from_secs(5));
            watch
        })
    };
    assert!(found(30, short).await.iter().all(|pause| (*pause - 30.0).abs() < 0.02));
    assert!(found(250, |watch| FeedBuilder::new(watch.wait(250))).await[0] < 250.02);
    // A longer limit stays.
    let long = |watch: Watch| {
        FeedBuilder::new(watch.wait(1)).configure(|mut watch| {
            watch.call_mut().set_timeout(Duration::from_secs(200));
            watch
        })
    };
    assert!(found(150, long).await[0] < 150.02);
}
