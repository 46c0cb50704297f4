//! Many records: requests, and what becomes of each record.

use std::collections::BTreeSet;
use std::sync::atomic::{AtomicUsize, Ordering};

use cdf_client::fake::Fake;
use cdf_client::models::{RecordId, RecordWrite, StreamTemplate, StreamWrite, StreamWriteSettings};
use cdf_client::operations::records::Upsert;
use cdf_client::records::{external_id, space};
use cdf_client::{Client, ReasonKind, Report, RetryPolicy};
use serde_json::{Value, json};

use super::script::{Script, Seen};

const STREAM: &str = "events";
const INGEST: &str = "POST /streams/events/records";

fn record(id: &str) -> RecordWrite {
    RecordWrite::of("plant", id)
        .source(("plant", "Event"), &json!({"n": 1}))
        .expect("an object")
}

async fn with_stream() -> (Fake, Client) {
    let fake = Fake::new();
    let cdf = fake.client();
    let settings = StreamWriteSettings::new(StreamTemplate::new("BasicLiveData"));
    let made = cdf.streams().create([StreamWrite::new(STREAM, settings)]).await;
    made.expect("a stream");
    (fake, cdf)
}

fn sent(seen: &Seen) -> Vec<String> {
    let items = seen.body["items"].as_array().expect("items");
    let id = |item: &Value| item["externalId"].as_str().expect("an id").to_owned();
    items.iter().map(id).collect()
}

/// Responds to the requests of a stream one after the other.
fn responses(responses: impl IntoIterator<Item = (u16, Value)>) -> Script {
    let responses: Vec<_> = responses.into_iter().collect();
    let next = AtomicUsize::new(0);
    Script::new(move |_| {
        let number = next.fetch_add(1, Ordering::SeqCst);
        responses.get(number).cloned().unwrap_or((202, json!({})))
    })
}

fn partial(status: u16, results: &[(&str, u16)]) -> (u16, Value) {
    let results: Vec<_> = results
        .iter()
        .map(|(id, code)| json!({"space": "plant", "externalId": id, "code": code, "message": "word"}))
        .collect();
    (
        status,
        json!({"error": {"code": status, "message": "in part", "partial": results}}),
    )
}

#[tokio::test(start_paused = true)]
async fn any_number_goes_in_requests_of_a_thousand() {
    let (fake, cdf) = with_stream().await;
    let ids: Vec<String> = (0..2500).map(|number| format!("r{number}")).collect();
    let report = cdf
        .records()
        .ingest_bulk(STREAM)
        .send_borrowed(ids.iter().map(|id| record(id)))
        .await;
    assert!(report.is_complete());
    assert_eq!((report.total(), report.done(), report.requests()), (2500, 2500, 3));
    assert_eq!(fake.count("POST /streams/{streamId}/records").received, 3);

    let found = cdf
        .records()
        .filter(STREAM)
        .filter(space().equals("plant") & external_id().is_in(["r7", "r2499", "none"]))
        .await
        .expect("it responds");
    assert_eq!(found.items.len(), 2);

    // What is not there is no error, nor is it one to send one id or none.
    let gone = ids
        .iter()
        .map(|id| RecordId::new("plant", id))
        .chain([RecordId::new("plant", "none")]);
    let report = cdf.records().delete_bulk(STREAM).send_borrowed(gone).await;
    assert_eq!(
        (report.is_complete(), report.done(), report.requests()),
        (true, 2501, 3)
    );
    let one = cdf
        .records()
        .delete_bulk(STREAM)
        .send_all([("plant", "r1").into()])
        .await;
    assert_eq!(one.done(), 1);
    let none = cdf.records().upsert_bulk(STREAM).send_all([]).await;
    assert_eq!((none.is_complete(), none.total(), none.requests()), (true, 0, 0));
}

#[tokio::test(start_paused = true)]
async fn no_request_is_larger_than_ten_megabytes() {
    let script = responses([]);
    let large = |id: &str, bytes: usize| {
        RecordWrite::of("plant", id)
            .source(("plant", "Event"), &json!({"text": "x".repeat(bytes)}))
            .expect("an object")
    };
    let records = [
        large("a", 4_000_000),
        large("b", 11_000_000),
        large("c", 4_000_000),
        large("d", 4_000_000),
    ];
    let cdf = script.builder().gzip_above(None).build().expect("a client");
    let report = cdf.records().ingest_bulk(STREAM).send_all(records).await;
    let seen = script.seen();
    assert_eq!(seen.iter().map(sent).collect::<Vec<_>>(), [vec!["a", "c"], vec!["d"]]);
    assert!(seen.iter().all(|seen| seen.bytes.len() <= 10_000_000));
    assert_eq!(report.done(), 3);
    let refused = &report.rejected()[0];
    assert_eq!((refused.index, &refused.key), (1, &RecordId::new("plant", "b")));
    assert_eq!(refused.reason.kind(), ReasonKind::TooLarge);
}

