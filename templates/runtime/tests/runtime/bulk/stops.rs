//! What ends a run before its source ends.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use futures_util::{StreamExt, stream};
use oasmith_runtime::runtime::{Error, RetryPolicy};

use super::put::{put, row, rows};
use super::{client, client_of, done, ids_of, letters, sent, status, told};
use crate::acts::{Create, Keyed};
use crate::support::{Memory, NetworkFault, Response, faulty};

#[tokio::test(start_paused = true)]
async fn nothing_goes_on_where_nothing_can_go_well() {
    type Check = fn(&Error) -> bool;
    let table: [(Response, Check); 5] = [
        (status(401), Error::is_unauthorized),
        (status(403), Error::is_forbidden),
        (status(404), Error::is_not_found),
        (status(429), Error::is_rate_limited),
        (faulty(NetworkFault::Refused), Error::is_connect),
    ];
    for (refusal, is_it) in table {
        let name = format!("{} {:?}", refusal.status, refusal.fault);
        let (core, service) = client([done(), refusal]);
        let mut source = rows(100).into_iter();
        let report = put::<Create>(&core)
            .concurrency(1)
            .max_items(2)
            .send_borrowed(source.by_ref())
            .await;
        assert!(report.stopped().is_some_and(is_it), "{name}: {:?}", report.stopped());
        // Of the source nothing is lost: what was not taken is still there.
        assert_eq!(report.total() as usize + source.len(), 100, "{name}");
        assert_eq!(report.done(), 2, "{name}");
        assert!(report.unknown().is_empty() && report.rejected().is_empty(), "{name}");
        assert!(
            report.not_sent().iter().map(|row| row.index).eq(2..report.total()),
            "{name}"
        );
        assert!((4..=6).contains(&report.total()), "{name}: {}", report.total());
        assert!(sent(&service).iter().skip(1).all(|request| request == "2 3"), "{name}");
        assert!(!report.is_complete());
    }
}

#[tokio::test(start_paused = true)]
async fn an_item_that_had_no_room_has_its_place_in_the_report() {
    let (core, _) = client([status(403)]);
    let mut source = rows(100).into_iter();
    let report = put::<Keyed>(&core)
        .concurrency(1)
        .max_bytes(150)
        .send_borrowed(source.by_ref())
        .await;
    let next = source.next().expect("more").id;
    assert_eq!(report.total().to_string(), next, "{}", told(&report));
}

#[tokio::test(start_paused = true)]
async fn a_source_that_has_nothing_does_not_hold_up_a_stop() {
    let (core, _) = client([status(403)]);
    let source = stream::iter(rows(3)).chain(stream::pending());
    let run = put::<Keyed>(&core).max_items(3).send_stream(source);
    let report = tokio::time::timeout(Duration::from_secs(10), run)
        .await
        .expect("an end");
    assert_eq!(report.not_sent().len(), 3);
}

#[tokio::test(start_paused = true)]
async fn a_stop_ends_the_rounds_of_others() {
    // One chunk is busy, the other is forbidden.
    let service = Memory::new(|request| match ids_of(request)[0].as_str() {
        "a" => status(503).header("retry-after", "5"),
        _ => status(403).after(Duration::from_secs(1)),
    });
    let (core, service) = client_of(service);
    let report = put::<Keyed>(&core).max_items(1).send_all(letters("a b c")).await;
    assert_eq!(sent(&service), ["a", "b"]);
    // Of `a` there was no response.
    assert!(
        told(&report).starts_with(" |  | a Stopped | b Refused"),
        "{}",
        told(&report)
    );
}

#[tokio::test(start_paused = true)]
async fn what_the_service_throttles_is_sent_again_before() {
    let (core, service) = client([status(429), faulty(NetworkFault::Refused), done()]);
    let report = put::<Create>(&core).send_all(letters("a")).await;
    assert_eq!((told(&report).as_str(), service.received().len()), ("a |  |  | ", 2));
    assert_eq!(report.requests(), 1);
    let (core, service) = client([status(429)]);
    let policy = RetryPolicy::new().attempts(3);
    let report = put::<Create>(&core).retry(policy).send_all(letters("a")).await;
    assert_eq!(
        (told(&report).as_str(), service.received().len()),
        (" |  |  | a Refused", 3)
    );
}

#[tokio::test(start_paused = true)]
async fn the_caller_may_stop_after_some_rejections() {
    let (core, _) = client([done(), status(400)]);
    let mut source = rows(100).into_iter();
    let bulk = put::<Keyed>(&core).concurrency(1).max_items(2).stop_after(3);
    let report = bulk.send_borrowed(source.by_ref()).await;
    assert_eq!((report.done(), report.rejected_count()), (2, 4));
    assert_eq!(report.total() as usize + source.len(), 100);
    assert!(report.total() <= 8 && report.stopped().is_none() && !report.is_complete());
    assert!(
        report
            .not_sent()
            .iter()
            .all(|row| row.reason.message() == "the run had stopped")
    );
}

#[tokio::test(start_paused = true)]
async fn rejections_beyond_some_are_only_counted() {
    let (core, _) = client([status(400)]);
    let report = put::<Keyed>(&core).max_items(2).max_details(3).send_all(rows(10)).await;
    assert_eq!((report.rejected_count(), report.rejected().len()), (10, 3));
    assert_eq!((report.total(), report.into_rest().items.len()), (10, 0));
    // Unsettled ones are kept with their content, so that many of them end the run.
    let (core, _) = client([status(500)]);
    let mut source = rows(100).into_iter();
    let report = put::<Keyed>(&core)
        .max_items(2)
        .max_details(3)
        .send_borrowed(source.by_ref())
        .await;
    let open = report.unknown().len() + report.not_sent().len();
    assert!((4..=12).contains(&open), "{open}");
    assert_eq!(open + source.len(), 100);
}

#[tokio::test(start_paused = true)]
async fn a_request_that_cannot_be_built_stops_the_run() {
    let (core, service) = client([done()]);
    let taken = Arc::new(AtomicUsize::new(0));
    let count = Arc::clone(&taken);
    let source = (0..1000).map(move |number: u32| {
        count.fetch_add(1, Ordering::Relaxed);
        row(number.to_string())
    });
    let bulk = put::<Keyed>(&core).configure(|mut put| {
        oasmith_runtime::runtime::Operation::call_mut(&mut put).set_header("x y", "z");
        put
    });
    let report = bulk.send_all(source).await;
    assert!(
        report.stopped().is_some_and(Error::is_request),
        "{:?}",
        report.stopped()
    );
    assert!(service.received().is_empty() && taken.load(Ordering::Relaxed) <= 40);
}
