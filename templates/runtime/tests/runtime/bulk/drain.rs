//! A run that stops keeps its source: nothing of it is lost, and nothing is called complete before its end.

use std::sync::Arc;
use std::time::Duration;

use futures_util::{StreamExt, stream};
use oasmith_runtime::runtime::{BulkError, BulkSend, Error, Report, RetryPolicy, Stop};

use super::put::{Put, put, row, rows};
use super::{client, client_of, done, ids_of, letters, partial, sent, status};
use crate::acts::{Create, Keyed};
use crate::support::{Memory, NetworkFault, Response, faulty};

const COUNT: usize = 1000;

/// What an outage looks like.
fn outages() -> [Response; 4] {
    [faulty(NetworkFault::Refused), status(429), status(503), status(401)]
}

/// A service that is out from its second request until `outage` of them have come.
fn out_for(outage: usize, response: &Response) -> impl Iterator<Item = Response> + use<> {
    let response = response.clone();
    std::iter::once(done())
        .chain(std::iter::repeat_n(response, outage))
        .chain(std::iter::repeat_n(done(), COUNT))
}

fn is_open(report: &Report<Put<Keyed>>) {
    assert!(!report.is_complete() && !report.is_drained(), "{report}");
    assert!(report.stop().is_some(), "{report}");
    assert!(
        report.to_string().contains("and an unknown number is left in it"),
        "{report}"
    );
}

/// Every row of the source arrived, in requests that the service took.
fn all_arrived(service: &Memory) {
    let mut ids: Vec<usize> = service
        .received()
        .iter()
        .flat_map(ids_of)
        .map(|id| id.parse().expect("a number"))
        .collect();
    ids.sort_unstable();
    ids.dedup();
    assert!(ids.into_iter().eq(0..COUNT));
}

#[tokio::test(start_paused = true)]
async fn a_run_goes_on_with_its_source_after_an_outage() {
    for outage in outages() {
        let name = format!("{} {:?}", outage.status, outage.fault);
        // Each run is refused again until the outage is over.
        let (core, service) = client(out_for(60, &outage));
        let mut report = put::<Keyed>(&core).send_all(rows(COUNT)).await;
        let mut runs = 1;
        while !report.is_complete() && runs < 70 {
            let taken = report.total();
            if taken < COUNT as u64 {
                is_open(&report);
            }
            let error = report.into_result().expect_err(&name);
            report = error.into_report().retry_rest().await;
            assert!(report.total() >= taken, "{name}");
            runs += 1;
        }
        let report = report.into_result().expect(&name);
        assert!(runs > 1, "{name}: the outage stopped nothing");
        assert_eq!((report.done(), report.total()), (COUNT as u64, COUNT as u64), "{name}");
        assert!(report.is_drained() && report.stop().is_none(), "{name}");
        all_arrived(&service);
    }
}

#[tokio::test(start_paused = true)]
async fn full_lists_do_not_end_the_source() {
    let bulk = |core| {
        put::<Create>(core)
            .retry(RetryPolicy::never())
            .concurrency(1)
            .max_items(10)
    };
    let (core, service) = client(std::iter::repeat_n(status(502), 3).chain(std::iter::repeat_n(done(), COUNT)));
    let report = bulk(&core).max_details(25).send_all(rows(COUNT)).await;
    assert!(matches!(report.stop(), Some(Stop::Unsettled)), "{report}");
    assert!(report.stopped().is_none() && !report.is_complete() && !report.is_drained());
    // Reading back settles what is open, but not what is still in the source.
    let report = report.settle(|_| true);
    assert_eq!(report.done(), report.total());
    assert!(!report.is_complete() && report.into_result().is_err());
    let (core, _) = client(std::iter::repeat_n(status(502), 3).chain(std::iter::repeat_n(done(), COUNT)));
    let report = bulk(&core).max_details(25).send_all(rows(COUNT)).await;
    let report = report.retry_rest().await;
    assert!(report.is_complete(), "{report}");
    assert_eq!(report.total(), COUNT as u64);
    drop(service);
}

