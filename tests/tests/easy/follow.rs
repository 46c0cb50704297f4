//! Change feeds of subscriptions and streams: what is asked, and where it goes on.

use std::collections::{BTreeMap, BTreeSet};
use std::time::Duration;

use cdf_client::Client;
use cdf_client::fake::{DataPoint, Fake, SeriesKind};
use cdf_client::models::{
    PartitionCursor, RecordWrite, StreamTemplate, StreamWrite, StreamWriteSettings, SubscriptionWrite, SyncStatus,
};
use cdf_client::records::{property, space};
use cdf_client::{FeedState, Start};
use serde_json::{Value, json};

use super::script::Script;

const DATA: &str = "POST /timeseries/subscriptions/data/list";

/// A subscription with so many batches in each partition; the cursor is the number of the next one.
fn subscription(batches: usize) -> Script {
    Script::new(move |seen| {
        let partition = &seen.body["partitions"][0];
        let number: usize = match partition["cursor"].as_str() {
            Some("gone") => return (400, json!({"error": {"code": 400, "message": "Cursor has expired"}})),
            Some(cursor) => cursor.parse().expect("a number"),
            None => 0,
        };
        let position = json!({"index": partition["index"], "nextCursor": (number + 1).to_string()});
        let news =
            json!({"timeSeries": {"id": 1, "isString": false}, "upserts": [{"timestamp": number, "value": 1.0}]});
        // One change is far less than the limit, and still there is more.
        let body = json!({
            "updates": if number < batches { vec![news] } else { vec![] },
            "partitions": [position],
            "hasNext": number + 1 < batches,
        });
        (200, body)
    })
}

/// The cursor of each question, by partition.
fn asked(script: &Script) -> BTreeMap<i64, Vec<Value>> {
    let mut asked: BTreeMap<i64, Vec<Value>> = BTreeMap::new();
    for seen in script.seen() {
        assert_eq!(seen.what, DATA);
        let partition = &seen.body["partitions"][0];
        let index = partition["index"].as_i64().expect("an index");
        asked.entry(index).or_default().push(partition["cursor"].clone());
    }
    asked
}

#[tokio::test(start_paused = true)]
async fn partitions_are_read_to_the_end_that_the_service_tells() {
    let script = subscription(3);
    let cdf = script.client();
    let data = cdf.subscriptions().data("sub", []).limit(1000).include_status(true);
    let mut changes = data.feed().partitions([0, 2]).until_caught_up();
    let began = tokio::time::Instant::now();
    let mut points = 0;
    while let Some(batch) = changes.next().await {
        let batch = batch.expect("a batch");
        points += batch.data.updates.len();
        assert_eq!(batch.has_more, batch.data.has_next);
    }
    assert_eq!(
        (points, began.elapsed()),
        (6, Duration::ZERO),
        "there is no pause while there is more"
    );
    let cursors = vec![Value::Null, json!("1"), json!("2")];
    assert_eq!(asked(&script), BTreeMap::from([(0, cursors.clone()), (2, cursors)]));
    let expected = json!({"externalId": "sub", "limit": 1000, "includeStatus": true, "partitions": [{"index": 0}]});
    assert_eq!(script.seen()[0].body, expected);
}

/// A subscription with these series in so many partitions, and one point of each.
async fn with_points(partitions: i32) -> (Fake, Client) {
    let fake = Fake::new();
    let cdf = fake.client();
    let series: Vec<String> = (0..40).map(|number| format!("s{number}")).collect();
    for name in &series {
        fake.define_series(name, SeriesKind::Numeric);
    }
    let write = SubscriptionWrite::new("sub", partitions).time_series_ids(series.clone());
    cdf.subscriptions().create([write]).await.expect("a subscription");
    for name in &series {
        fake.write_datapoints(name, [DataPoint::number(5, 1.5)]);
    }
    (fake, cdf)
}

