//! A second run with what the first left open, and what was read back in between.

use super::put::put;
use super::{client, done, letters, partial, sent, status, told};
use crate::acts::{Create, Idempotent, Keyed, Kind};
use crate::support::{NetworkFault, Response, faulty};

#[tokio::test(start_paused = true)]
async fn what_is_open_is_sent_again() {
    let policy = oasmith_runtime::runtime::RetryPolicy::never();
    let first = [
        partial(503, &["a 202", "b 503", "c 400"]),
        status(500),
        done(),
        status(503),
    ];
    let (core, service) = client(first.into_iter().chain([done(), partial(409, &["e 409", "h 503"])]));
    let bulk = put::<Keyed>(&core).retry(policy).concurrency(1).max_items(3);
    let report = bulk.send_all(letters("a b c d e f g h i j")).await;
    assert_eq!(
        told(&report),
        "a g h i | c Refused | d Unavailable, e Unavailable, f Unavailable, j Unavailable | b Unavailable"
    );
    let report = report.retry_rest().await;
    assert_eq!(sent(&service)[4..], ["b d e", "f j"]);
    // No result of `f` and `j`; the places are those of the first source.
    assert_eq!(
        told(&report),
        "a b d e g h i | c Refused | f Unanswered, j Unanswered | "
    );
    assert!(report.unknown().iter().map(|row| row.index).eq([5, 9]));
    assert_eq!((report.total(), report.requests()), (10, 6));
}

#[tokio::test(start_paused = true)]
async fn rejections_of_both_runs_stand_together() {
    let busy = vec![partial(503, &["a 503", "b 503", "c 409"]); 8];
    let (core, _) = client(busy.into_iter().chain([partial(409, &["b 400", "a 202"])]));
    let report = put::<Keyed>(&core).send_all(letters("a b c")).await.retry_rest().await;
    assert_eq!(told(&report), "a | b Refused, c Conflict |  | ");
    assert!(report.rejected().iter().map(|row| row.index).eq([1, 2]));
    assert_eq!(report.rejected_count(), 2);
}

/// What a conflict in the second run means.
async fn conflict_later<K: Kind>(first: Response) -> String {
    let (core, _) = client([first.clone(), partial(409, &["a 409"])]);
    let never = oasmith_runtime::runtime::RetryPolicy::never();
    let report = put::<K>(&core)
        .retry(never)
        .send_all(letters("a"))
        .await
        .retry_rest()
        .await;
    assert_eq!(report.possibly_ours().count(), report.unknown().len());
    told(&report)
}

#[tokio::test(start_paused = true)]
async fn what_was_lost_stays_so() {
    // Whatever left it unknown.
    for silence in [
        status(500),
        status(502),
        status(503),
        faulty(NetworkFault::Reset),
        partial(503, &["x 202"]),
    ] {
        let ours = " |  | a Conflict | ";
        assert_eq!(
            conflict_later::<Keyed>(silence.clone()).await,
            ours,
            "{}",
            silence.status
        );
        assert_eq!(
            conflict_later::<Create>(silence.clone()).await,
            ours,
            "{}",
            silence.status
        );
        assert_eq!(
            conflict_later::<Idempotent>(silence.clone()).await,
            ours,
            "{}",
            silence.status
        );
    }
    // Of what was not taken, the conflict is with somebody else.
    for refusal in [
        status(403),
        status(429),
        partial(503, &["a 503"]),
        faulty(NetworkFault::Refused),
    ] {
        assert_eq!(conflict_later::<Keyed>(refusal).await, " | a Conflict |  | ");
    }
}

#[tokio::test(start_paused = true)]
async fn what_was_read_back_settles_the_unknown() {
    let (core, service) = client([status(500), partial(409, &["b 409", "c 202"])]);
    let report = put::<Keyed>(&core).send_all(letters("a b c")).await;
    assert_eq!(report.unknown().len(), 3);
    let report = report.settle(|key| key.id == "a");
    assert_eq!(told(&report), "a |  |  | b Unavailable, c Unavailable");
    assert_eq!((report.done(), report.total()), (1, 3));
    // It is known now that they were not written, so the conflict is with somebody else.
    let report = report.retry_rest().await;
    assert_eq!(sent(&service)[1..], ["b c"]);
    assert_eq!(told(&report), "a c | b Conflict |  | ");
}

#[tokio::test(start_paused = true)]
async fn a_run_that_had_stopped_may_go_on() {
    let (core, service) = client([status(403), done()]);
    let report = put::<Keyed>(&core)
        .concurrency(1)
        .max_items(2)
        .send_all(letters("a b"))
        .await;
    assert!(report.stopped().is_some());
    let report = report.retry_rest().await;
    assert!(report.stopped().is_none() && report.is_complete());
    // With nothing left there is no request.
    let report = report.retry_rest().await;
    assert_eq!((service.received().len(), report.done()), (2, 2));
}

#[tokio::test(start_paused = true)]
async fn the_rest_is_to_be_had_as_items() {
    let (core, _) = client([partial(503, &["c 202", "d 400"]), status(403)]);
    let report = put::<Create>(&core)
        .concurrency(1)
        .max_items(4)
        .send_all(letters("a b c d e"))
        .await;
    assert_eq!(told(&report), "c | d Refused | a Unanswered, b Unanswered | e Refused");
    let rest = report.into_rest();
    assert!(rest.source.is_none());
    assert_eq!(rest.items, letters("a b e"));
}