#[tokio::test(start_paused = true)]
async fn each_run_may_reject_as_many_as_the_first() {
    let (core, _) = client(std::iter::repeat_n(status(400), 4).chain([done()]));
    let bulk = put::<Keyed>(&core).concurrency(1).max_items(10).stop_after(20);
    let report = bulk.send_all(rows(100)).await;
    assert!(matches!(report.stop(), Some(Stop::Rejected)), "{report}");
    assert_eq!(report.rejected_count(), 20);
    let report = report.retry_rest().await;
    assert_eq!(report.rejected_count(), 40);
    assert!(matches!(report.stop(), Some(Stop::Rejected)), "{report}");
    let report = report.retry_rest().await;
    assert_eq!((report.done(), report.rejected_count(), report.total()), (60, 40, 100));
    assert!(report.is_drained() && report.stop().is_none() && !report.is_complete());
}

#[tokio::test(start_paused = true)]
async fn a_second_stop_loses_nothing_that_the_first_left_open() {
    // Ten chunks are left open, then the service refuses the first of the second run.
    let (core, service) = client(
        std::iter::repeat_n(status(500), 10)
            .chain([status(403)])
            .chain(std::iter::repeat_n(done(), 20)),
    );
    let bulk = put::<Keyed>(&core)
        .retry(RetryPolicy::never())
        .concurrency(1)
        .max_items(10);
    let report = bulk.max_details(100).send_all(rows(150)).await;
    let open = report.unknown().len() + report.not_sent().len();
    assert_eq!((open as u64, report.done()), (report.total(), 0));
    let taken = report.total();
    let report = report.retry_rest().await;
    assert!(report.stopped().is_some_and(Error::is_forbidden), "{report}");
    let open: Vec<u64> = report
        .unknown()
        .iter()
        .chain(report.not_sent())
        .map(|row| row.index)
        .collect();
    assert_eq!((open.len() as u64, report.total()), (taken, taken), "{report}");
    // What may have been written stays so.
    assert!(report.unknown().len() >= 90, "{report}");
    let report = report.retry_rest().await.into_result().expect("done");
    assert_eq!(report.done(), 150);
    assert!(sent(&service).len() > 20);
}

#[tokio::test(start_paused = true)]
async fn an_item_that_had_no_room_is_sent_by_the_next_run() {
    let (core, service) = client([status(403), done()]);
    let report = put::<Keyed>(&core)
        .concurrency(1)
        .max_bytes(150)
        .send_all(rows(40))
        .await;
    is_open(&report);
    let report = report.retry_rest().await.into_result().expect("done");
    assert_eq!(report.total(), 40);
    let mut ids: Vec<String> = service.received()[1..].iter().flat_map(ids_of).collect();
    ids.sort_by_key(|id| id.parse::<u32>().expect("a number"));
    assert!(ids.into_iter().eq((0..40).map(|number| number.to_string())));
}

#[tokio::test(start_paused = true)]
async fn places_go_on_where_the_first_run_stopped() {
    let (core, _) = client([status(403), done(), partial(409, &["6 409", "7 202"])]);
    let report = put::<Keyed>(&core).concurrency(1).max_items(4).send_all(rows(8)).await;
    let report = report.retry_rest().await;
    let rejected: Vec<u64> = report.rejected().iter().map(|row| row.index).collect();
    assert_eq!((rejected, report.total()), (vec![6], 8), "{report}");
}

#[tokio::test(start_paused = true)]
async fn a_slow_source_is_kept_too() {
    let (core, service) = client([status(403), done()]);
    let source = stream::iter(rows(3)).chain(stream::once(async {
        tokio::time::sleep(Duration::from_secs(3600)).await;
        row("3")
    }));
    let report = put::<Keyed>(&core).max_items(3).send_stream(source).await;
    assert_eq!(report.not_sent().len(), 3);
    is_open(&report);
    let report = report.retry_rest().await.into_result().expect("done");
    assert_eq!((report.done(), report.total()), (4, 4));
    assert_eq!(sent(&service), ["0 1 2", "0 1 2", "3"]);
}