#[tokio::test(start_paused = true)]
async fn all_partitions_are_followed_unless_some_are_named() {
    let (fake, cdf) = with_points(4).await;
    let mut changes = cdf.subscriptions().data("sub", []).feed().until_caught_up();
    let (mut points, mut partitions) = (0, BTreeSet::new());
    while let Some(batch) = changes.next().await {
        let batch = batch.expect("a batch");
        partitions.insert(batch.partition);
        points += batch
            .data
            .updates
            .iter()
            .flat_map(|update| update.upserts.iter().flatten())
            .count();
    }
    assert_eq!((points, partitions.into_iter().collect()), (40, vec![0, 1, 2, 3]));
    assert_eq!(fake.count("POST /timeseries/subscriptions/byids").received, 1);
    // Of a subscription that does not exist nobody knows them.
    let mut changes = cdf.subscriptions().data("other", []).feed().until_caught_up();
    let error = changes.next().await.expect("an error").expect_err("no subscription");
    assert!(error.to_string().contains("byids"), "{error}");
}

#[tokio::test(start_paused = true)]
async fn a_job_that_takes_one_batch_a_run_sees_all_partitions() {
    let (_fake, cdf) = with_points(4).await;
    let feed = || cdf.subscriptions().data("sub", []).limit(1).feed();
    let (mut saved, mut seen) = (None::<String>, BTreeMap::new());
    for _ in 0..40 {
        let mut feed = feed();
        if let Some(text) = &saved {
            let state: FeedState = serde_json::from_str(text).expect("a state");
            feed = feed.resume(state).expect("of this feed");
        }
        let batch = feed.follow().next().await.expect("it is endless").expect("a batch");
        *seen.entry(batch.partition).or_insert(0) += 1;
        saved = Some(serde_json::to_string(&batch.state).expect("JSON"));
    }
    assert!(seen.len() == 4 && seen.values().all(|count| *count >= 8), "{seen:?}");
}

#[tokio::test(start_paused = true)]
async fn a_start_is_said_where_there_is_no_cursor() {
    let days = |days: u64| Start::Ago(Duration::from_secs(days * 24 * 3600));
    for (start, word) in [
        (Start::Beginning, Value::Null),
        (Start::Now, json!("now")),
        (days(2), json!("2d-ago")),
        (days(14), json!("2w-ago")),
        (Start::Ago(Duration::from_secs(61)), json!("2m-ago")),
        (Start::At("36h-ago".to_owned()), json!("36h-ago")),
    ] {
        let script = subscription(2);
        let feed = script
            .client()
            .subscriptions()
            .data("sub", [])
            .feed()
            .partitions([0])
            .start(start);
        let mut changes = feed.until_caught_up();
        while changes.next().await.is_some() {}
        let words: Vec<_> = script
            .seen()
            .iter()
            .map(|seen| seen.body["initializeCursors"].clone())
            .collect();
        assert_eq!(words, [word, Value::Null]);
    }
}

#[tokio::test(start_paused = true)]
async fn a_saved_state_goes_on_behind_what_was_processed() {
    let script = subscription(4);
    let feed = || script.client().subscriptions().data("sub", []).feed().partitions([0]);
    let mut changes = feed().follow();
    changes.next().await.expect("it is endless").expect("a batch");
    let second = changes.next().await.expect("it is endless").expect("a batch");
    let saved = serde_json::to_string(&second.state).expect("JSON");
    drop(changes);

    let state: FeedState = serde_json::from_str(&saved).expect("a state");
    let mut changes = feed().resume(state.clone()).expect("of this feed").until_caught_up();
    let third = changes.next().await.expect("there is more").expect("a batch");
    assert_eq!(third.data.updates[0].upserts.as_ref().expect("points")[0].timestamp, 2);
    let other = script.client().subscriptions().data("other", []).feed();
    assert!(other.resume(state).is_err(), "a state belongs to one subscription");
}

#[tokio::test(start_paused = true)]
async fn a_cursor_that_has_expired_is_told_and_the_feed_can_begin_anew() {
    let script = subscription(1);
    let feed = || script.client().subscriptions().data("sub", []).feed().partitions([0]);
    let mut changes = feed().until_caught_up();
    let state = changes.next().await.expect("one").expect("a batch").state;
    let mut text = serde_json::to_value(&state).expect("JSON");
    let text = {
        let shown = text.to_string().replace("\"1\"", "\"gone\"");
        text = serde_json::from_str(&shown).expect("JSON");
        text
    };
    let state: FeedState = serde_json::from_value(text).expect("a state");
    let mut changes = feed().resume(state).expect("of this feed").until_caught_up();
    let error = changes.next().await.expect("an event").expect_err("the cursor is gone");
    assert!(error.is_cursor_expired(), "{error}");
    changes.restart(error.partition(), &Start::Beginning);
    changes.next().await.expect("more").expect("a batch");
    assert_eq!(asked(&script)[&0], [Value::Null, json!("gone"), Value::Null]);
}

