//! Where a feed begins, and when it ends.

use std::time::Duration;

use futures_util::StreamExt;
use oasmith_runtime::runtime::{Changes, FeedBuilder, Start};

use super::watch::Watch;
use super::{all, asked, client, log, next, question, run, scripted, seen, watch};
use crate::support::Memory;

async fn word(start: Start) -> String {
    let (core, service) = client(log(&[0]));
    all(watch(&core).start(start).until_caught_up()).await;
    asked(&service).remove(0)
}

#[tokio::test(start_paused = true)]
async fn words_for_the_start() {
    assert_eq!(word(Start::Beginning).await, "start first");
    assert_eq!(word(Start::Now).await, "start now");
    assert_eq!(word(Start::At("last week".to_owned())).await, "start last week");
    const MINUTE: u64 = 60;
    const HOUR: u64 = 60 * MINUTE;
    const DAY: u64 = 24 * HOUR;
    let table = [
        (0, "1m"),
        (1, "1m"),
        (60, "1m"),
        (61, "2m"),
        (90 * MINUTE, "90m"),
        (2 * HOUR, "2h"),
        (2 * HOUR + 1, "121m"),
        (36 * HOUR, "36h"),
        (2 * DAY, "2d"),
        (13 * DAY, "13d"),
        (14 * DAY, "2w"),
    ];
    for (seconds, expected) in table {
        let word = word(Start::Ago(Duration::from_secs(seconds))).await;
        assert_eq!(word, format!("start {expected}-ago"), "{seconds}");
    }
    assert_eq!(word(Start::Ago(Duration::from_millis(60_001))).await, "start 2m-ago");
    assert!(word(Start::Ago(Duration::MAX)).await.ends_with("-ago"));
}

#[tokio::test(start_paused = true)]
async fn nothing_is_said_where_there_is_no_word() {
    let (core, service) = client(log(&[0]));
    let feed = FeedBuilder::new(Watch::<true>::new(&core));
    assert_eq!(feed.until_caught_up().count().await, 1);
    assert_eq!(asked(&service), [""]);
}

#[tokio::test(start_paused = true)]
async fn an_end_if_asked_for_one() {
    let (core, service) = client(log(&[5]));
    let batches = all(watch(&core).until_caught_up()).await;
    let events: Vec<_> = batches.iter().map(|batch| batch.data.events.clone()).collect();
    assert_eq!(events, [vec![0, 1], vec![2, 3], vec![4]]);
    assert!(batches.iter().map(|batch| batch.has_more).eq([true, true, false]));
    assert_eq!(asked(&service), ["start first", "cursor 2", "cursor 4"]);
    // There is one batch also if there is nothing, so that there is a state to save.
    let (core, _) = client(log(&[0]));
    let batches = all(watch(&core).start(Start::Now).until_caught_up()).await;
    assert_eq!((batches.len(), batches[0].state.cursor(0)), (1, Some("0")));
}

#[tokio::test(start_paused = true)]
async fn no_end_if_not() {
    let (core, service) = scripted([seen(&[1], "a", false), seen(&[], "a", false), seen(&[2], "b", false)]);
    let mut changes = watch(&core).follow();
    for (events, cursor) in [(vec![1], "a"), (vec![], "a"), (vec![2], "b"), (vec![2], "b")] {
        let batch = next(&mut changes).await;
        assert_eq!((batch.data.events, batch.state.cursor(0)), (events, Some(cursor)));
    }
    assert_eq!(asked(&service), ["start first", "cursor a", "cursor a", "cursor b"]);
}

#[tokio::test(start_paused = true)]
async fn partitions_side_by_side() {
    let (core, service) = client(log(&[5, 0, 3, 99]));
    let batches = all(watch(&core).partitions([2, 0, 1, 0]).until_caught_up()).await;
    let events = |partition: u32| {
        let of_it = batches.iter().filter(move |batch| batch.partition == partition);
        of_it.flat_map(|batch| batch.data.events.clone()).collect::<Vec<_>>()
    };
    assert_eq!(
        [events(0), events(1), events(2), events(3)],
        [vec![0, 1, 2, 3, 4], vec![], vec![0, 1, 2], vec![]]
    );
    assert_eq!(service.received().len(), 3 + 1 + 2);
    let state = &batches.last().expect("some").state;
    assert_eq!(
        [0, 1, 2, 3].map(|partition| state.cursor(partition)),
        [Some("5"), Some("0"), Some("3"), None]
    );
    // Of none there is nothing to follow.
    assert!(all(watch(&core).partitions([]).until_caught_up()).await.is_empty());
    assert!(all(watch(&core).partitions([]).follow()).await.is_empty());
}

#[tokio::test(start_paused = true)]
async fn a_busy_partition_does_not_starve_others() {
    let (core, _) = client(log(&[u64::MAX; 3]));
    let mut changes = watch(&core).partitions(0..3).follow();
    let mut counts = [0; 3];
    for _ in 0..300 {
        counts[next(&mut changes).await.partition as usize] += 1;
    }
    assert!(counts.iter().all(|count| (90..=110).contains(count)), "{counts:?}");
}

#[tokio::test(start_paused = true)]
async fn a_slow_partition_does_not_hold_up_others() {
    let service = Memory::new(|request| match question(request)["partition"].as_u64() {
        Some(0) => seen(&[0], "a", false).after(Duration::from_secs(20)),
        _ => seen(&[1], "b", true).after(Duration::from_secs(1)),
    });
    let (core, _) = client(service);
    let mut changes = watch(&core).partitions(0..2).follow();
    for _ in 0..15 {
        assert_eq!(next(&mut changes).await.partition, 1);
    }
}

#[tokio::test(start_paused = true)]
async fn a_feed_may_move_between_threads() {
    let (core, service) = client(log(&[1]));
    let mut changes: Changes<Watch> = watch(&core).follow();
    let task = tokio::spawn(async move { changes.next().await.is_some() });
    assert!(task.await.expect("no panic"));
    // Nobody asks for more, so nothing is asked.
    tokio::time::sleep(Duration::from_secs(100)).await;
    assert_eq!(service.received().len(), 1);
}

#[tokio::test(start_paused = true)]
async fn more_of_nothing_is_not_asked_for_at_once() {
    let (core, service) = scripted([seen(&[], "a", true)]);
    // The first moved the cursor.
    assert_eq!(all(watch(&core).until_caught_up()).await.len(), 2);
    let before = service.received().len();
    run(watch(&core).follow(), 100).await;
    assert!((5..15).contains(&(service.received().len() - before)));
    // A page of which the filter left nothing moves the cursor, and is no pause.
    let (core, service) = scripted([seen(&[], "a", true), seen(&[], "b", true), seen(&[1], "c", false)]);
    assert_eq!(all(watch(&core).until_caught_up()).await.len(), 3);
    assert!(super::pauses(&service).iter().all(|pause| *pause < 0.01));
}
