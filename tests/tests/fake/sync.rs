//! Sync: changes once each, cursors that belong to their stream and may expire.

use std::time::Duration;

use cdf_client::models::{RecordId, SyncStatus};
use serde_json::json;

use super::support::{MUTABLE, STREAM, make_stream, record, refused, with_stream};

const SYNC: &str = "/streams/events/records/sync";

#[tokio::test(start_paused = true)]
async fn changes_come_once_each_with_their_status() {
    let (_, cdf) = with_stream(MUTABLE).await;
    cdf.records()
        .ingest(STREAM, [record("a", 1), record("b", 1), record("c", 1)])
        .await
        .unwrap();
    let first = cdf
        .records()
        .sync(STREAM)
        .initialize_cursor("1d-ago")
        .limit(2)
        .await
        .unwrap();
    assert_eq!((first.items.len(), first.has_next), (2, true));
    cdf.records().upsert(STREAM, [record("a", 2)]).await.unwrap();
    cdf.records().upsert(STREAM, [record("a", 3)]).await.unwrap();
    cdf.records()
        .delete(STREAM, [RecordId::new("plant", "b")])
        .await
        .unwrap();
    let second = cdf.records().sync(STREAM).cursor(first.next_cursor).await.unwrap();
    let found: Vec<_> = second
        .items
        .iter()
        .map(|one| (one.external_id.as_str(), one.status.as_str()))
        .collect();
    assert_eq!(found, [("c", "created"), ("a", "updated"), ("b", "deleted")]);
    assert!(!second.has_next);
    assert_eq!(second.items[2].properties, None);
    assert_eq!(second.items[2].status, SyncStatus::Deleted);
    let third = cdf.records().sync(STREAM).cursor(second.next_cursor).await.unwrap();
    assert!(third.items.is_empty());
}

#[tokio::test(start_paused = true)]
async fn a_start_some_time_ago_leaves_out_what_is_older() {
    let (_, cdf) = with_stream(MUTABLE).await;
    cdf.records().ingest(STREAM, [record("old", 1)]).await.unwrap();
    tokio::time::sleep(Duration::from_secs(2 * 3600)).await;
    cdf.records().ingest(STREAM, [record("new", 1)]).await.unwrap();
    for (ago, count) in [("1h-ago", 1), ("3h-ago", 2), ("1d-ago", 2)] {
        let page = cdf.records().sync(STREAM).initialize_cursor(ago).await.unwrap();
        assert_eq!(page.items.len(), count, "{ago}");
    }
}

#[tokio::test(start_paused = true)]
async fn cursors_that_do_not_fit_are_refused_with_a_word_about_the_cursor() {
    let (fake, cdf) = with_stream(MUTABLE).await;
    make_stream(&cdf, "other", MUTABLE).await;
    let foreign = cdf
        .records()
        .sync("other")
        .initialize_cursor("1d-ago")
        .await
        .unwrap()
        .next_cursor;
    let own = cdf
        .records()
        .sync(STREAM)
        .initialize_cursor("1d-ago")
        .await
        .unwrap()
        .next_cursor;
    for cursor in [foreign.as_str(), "nonsense", "ффф"] {
        let error = refused(&fake, 400, SYNC, json!({"cursor": cursor})).await;
        assert!(error["message"].as_str().unwrap().contains("cursor"), "{error}");
    }
    cdf.records().sync(STREAM).cursor(&own).await.expect("not expired yet");
    fake.expire_cursors();
    let error = refused(&fake, 400, SYNC, json!({"cursor": own})).await;
    assert_eq!(error["message"], "The cursor has expired");
    refused(&fake, 400, SYNC, json!({})).await;
    refused(&fake, 400, SYNC, json!({"initializeCursor": "now"})).await;
    refused(&fake, 400, SYNC, json!({"initializeCursor": "soon-ago"})).await;
}