#[tokio::test(start_paused = true)]
async fn a_borrowed_source_stays_with_the_caller() {
    let (core, service) = client([done(), status(403), done()]);
    let all = rows(COUNT);
    let mut source = all.iter().cloned();
    let report = put::<Keyed>(&core).concurrency(1).send_borrowed(source.by_ref()).await;
    is_open(&report);
    assert_eq!(report.total() as usize + source.len(), COUNT);
    // Without the source only what is open can be sent.
    let report = report.retry_rest().await;
    assert_eq!(report.done(), report.total());
    assert!(
        !report.is_complete() && !report.is_drained() && report.stop().is_none(),
        "{report}"
    );
    let report = report.continue_with(source.by_ref()).await.into_result().expect("done");
    assert_eq!(report.total(), COUNT as u64);
    all_arrived(&service);
    // A source that has ended was drained, whoever has it.
    let (core, _) = client([done()]);
    let report = put::<Keyed>(&core).send_borrowed(all.iter().cloned()).await;
    assert!(report.is_complete(), "{report}");
}

#[tokio::test(start_paused = true)]
async fn more_items_may_follow_a_source_that_is_kept() {
    let (core, service) = client([status(403), done()]);
    let report = put::<Keyed>(&core)
        .concurrency(1)
        .max_items(2)
        .send_all(letters("0 1 2 3 4 5 6"))
        .await;
    let more = (7..10).map(|number| row(number.to_string()));
    let report = report.continue_with(more).await.into_result().expect("done");
    assert_eq!((report.done(), report.total()), (10, 10));
    assert_eq!(sent(&service)[1..].join(" "), "0 1 2 3 4 5 6 7 8 9");
}

#[tokio::test(start_paused = true)]
async fn the_rest_of_the_source_can_be_taken_out() {
    let (core, _) = client([status(403)]);
    let report = put::<Keyed>(&core).concurrency(1).max_items(2).send_all(rows(10)).await;
    let taken = report.total() as usize;
    let rest = report.into_rest();
    let source: Vec<_> = rest.source.expect("more").collect().await;
    assert_eq!((rest.items.len(), source.len()), (taken, 10 - taken));
    let mut all = rest.items;
    all.extend(source);
    assert_eq!(all, rows(10));
}

#[tokio::test(start_paused = true)]
async fn a_source_that_ends_with_the_stop_is_drained() {
    let (core, _) = client([status(403), done()]);
    let report = put::<Keyed>(&core).max_items(10).send_all(rows(10)).await;
    assert!(report.is_drained() && !report.is_complete() && report.stopped().is_some());
    let report = report.retry_rest().await.into_result().expect("done");
    assert_eq!(report.done(), 10);
}

#[tokio::test(start_paused = true)]
async fn an_empty_source_is_complete() {
    let (core, service) = client([done()]);
    let report = put::<Keyed>(&core).send_all([]).await.retry_rest().await;
    let report = report.into_result().expect("done");
    assert_eq!((report.total(), service.received().len()), (0, 0));
}

#[test]
fn a_report_and_its_error_may_move_between_threads_and_be_boxed() {
    fn holds<T: Send + Sync + 'static>() {}
    holds::<Report<Put<Keyed>>>();
    holds::<BulkError<Put<Keyed>>>();
    holds::<BulkSend<Put<Keyed>>>();
}

/// A thousand chunks cost a service that only fails about as many requests as a thousand single calls would.
#[tokio::test(start_paused = true)]
async fn bulk_draws_on_the_budget_of_the_client() {
    for failure in [status(503), partial(503, &["x 503"])] {
        let (core, service) = client([failure]);
        let report = put::<Keyed>(&core).max_items(1).send_all(rows(COUNT)).await;
        let requests = service.received().len();
        assert!((COUNT..=COUNT + 110).contains(&requests), "{requests}");
        assert_eq!(report.requests(), requests as u64);
        let last = report.unknown().last().expect("all are unknown");
        assert!(
            last.reason
                .message()
                .ends_with("[not sent again: too many calls of this client fail]"),
            "{}",
            last.reason
        );
    }
}

