//! Records: what may be written, and what becomes of it.

use cdf_client::errors::RecordWriteError;
use cdf_client::models::{LastUpdatedTimeFilter, RecordId};
use serde_json::{Value, json};

use super::support::{IMMUTABLE, MUTABLE, STREAM, record, refused, with, with_stream};

const RECORDS: &str = "/streams/events/records";

fn raw(id: &str, properties: Value) -> Value {
    let source = json!({"type": "container", "space": "plant", "externalId": "Event"});
    json!({"space": "plant", "externalId": id, "sources": [{"source": source, "properties": properties}]})
}

#[tokio::test(start_paused = true)]
async fn a_mutable_stream_takes_each_id_once_and_tells_which_it_did_not() {
    let (fake, cdf) = with_stream(MUTABLE).await;
    cdf.records().ingest(STREAM, [record("a", 1)]).await.unwrap();
    let error = cdf
        .records()
        .ingest(STREAM, [record("a", 2), record("b", 1)])
        .await
        .unwrap_err();
    let Some(RecordWriteError::Conflict(body)) = error.failure() else {
        panic!("{error:?}")
    };
    let codes: Vec<_> = body
        .error
        .partial
        .iter()
        .map(|one| (one.external_id.as_str(), i64::from(one.code)))
        .collect();
    assert_eq!(codes, [("a", 409), ("b", 202)]);
    let stored: Vec<_> = fake.records(STREAM).into_iter().map(|one| one.external_id).collect();
    assert_eq!(stored, ["a", "b"]);
}

#[tokio::test(start_paused = true)]
async fn an_immutable_stream_drops_the_same_data_and_keeps_the_same_id() {
    let (fake, cdf) = with_stream(IMMUTABLE).await;
    cdf.records()
        .ingest(STREAM, [record("a", 1), record("a", 2), record("a", 1)])
        .await
        .unwrap();
    cdf.records()
        .ingest(STREAM, [record("a", 2), record("a", 3)])
        .await
        .unwrap();
    assert_eq!(fake.records(STREAM).len(), 3);
}

#[tokio::test(start_paused = true)]
async fn upsert_replaces_the_whole_record_and_delete_leaves_a_tombstone() {
    let (fake, cdf) = with_stream(MUTABLE).await;
    cdf.records()
        .ingest(STREAM, [with("a", [("n", json!(1)), ("m", json!(1))])])
        .await
        .unwrap();
    cdf.records().upsert(STREAM, [record("a", 2)]).await.unwrap();
    cdf.records()
        .delete(STREAM, [RecordId::new("plant", "a"), RecordId::new("plant", "unknown")])
        .await
        .unwrap();
    let history: Vec<_> = fake
        .records(STREAM)
        .into_iter()
        .map(|one| (one.version, one.deleted, one.current))
        .collect();
    assert_eq!(history, [(1, false, false), (2, false, false), (3, true, true)]);
    assert_eq!(fake.records(STREAM)[1].properties["plant"]["Event"], json!({"n": 2}));
    assert!(cdf.records().filter(STREAM).await.unwrap().items.is_empty());
    cdf.records()
        .ingest(STREAM, [record("a", 5)])
        .await
        .expect("the id is free again");
}

#[tokio::test(start_paused = true)]
async fn duplicates_in_a_request_are_named_and_nothing_is_written() {
    let (fake, _) = with_stream(MUTABLE).await;
    let items = json!({"items": [raw("x.y", json!({"n": 1})), raw("x.y", json!({"n": 2}))]});
    for path in ["", "/upsert"] {
        let error = refused(&fake, 422, &format!("{RECORDS}{path}"), items.clone()).await;
        assert_eq!(error["duplicated"], json!([{"externalId": "plant.x.y"}]));
    }
    assert!(fake.records(STREAM).is_empty());
}

#[tokio::test(start_paused = true)]
async fn what_does_not_fit_is_refused_as_a_whole() {
    let (fake, _) = with_stream(MUTABLE).await;
    let many: Vec<Value> = (0..1001).map(|n| raw(&n.to_string(), json!({"n": n}))).collect();
    let faults = [
        json!({}),
        json!({"items": []}),
        json!({"items": many}),
        json!({"items": [raw("a", json!({}))]}),
        json!({"items": [raw("a", json!({"space": 1}))]}),
        json!({"items": [raw("a", json!({"_n": 1}))]}),
        json!({"items": [raw(&"a".repeat(257), json!({"n": 1}))]}),
        json!({"items": [raw("a\u{0}", json!({"n": 1}))]}),
        json!({"items": [{"space": "plant", "externalId": "a", "sources": []}]}),
        json!({"items": [raw("fine", json!({"n": 1})), {"space": "plant"}]}),
    ];
    for fault in faults {
        refused(&fake, 400, RECORDS, fault).await;
    }
    let large =
        json!({"items": (0..99).map(|n| raw(&n.to_string(), json!({"t": "x".repeat(110_000)}))).collect::<Vec<_>>()});
    refused(&fake, 413, RECORDS, large).await;
    refused(
        &fake,
        404,
        "/streams/other/records",
        json!({"items": [raw("a", json!({"n": 1}))]}),
    )
    .await;
    assert!(fake.records(STREAM).is_empty());
}

#[tokio::test(start_paused = true)]
async fn immutable_streams_refuse_changes_and_open_windows() {
    let (fake, cdf) = with_stream(IMMUTABLE).await;
    cdf.records().ingest(STREAM, [record("a", 1)]).await.unwrap();
    refused(
        &fake,
        422,
        &format!("{RECORDS}/upsert"),
        json!({"items": [raw("a", json!({"n": 2}))]}),
    )
    .await;
    refused(
        &fake,
        422,
        &format!("{RECORDS}/delete"),
        json!({"items": [{"space": "plant", "externalId": "a"}]}),
    )
    .await;
    refused(&fake, 400, &format!("{RECORDS}/filter"), json!({})).await;
    let too_long = json!({"lastUpdatedTime": {"gt": fake.now() - 8 * 24 * 3600 * 1000}});
    refused(&fake, 400, &format!("{RECORDS}/filter"), too_long).await;
    let today = LastUpdatedTimeFilter::new().gte("2026-01-01T00:00:00Z".to_owned());
    let found = cdf.records().filter(STREAM).last_updated_time(today).await.unwrap();
    assert_eq!(found.items.len(), 1);
}
