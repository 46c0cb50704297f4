//! Data of subscriptions: partitions, cursors, long polls, points of each kind.

use std::time::Duration;

use cdf_client::Client;
use cdf_client::fake::{DataPoint, Fake, SeriesKind};
use cdf_client::models::{PartitionCursor, SubscriptionData, SubscriptionWrite};
use serde_json::{Value, json};
use tokio::time::Instant;

use super::support::{ask, refused};

const DATA: &str = "/timeseries/subscriptions/data/list";

pub(super) async fn subscribe(cdf: &Client, partitions: i32, series: &[&str]) {
    let write = SubscriptionWrite::new("pumps", partitions).time_series_ids(series.iter().copied());
    cdf.subscriptions().create([write]).await.expect("a subscription");
}

pub(super) async fn read(cdf: &Client, at: Vec<PartitionCursor>, limit: i64) -> SubscriptionData {
    cdf.subscriptions()
        .data("pumps", at)
        .limit(limit)
        .poll_timeout_seconds(0)
        .await
        .expect("a batch")
}

pub(super) fn next(batch: &SubscriptionData) -> Vec<PartitionCursor> {
    let partitions = batch.partitions.iter();
    partitions
        .map(|at| PartitionCursor::new(at.index).cursor(&at.next_cursor))
        .collect()
}

pub(super) fn timestamps(batch: &SubscriptionData) -> Vec<i64> {
    let points = batch.updates.iter().flat_map(|update| update.upserts.iter().flatten());
    points.map(|point| point.timestamp).collect()
}

pub(super) fn added(batch: &SubscriptionData) -> usize {
    let changes = batch.subscription_changes.as_ref();
    changes.and_then(|changes| changes.added.as_ref()).map_or(0, Vec::len)
}

#[tokio::test(start_paused = true)]
async fn data_comes_from_the_subscription_on_and_the_same_cursor_gives_the_same() {
    let fake = Fake::new();
    let cdf = fake.client();
    fake.write_datapoints("a", [DataPoint::number(1, 1.0)]);
    subscribe(&cdf, 1, &["a"]).await;
    fake.write_datapoints("a", [DataPoint::number(2, 2.0), DataPoint::number(3, 3.0)]);
    fake.delete_datapoints("a", 2, Some(3));
    let first = read(&cdf, vec![PartitionCursor::new(0)], 100).await;
    assert_eq!(
        (added(&first), timestamps(&first), first.has_next),
        (1, vec![2, 3], false)
    );
    let range = &first.updates[1].deletes.as_ref().unwrap()[0];
    assert_eq!((range.inclusive_begin, range.exclusive_end), (2, Some(3)));
    fake.write_datapoints("a", [DataPoint::number(4, 4.0)]);
    for _ in 0..2 {
        assert_eq!(timestamps(&read(&cdf, next(&first), 100).await), [4]);
    }
}

#[tokio::test(start_paused = true)]
async fn partitions_share_the_series_and_a_batch_holds_whole_groups() {
    let fake = Fake::new();
    let cdf = fake.client();
    let series: Vec<String> = (0..40).map(|n| format!("s{n}")).collect();
    subscribe(&cdf, 4, &series.iter().map(String::as_str).collect::<Vec<_>>()).await;
    for name in &series {
        fake.write_datapoints(name, (0..5).map(|n| DataPoint::number(n, 0.0)));
    }
    let mut counts = Vec::new();
    for index in 0..4 {
        let mut at = vec![PartitionCursor::new(index)];
        let mut count = 0;
        loop {
            let batch = read(&cdf, at, 3).await;
            assert!(timestamps(&batch).len().is_multiple_of(5), "groups are not split");
            count += batch.updates.len();
            at = next(&batch);
            if !batch.has_next {
                break;
            }
        }
        counts.push(count);
    }
    assert_eq!(counts.iter().sum::<usize>(), 40);
    assert!(counts.iter().all(|count| *count > 2), "{counts:?}");
}

#[tokio::test(start_paused = true)]
async fn a_long_poll_ends_with_news_or_with_its_time() {
    let fake = Fake::new();
    let cdf = fake.client();
    subscribe(&cdf, 1, &["a"]).await;
    let now = || {
        cdf.subscriptions()
            .data("pumps", [PartitionCursor::new(0)])
            .initialize_cursors("now")
    };
    let start = Instant::now();
    let empty = now().poll_timeout_seconds(3).await.unwrap();
    assert_eq!((empty.updates.len(), start.elapsed()), (0, Duration::from_secs(3)));

    let start = Instant::now();
    let (batch, ()) = tokio::join!(now().poll_timeout_seconds(5).into_future(), async {
        tokio::time::sleep(Duration::from_secs(2)).await;
        fake.write_datapoints("a", [DataPoint::number(1, 1.0)]);
    });
    let batch = batch.unwrap();
    assert_eq!(start.elapsed(), Duration::from_secs(2));
    assert_eq!((added(&batch), timestamps(&batch)), (1, vec![1]));
}

