//! The account of a run: what it says, in which order, and what it does not show.

use std::sync::{Arc, Mutex};
use std::time::Duration;

use oasmith_runtime::runtime::Progress;

use super::put::{put, row, rows};
use super::{client, client_of, done, ids_of, key, letters, partial, status, told};
use crate::acts::{Create, Keyed};
use crate::support::{Memory, lock};

#[tokio::test(start_paused = true)]
async fn in_the_order_of_the_source() {
    // The first requests get their responses last.
    let service = Memory::new(|request| {
        let first: u64 = ids_of(request)[0].parse().expect("a number");
        let response = match first % 4 {
            0 => done(),
            1 => status(400),
            2 => status(500),
            _ => partial(503, &[&format!("{first} 429")]),
        };
        response.after(Duration::from_secs(40 - first))
    });
    let (core, _) = client_of(service);
    let report = put::<Create>(&core)
        .concurrency(40)
        .max_items(1)
        .send_all(rows(12))
        .await;
    assert_eq!(
        told(&report),
        "0 4 8 | 1 Refused, 5 Refused, 9 Refused | 2 Unavailable, 6 Unavailable, 10 Unavailable \
         | 3 Unavailable, 7 Unavailable, 11 Unavailable"
    );
    let mut report = report;
    for _ in 0..2 {
        assert!(report.rejected().iter().map(|row| row.index).eq([1, 5, 9]));
        assert!(report.unknown().iter().map(|row| row.index).eq([2, 6, 10]));
        assert!(report.not_sent().iter().map(|row| row.index).eq([3, 7, 11]));
        assert!(report.done_keys().map(|key| key.id.as_str()).eq(["0", "4", "8"]));
        report = report.retry_rest().await;
    }
    let rest: Vec<String> = report.into_rest().items.into_iter().map(|row| row.id).collect();
    assert_eq!(rest, ["2", "3", "6", "7", "10", "11"]);
}

#[tokio::test(start_paused = true)]
async fn keys_of_what_is_done_are_kept_if_asked() {
    let (core, _) = client([done()]);
    let report = put::<Keyed>(&core).send_all(rows(2)).await;
    assert!(report.done_keys().eq([&key("0"), &key("1")]));
    // The bulk of the operation itself does not.
    let put = oasmith_runtime::runtime::BulkSend::new(super::put::operation::<Keyed>(&core));
    let report = put.send_all(rows(2)).await;
    assert_eq!((report.done(), report.done_keys().count()), (2, 0));
    let (core, _) = client([status(500)]);
    let report = oasmith_runtime::runtime::BulkSend::new(super::put::operation::<Keyed>(&core))
        .send_all(rows(2))
        .await;
    let settled = report.settle(|_| true);
    assert_eq!((settled.done(), settled.done_keys().count()), (2, 0));
}

#[tokio::test(start_paused = true)]
async fn progress_is_told_after_each_request() {
    let (core, _) = client([done(), partial(409, &["2 202", "3 409"]), status(500), done()]);
    let seen: Arc<Mutex<Vec<Progress>>> = Arc::default();
    let all = Arc::clone(&seen);
    let bulk = put::<Keyed>(&core).concurrency(1).max_items(2);
    let report = bulk
        .on_progress(move |now| lock(&all).push(now))
        .send_all(rows(7))
        .await;
    let seen = lock(&seen)
        .iter()
        .map(|now| (now.settled, now.done, now.rejected))
        .collect::<Vec<_>>();
    assert_eq!(seen, [(2, 2, 0), (4, 3, 1), (6, 3, 1), (7, 4, 1)]);
    assert_eq!(report.total(), 7);
}

#[tokio::test(start_paused = true)]
async fn an_error_if_not_all_is_done() {
    let (core, _) = client([done(), partial(409, &["a 409", "b 202"])]);
    let report = put::<Keyed>(&core)
        .send_all(letters("a b"))
        .await
        .into_result()
        .expect("all is done");
    assert!(report.is_complete());
    let error = put::<Keyed>(&core)
        .send_all(letters("a b"))
        .await
        .into_result()
        .expect_err("not all");
    assert_eq!(told(error.report()), "b | a Conflict |  | ");
    assert_eq!(
        error.to_string(),
        "putRows: 1 of 2 items done, 1 rejected; the first rejected is s/a: 409: about a"
    );
    assert!(std::error::Error::source(&error).is_none());
    assert_eq!(error.into_report().conflicts().count(), 1);
    // Each other place does it, too.
    for response in [status(500), partial(503, &["a 503"]), status(403)] {
        let (core, _) = client([response]);
        let report = put::<Keyed>(&core).send_all(letters("a")).await;
        assert!(report.into_result().is_err());
    }
}

#[tokio::test(start_paused = true)]
async fn in_few_words() {
    let (core, _) = client([done(), partial(503, &["2 400", "3 503"]), status(500), status(403)]);
    let policy = oasmith_runtime::runtime::RetryPolicy::never();
    let bulk = put::<Keyed>(&core).retry(policy).concurrency(1).max_items(2);
    let report = bulk.send_all(rows(8)).await;
    let text = report.to_string();
    let start = "putRows: 2 of 8 items done, 1 rejected, 2 unknown, 3 not sent; the first rejected is s/2: 400: about 2; it stopped: ";
    assert!(text.starts_with(start), "{text}");
    assert!(text.contains("403 Forbidden"), "{text}");
    let (core, _) = client([done()]);
    let report = put::<Keyed>(&core).send_all(rows(3)).await;
    assert_eq!(report.to_string(), "putRows: 3 of 3 items done");
}

#[tokio::test(start_paused = true)]
async fn no_content_of_items_is_shown() {
    let secret = |id: &str| {
        let mut row = row(id);
        row.value = 271_828_182.into();
        row
    };
    let mut nan = secret("e");
    nan.value = f64::NAN.into();
    let (core, _) = client([partial(503, &["a 400", "b 503", "c 202"])]);
    let bulk = put::<Create>(&core);
    let mut shown = format!("{bulk:?}");
    let report = bulk
        .send_all([secret("a"), secret("b"), secret("c"), secret("d"), nan])
        .await;
    shown += &format!(
        "{report} {report:?} {:?} {:?} {:?}",
        report.unknown(),
        report.not_sent(),
        report.rejected()
    );
    let error = report.into_result().expect_err("not all");
    shown += &format!("{error} {error:?}");
    assert!(!shown.contains("271828182"), "{shown}");
    // But whom it is about.
    assert!(
        ["\"a\"", "\"b\"", "\"d\"", "\"e\"", "putRows"]
            .iter()
            .all(|part| shown.contains(part)),
        "{shown}"
    );
}