#[tokio::test(start_paused = true)]
async fn who_follows_hears_of_what_comes_later() {
    let fake = Fake::new();
    let cdf = fake.client();
    for series in ["a", "b", "c"] {
        fake.define_series(series, SeriesKind::Numeric);
    }
    let write = SubscriptionWrite::new("sub", 2).time_series_ids(["a", "b"]);
    cdf.subscriptions().create([write]).await.expect("a subscription");
    let data = cdf.subscriptions().data("sub", []).poll_timeout_seconds(5);
    let mut changes = data.feed().partitions(0..2).follow();
    let later = tokio::spawn(async move {
        tokio::time::sleep(Duration::from_secs(40)).await;
        fake.write_datapoints("a", [DataPoint::number(5, 1.5)]);
        cdf.subscriptions()
            .change("sub")
            .add_series(["c"])
            .await
            .expect("it changes");
        fake.delete_datapoints("a", 5, None);
    });
    let (mut points, mut deleted, mut added) = (0, 0, Vec::new());
    while points == 0 || deleted == 0 || added.len() < 3 {
        let batch = changes.next().await.expect("it is endless").expect("a batch");
        for update in &batch.data.updates {
            points += update.upserts.iter().flatten().count();
            deleted += update.deleted().count();
        }
        added.extend(
            batch
                .data
                .added()
                .iter()
                .filter_map(|series| series.external_id.clone()),
        );
    }
    later.await.expect("it is written");
    added.sort();
    assert_eq!(added, ["a", "b", "c"]);
}

#[tokio::test(start_paused = true)]
async fn a_long_poll_gets_more_time_than_the_service_takes() {
    let script = subscription(1);
    let cdf = script
        .builder()
        .timeout(Duration::from_secs(1))
        .build()
        .expect("a client");
    let data = || cdf.subscriptions().data("sub", [PartitionCursor::new(0)]);
    let mut changes = data().poll_timeout_seconds(5).feed().partitions([0]).until_caught_up();
    changes.next().await.expect("one").expect("a batch");
    assert!(
        script.seen()[0].limit > Duration::from_secs(5),
        "{:?}",
        script.seen()[0].limit
    );
    for (seconds, is_good) in [(0, true), (5, true), (6, false), (-1, false)] {
        assert_eq!(
            data().poll_timeout_seconds(seconds).validate().is_ok(),
            is_good,
            "{seconds}"
        );
    }
    for (limit, is_good) in [(1, true), (100_000, true), (0, false), (100_001, false)] {
        assert_eq!(data().limit(limit).validate().is_ok(), is_good, "{limit}");
    }
}

#[tokio::test(start_paused = true)]
async fn a_stream_of_records_is_followed_by_filter_with_its_tombstones() {
    let fake = Fake::new();
    let cdf = fake.client();
    let settings = StreamWriteSettings::new(StreamTemplate::new("BasicLiveData"));
    let made = cdf.streams().create([StreamWrite::new("events", settings)]).await;
    made.expect("a stream");
    let record = |id: &str| {
        RecordWrite::of("plant", id)
            .source(("plant", "Event"), &json!({"n": 1}))
            .expect("an object")
    };
    cdf.records()
        .ingest("events", ["a", "b"].map(record))
        .await
        .expect("written");
    cdf.records()
        .delete("events", [("plant", "a").into()])
        .await
        .expect("deleted");
    let filter = space().equals("plant") & property(["plant", "Event", "n"]).exists();
    let feed = cdf.records().sync("events").filter(filter).limit(1).feed();
    let mut changes = feed.start(Start::Ago(Duration::from_secs(3600))).until_caught_up();
    let mut seen = BTreeMap::new();
    while let Some(batch) = changes.next().await {
        for item in batch.expect("a batch").data.items {
            seen.insert(item.external_id.clone(), item.status);
        }
    }
    assert_eq!(seen["b"], SyncStatus::Created);
}