#[tokio::test(start_paused = true)]
async fn of_a_response_in_part_only_what_failed_is_sent_again() {
    let ids = ["ok", "busy", "failed", "taken"];
    let script = responses([
        // In another order than that of the request.
        partial(503, &[("taken", 409), ("failed", 500), ("busy", 503), ("ok", 202)]),
        partial(500, &[("busy", 202), ("failed", 500)]),
    ]);
    let report = script
        .client()
        .records()
        .ingest_bulk(STREAM)
        .keep_done()
        .send_all(ids.map(record))
        .await;
    let sent: Vec<_> = script.seen().iter().map(sent).collect();
    assert_eq!(
        sent,
        [
            vec!["ok", "busy", "failed", "taken"],
            vec!["busy", "failed"],
            vec!["failed"]
        ]
    );
    assert_eq!(script.calls(), [INGEST; 3]);
    let conflicts: Vec<_> = report.conflicts().map(|item| item.key.external_id.as_str()).collect();
    assert_eq!(conflicts, ["taken"]);
    assert_eq!(report.rejected()[0].reason.status(), Some(409));
    let done: Vec<_> = report.done_keys().map(|key| key.external_id.as_str()).collect();
    assert_eq!(done, ["ok", "busy", "failed"]);
}

/// How often a record is sent with which the service never gets along, and what is said of it.
async fn tries(code: u16) -> (usize, Report<Upsert>) {
    let script = Script::new(move |seen| {
        let ids = sent(seen);
        let results: Vec<_> = ids
            .iter()
            .map(|id| (id.as_str(), if id == "ok" { 202 } else { code }))
            .collect();
        partial(code, &results)
    });
    let report = script
        .client()
        .records()
        .upsert_bulk(STREAM)
        .retry(RetryPolicy::new().attempts(6).deadline(None))
        .send_all(["ok", "bad"].map(record))
        .await;
    assert_eq!((report.total(), report.done()), (2, 1));
    let sent: Vec<_> = script.seen().iter().map(sent).collect();
    assert!(
        sent[1..].iter().all(|ids| *ids == ["bad"]),
        "what is done is not sent again: {sent:?}"
    );
    (sent.len(), report)
}

#[tokio::test(start_paused = true)]
async fn a_record_at_which_the_service_fails_is_given_up_sooner_than_one_for_which_it_is_busy() {
    let ((failed, refused), (busy, left)) = (tries(500).await, tries(503).await);
    assert!(1 < failed && failed < busy && busy == 6, "{failed} and {busy}");
    assert_eq!(refused.rejected()[0].reason.kind(), ReasonKind::Unavailable);
    assert_eq!(refused.not_sent().len(), 0);
    assert_eq!((left.rejected_count(), left.not_sent()[0].index), (0, 1));
}

#[tokio::test(start_paused = true)]
async fn what_is_left_can_be_sent_once_more() {
    let script = responses((0..3).map(|_| partial(503, &[("b", 503)])));
    let bulk = script.client().records().ingest_bulk(STREAM);
    let policy = RetryPolicy::new().attempts(3);
    let report = bulk
        .max_items(1)
        .concurrency(1)
        .retry(policy)
        .send_all(["b", "a"].map(record))
        .await;
    assert_eq!((report.done(), report.not_sent().len()), (1, 1), "{report}");
    let report = report.retry_rest().await;
    assert!(report.is_complete());
    assert_eq!((report.total(), report.done()), (2, 2));
}

#[tokio::test(start_paused = true)]
async fn what_was_there_before_is_told_from_what_may_be_our_own() {
    let script = responses([
        (502, Value::Null),
        partial(409, &[("old", 409), ("new", 409)]),
        partial(409, &[("other", 409)]),
    ]);
    let records = || script.client().records();
    let report = records().ingest_bulk(STREAM).send_all(["old", "new"].map(record)).await;
    let ours: BTreeSet<_> = report
        .possibly_ours()
        .map(|item| item.key.external_id.clone())
        .collect();
    assert_eq!(ours.len(), 2, "nobody knows what became of the first request: {report}");
    let settled = report.settle(|id| id.external_id == "old");
    assert_eq!(
        (settled.done(), settled.not_sent().len(), settled.unknown().len()),
        (1, 1, 0)
    );
    let report = records().ingest_bulk(STREAM).send_all([record("other")]).await;
    assert_eq!((report.possibly_ours().count(), report.conflicts().count()), (0, 1));
}

#[tokio::test(start_paused = true)]
async fn duplicates_are_named_by_the_request_and_the_others_are_written() {
    let script = responses([(
        422,
        json!({"error": {"code": 422, "message": "twice", "duplicated": [{"externalId": "plant.a"}]}}),
    )]);
    let report = script
        .client()
        .records()
        .ingest_bulk(STREAM)
        .send_all(["a", "b", "a"].map(record))
        .await;
    let duplicates: Vec<_> = report
        .duplicates()
        .map(|item| (item.index, item.key.external_id.as_str()))
        .collect();
    assert_eq!(duplicates, [(0, "a"), (2, "a")]);
    assert_eq!(report.done(), 1);
    assert_eq!(sent(&script.seen()[1]), ["b"]);
}

#[tokio::test(start_paused = true)]
async fn without_the_right_nothing_more_is_sent() {
    let script = Script::new(|_| (403, json!({"error": {"code": 403, "message": "no such right"}})));
    let report = script
        .client()
        .records()
        .ingest_bulk(STREAM)
        .concurrency(1)
        .max_items(1)
        .send_all(["a", "b", "c", "d", "e", "f", "g", "h"].map(record))
        .await;
    assert!(
        report.stopped().is_some_and(cdf_client::Error::is_forbidden),
        "{report}"
    );
    assert_eq!(script.calls().len(), 1);
    assert_eq!((report.done(), report.unknown().len()), (0, 0));
    assert!(
        report
            .into_result()
            .expect_err("nothing is written")
            .to_string()
            .contains("no such right")
    );
}