#[tokio::test(start_paused = true)]
async fn a_start_now_or_some_time_ago_leaves_out_what_is_older() {
    let fake = Fake::new();
    let cdf = fake.client();
    fake.define_series("a", SeriesKind::Numeric);
    subscribe(&cdf, 1, &["a"]).await;
    fake.write_datapoints("a", [DataPoint::number(1, 1.0)]);
    tokio::time::sleep(Duration::from_secs(2 * 3600)).await;
    fake.write_datapoints("a", [DataPoint::number(2, 1.0)]);
    for (start, wanted) in [
        ("now", vec![]),
        ("1h-ago", vec![2]),
        ("3h-ago", vec![1, 2]),
        ("1w-ago", vec![1, 2]),
    ] {
        let call = cdf
            .subscriptions()
            .data("pumps", [PartitionCursor::new(0)])
            .initialize_cursors(start);
        assert_eq!(
            timestamps(&call.poll_timeout_seconds(0).await.unwrap()),
            wanted,
            "{start}"
        );
    }
    let body = json!({"externalId": "pumps", "partitions": [{"index": 0}], "initializeCursors": "10s-ago"});
    refused(&fake, 400, DATA, body).await;
}

#[tokio::test(start_paused = true)]
async fn points_have_the_form_of_their_kind_and_status() {
    let fake = Fake::new();
    let cdf = fake.client();
    fake.define_series("state", SeriesKind::State);
    subscribe(&cdf, 1, &["n", "t", "state"]).await;
    let infinite = DataPoint::number(-1, f64::NEG_INFINITY);
    fake.write_datapoints(
        "n",
        [
            infinite,
            DataPoint::bad(2),
            DataPoint::number(3, f64::NAN).status(0x8000_0000),
            DataPoint::number(4, 1.5).status(0x4000_0000),
        ],
    );
    fake.write_datapoints("t", [DataPoint::text(1, "on")]);
    fake.write_datapoints("state", [DataPoint::state(1, 2, "open")]);
    fake.write_datapoints("n", [DataPoint::bad(5)]);
    let ask_for = async |more: Value| {
        let mut body = json!({"externalId": "pumps", "partitions": [{"index": 0}], "pollTimeoutSeconds": 0});
        body.as_object_mut().unwrap().extend(more.as_object().cloned().unwrap());
        let (status, response) = ask(&fake, "POST", DATA, body).await;
        assert_eq!(status, 200, "{response}");
        response["updates"]
            .as_array()
            .unwrap()
            .iter()
            .map(|one| one["upserts"].clone())
            .collect::<Vec<_>>()
    };
    let text = json!([{"timestamp": 1, "value": "on"}]);
    let state = json!([{"timestamp": 1, "numericValue": 2, "stringValue": "open"}]);
    let plain = ask_for(json!({})).await;
    assert_eq!(
        plain,
        [
            json!([{"timestamp": -1, "value": "-Infinity"}]),
            text.clone(),
            state.clone()
        ]
    );
    let uncertain = ask_for(json!({"treatUncertainAsBad": false, "includeStatus": true})).await;
    let status = json!({"code": 1_073_741_824, "symbol": "Uncertain"});
    assert_eq!(uncertain[0][1], json!({"timestamp": 4, "value": 1.5, "status": status}));
    let all = ask_for(json!({"ignoreBadDataPoints": false, "includeStatus": true})).await;
    let bad = json!({"code": 2_147_483_648_u64, "symbol": "Bad"});
    assert_eq!(all[0][1], json!({"timestamp": 2, "status": bad}));
    assert_eq!(all[0][2], json!({"timestamp": 3, "value": "NaN", "status": bad}));
    assert_eq!((all[0].as_array().unwrap().len(), all.len()), (4, 4));
    read(&cdf, vec![PartitionCursor::new(0)], 100).await;
}

#[tokio::test(start_paused = true)]
async fn cursors_belong_to_a_subscription_and_partition_and_may_expire() {
    let fake = Fake::new();
    let cdf = fake.client();
    subscribe(&cdf, 2, &["a"]).await;
    let batch = read(&cdf, vec![PartitionCursor::new(0)], 10).await;
    let cursor = &batch.partitions[0].next_cursor;
    let with = |index: i64| json!({"externalId": "pumps", "partitions": [{"index": index, "cursor": cursor}], "pollTimeoutSeconds": 0});
    assert_eq!(ask(&fake, "POST", DATA, with(0)).await.0, 200);
    refused(&fake, 400, DATA, with(1)).await;
    refused(&fake, 400, DATA, with(2)).await;
    fake.expire_cursors();
    let error = refused(&fake, 400, DATA, with(0)).await;
    assert!(error["message"].as_str().unwrap().contains("cursor"));
}