#[tokio::test(start_paused = true)]
async fn bulk_and_single_calls_share_the_budget_and_a_service_that_works_refills_it() {
    // A failure before each success: far more repetitions than the budget has at once.
    let responses: Vec<Response> = [status(503), done()].into_iter().cycle().take(4 * COUNT).collect();
    let (core, service) = client(responses);
    let report = put::<Keyed>(&core)
        .max_items(1)
        .concurrency(1)
        .send_all(rows(COUNT))
        .await;
    assert!(report.is_complete(), "{report}");
    assert_eq!(service.received().len(), 2 * COUNT);
    // Once the budget is spent by one run, another run of the client is not repeated either.
    let service = Memory::new(|_| status(503));
    let (core, service): (_, Arc<Memory>) = client_of(service);
    let _ = put::<Keyed>(&core).max_items(1).send_all(rows(100)).await;
    let before = service.received().len();
    let _ = put::<Keyed>(&core).max_items(1).send_all(rows(10)).await;
    assert_eq!(service.received().len() - before, 10);
}

/// A source that says after so many items that there is no more.
struct Liar(std::vec::IntoIter<super::put::Row>, usize);

impl Iterator for Liar {
    type Item = super::put::Row;

    fn next(&mut self) -> Option<Self::Item> {
        self.1 = self.1.saturating_sub(1);
        self.0.next()
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        (0, Some(self.1))
    }
}

#[tokio::test(start_paused = true)]
async fn a_source_is_not_drained_because_it_says_so() {
    let source = || Liar(rows(30).into_iter(), 10);
    for is_borrowed in [false, true] {
        let (core, service) = client([status(403), done()]);
        let bulk = put::<Keyed>(&core).concurrency(1).max_items(10);
        let bulk = bulk.retry(RetryPolicy::never());
        let mut rest = source();
        let mut report = match is_borrowed {
            true => bulk.send_borrowed(rest.by_ref()).await,
            false => bulk.send_all(source()).await,
        };
        assert!(!report.is_drained() && report.stop().is_some(), "{report}");
        for _ in 0..3 {
            report = match is_borrowed {
                true => report.continue_with(rest.by_ref()).await,
                false => report.retry_rest().await,
            };
        }
        assert!(report.is_complete(), "{report}");
        assert_eq!((report.done(), report.total()), (30, 30), "{report}");
        let mut ids: Vec<usize> = service.received()[1..]
            .iter()
            .flat_map(ids_of)
            .map(|id| id.parse().expect("a number"))
            .collect();
        ids.sort_unstable();
        assert!(ids.into_iter().eq(0..30), "each once");
    }
}

#[tokio::test(start_paused = true)]
async fn unknown_items_that_fill_the_list_for_good_give_way_once_they_are_settled() {
    let taken = std::sync::atomic::AtomicUsize::new(0);
    let service = Memory::new(
        move |_| match taken.fetch_add(1, std::sync::atomic::Ordering::Relaxed) {
            0..9 => status(502),
            _ => done(),
        },
    );
    let (core, _) = client_of(service);
    let bulk = put::<Create>(&core)
        .retry(RetryPolicy::never())
        .concurrency(1)
        .max_items(10);
    let mut report = bulk.max_details(30).send_all(rows(60)).await;
    for _ in 0..2 {
        report = report.retry_rest().await;
        assert_eq!((report.total(), report.unknown().len()), (30, 30), "{report}");
        assert!(matches!(report.stop(), Some(Stop::Unsettled)), "{report}");
    }
    let report = report.settle(|_| true).retry_rest().await;
    assert!(report.is_complete(), "{report}");
    assert_eq!((report.done(), report.total()), (60, 60));
}
