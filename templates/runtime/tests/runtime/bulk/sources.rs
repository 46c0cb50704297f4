//! How the source is read: as it is needed, some requests at a time.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use futures_util::{Stream, stream};
use tokio::time::Instant;

use super::put::{Row, put, row, rows};
use super::{client, done, sent, told};
use crate::acts::Keyed;

const SECOND: Duration = Duration::from_secs(1);

/// A source, and how much was taken from it.
fn counted() -> (impl Iterator<Item = Row> + Send, Arc<AtomicUsize>) {
    let count = Arc::new(AtomicUsize::new(0));
    let taken = Arc::clone(&count);
    let source = (0..).map(move |number: usize| {
        taken.fetch_add(1, Ordering::Relaxed);
        row(number.to_string())
    });
    (source, count)
}

/// Rows that come after these pauses, and then the end.
fn slow(pauses: &[u64]) -> impl Stream<Item = Row> + Send {
    let pauses: Vec<u64> = pauses.to_vec();
    // This stream must not be asked again after its end.
    stream::unfold(0, move |number| {
        let pause = pauses.get(number).copied();
        async move {
            tokio::time::sleep(Duration::from_millis(pause?)).await;
            Some((row(number.to_string()), number + 1))
        }
    })
}

#[tokio::test(start_paused = true)]
async fn some_requests_are_under_way_at_a_time() {
    for (wanted, expected) in [(None, 2), (Some(0), 1), (Some(1), 1), (Some(5), 5)] {
        let (core, service) = client([done().after(SECOND)]);
        let mut bulk = put::<Keyed>(&core);
        if let Some(wanted) = wanted {
            bulk = bulk.concurrency(wanted);
        }
        let start = Instant::now();
        let report = bulk.send_all(rows(100)).await;
        assert_eq!(report.done(), 100);
        let first = service.received().iter().filter(|request| request.at == start).count();
        assert_eq!(first, expected, "{wanted:?}");
        let took = start.elapsed().as_secs_f64().round() as usize;
        assert_eq!(took, 10 / expected, "{wanted:?}");
    }
}

#[tokio::test(start_paused = true)]
async fn the_source_is_not_read_ahead() {
    let (core, service) = client([done().after(SECOND)]);
    let (source, taken) = counted();
    let run = put::<Keyed>(&core).concurrency(3).send_all(source);
    tokio::time::timeout(SECOND / 2, run).await.expect_err("for ever");
    assert_eq!((service.received().len(), taken.load(Ordering::Relaxed)), (3, 30));
}

#[tokio::test(start_paused = true)]
async fn a_slow_source_is_not_waited_for() {
    let (core, service) = client([done()]);
    let start = Instant::now();
    // Counted from the first row on: 2, 2.6, 2.9 | 3.5, 4.4 | 9.4
    let source = slow(&[2000, 600, 300, 600, 900, 5000]);
    let report = put::<Keyed>(&core).send_stream(source).await;
    assert_eq!(told(&report), "0 1 2 3 4 5 |  |  | ");
    assert_eq!(sent(&service), ["0 1 2", "3 4", "5"]);
    let at: Vec<f64> = service
        .received()
        .iter()
        .map(|request| (request.at - start).as_secs_f64())
        .collect();
    let expected = [3.0, 4.5, 9.4];
    assert!(
        at.iter()
            .zip(expected)
            .all(|(at, expected)| (at - expected).abs() < 0.01),
        "{at:?}"
    );
    // A full request goes at once.
    let (core, service) = client([done()]);
    let start = Instant::now();
    put::<Keyed>(&core)
        .max_items(2)
        .send_stream(slow(&[100; 4]))
        .await
        .into_result()
        .expect("done");
    let at: Vec<u128> = service
        .received()
        .iter()
        .map(|request| (request.at - start).as_millis())
        .collect();
    assert!(at[0] < 210 && at[1] < 420, "{at:?}");
}

#[tokio::test(start_paused = true)]
async fn responses_are_taken_while_the_source_has_nothing() {
    let (core, _) = client([done()]);
    let (sender, mut progress) = tokio::sync::mpsc::unbounded_channel();
    let bulk = put::<Keyed>(&core)
        .max_items(1)
        .on_progress(move |now| sender.send(now.done).expect("a listener"));
    let run = tokio::spawn(bulk.send_stream(slow(&[0, 0, 60_000])));
    let start = Instant::now();
    assert_eq!(progress.recv().await, Some(1));
    assert_eq!(progress.recv().await, Some(2));
    assert!(start.elapsed() < SECOND);
    assert_eq!(run.await.expect("no panic").done(), 3);
}

#[tokio::test(start_paused = true)]
async fn a_run_may_move_between_threads() {
    let (core, _) = client([done()]);
    let all = tokio::spawn(put::<Keyed>(&core).send_all(rows(3)));
    assert!(all.await.expect("no panic").is_complete());
    let streamed = tokio::spawn(put::<Keyed>(&core).send_stream(stream::iter(rows(3))));
    let report = streamed.await.expect("no panic");
    assert!(tokio::spawn(report.retry_rest()).await.expect("no panic").is_complete());
}

#[tokio::test(start_paused = true)]
async fn a_source_of_refuse_is_taken_in_pieces() {
    let (core, _) = client([done()]);
    let (source, taken) = counted();
    let report = put::<Keyed>(&core).max_bytes(0).stop_after(25).send_all(source).await;
    // What was taken at the same time comes on top.
    let taken = taken.load(Ordering::Relaxed) as u64;
    assert!((25..=45).contains(&taken), "{taken}");
    assert_eq!(report.rejected_count(), taken);
}
