//! Which series are in a subscription: by name, by filter, within limits.

use cdf_client::fake::{DataPoint, Fake, SeriesKind};
use cdf_client::models::{PartitionCursor, SubscriptionPatch, SubscriptionReference, SubscriptionUpdate};
use cdf_client::{SetOrChange, SetOrNull};
use serde_json::{Value, json};

use super::subscriptions::{added, next, read, subscribe, timestamps};
use super::support::{ask, refused};

#[tokio::test(start_paused = true)]
async fn members_change_and_readers_are_told() {
    let fake = Fake::new();
    let cdf = fake.client();
    fake.define_series("a", SeriesKind::Numeric);
    fake.define_series("b", SeriesKind::Text);
    subscribe(&cdf, 1, &["a", "later"]).await;
    let start = read(&cdf, vec![PartitionCursor::new(0)], 100).await;
    assert_eq!(added(&start), 1, "only what exists");
    let patch = SubscriptionPatch::new()
        .name(SetOrNull::Set("All".to_owned()))
        .time_series_ids(SetOrChange::add(["b".to_owned()]));
    let updated = cdf
        .subscriptions()
        .update([SubscriptionUpdate::new("pumps", patch)])
        .await
        .unwrap();
    assert_eq!(
        (updated.items[0].name.as_deref(), updated.items[0].time_series_count),
        (Some("All"), Some(3))
    );
    let remove = json!({"items": [{"externalId": "pumps", "update": {"timeSeriesIds": {"remove": ["a"]}, "name": {"setNull": true}}}]});
    let (_, response) = ask(&fake, "POST", "/timeseries/subscriptions/update", remove).await;
    assert_eq!(response["items"][0]["name"], Value::Null);
    fake.write_datapoints("a", [DataPoint::number(1, 1.0)]);
    fake.write_datapoints("later", [DataPoint::number(2, 1.0)]);
    let batch = read(&cdf, next(&start), 100).await;
    assert_eq!((added(&batch), timestamps(&batch)), (2, vec![2]));
    let removed = batch.subscription_changes.and_then(|changes| changes.removed).unwrap();
    assert_eq!(removed[0].external_id.as_deref(), Some("a"));
    let mut members = cdf.subscriptions().members("pumps").limit(1).items();
    let mut found = Vec::new();
    while let Some(member) = members.next().await {
        found.push(member.unwrap().external_id.unwrap());
    }
    assert_eq!(found, ["b", "later"]);
}

#[tokio::test(start_paused = true)]
async fn a_filter_follows_the_series_that_fit() {
    let fake = Fake::new();
    let unit = |unit: &str| json!({"unit": unit, "metadata": {"site": "north"}});
    fake.define_series_with("a", SeriesKind::Numeric, unit("bar"));
    let filter = json!({"and": [{"equals": {"property": ["unit"], "value": "bar"}}, {"prefix": {"property": ["metadata", "site"], "value": "n"}}]});
    let create = json!({"items": [{"externalId": "f", "partitionCount": 1, "filter": filter}]});
    assert_eq!(ask(&fake, "POST", "/timeseries/subscriptions", create).await.0, 201);
    fake.define_series_with("b", SeriesKind::Numeric, unit("bar"));
    fake.define_series_with("c", SeriesKind::Numeric, unit("m"));
    let (_, members) = ask(
        &fake,
        "GET",
        "/timeseries/subscriptions/members?externalId=f",
        Value::Null,
    )
    .await;
    let ids: Vec<_> = members["items"]
        .as_array()
        .unwrap()
        .iter()
        .map(|one| one["externalId"].clone())
        .collect();
    assert_eq!(ids, ["a", "b"]);
    let mixed = json!({"items": [{"externalId": "f", "update": {"timeSeriesIds": {"add": ["c"]}}}]});
    refused(&fake, 400, "/timeseries/subscriptions/update", mixed).await;
    let search = json!({"items": [{"externalId": "g", "partitionCount": 1, "filter": {"search": {"property": ["name"], "value": "x"}}}]});
    refused(&fake, 400, "/timeseries/subscriptions", search).await;
}

#[tokio::test(start_paused = true)]
async fn limits_are_kept_and_unknown_subscriptions_named() {
    let fake = Fake::new();
    let cdf = fake.client();
    subscribe(&cdf, 1, &["a"]).await;
    let ids = |count: usize, from: usize| (from..from + count).map(|n| format!("s{n}")).collect::<Vec<_>>();
    let create = |partitions: i64, ids: Vec<String>| json!({"items": [{"externalId": "x", "partitionCount": partitions, "timeSeriesIds": ids}]});
    for body in [
        create(0, ids(1, 0)),
        create(101, ids(1, 0)),
        create(1, ids(101, 0)),
        create(1, vec![]),
    ] {
        refused(&fake, 400, "/timeseries/subscriptions", body).await;
    }
    let add = |from: usize, count: usize| json!({"items": [{"externalId": "pumps", "update": {"timeSeriesIds": {"add": ids(count, from)}}}]});
    for from in 0..99 {
        assert_eq!(
            ask(&fake, "POST", "/timeseries/subscriptions/update", add(from * 100, 100))
                .await
                .0,
            200
        );
    }
    assert_eq!(
        ask(&fake, "POST", "/timeseries/subscriptions/update", add(9900, 99))
            .await
            .0,
        200
    );
    refused(&fake, 400, "/timeseries/subscriptions/update", add(9999, 1)).await;
    let unknown = json!({"items": [{"externalId": "none"}]});
    let error = refused(&fake, 400, "/timeseries/subscriptions/delete", unknown).await;
    assert_eq!(error["missing"], json!([{"externalId": "none"}]));
    cdf.subscriptions()
        .delete([SubscriptionReference::new("pumps")])
        .await
        .unwrap();
    assert!(cdf.subscriptions().list().await.unwrap().items.is_empty());
}

#[tokio::test(start_paused = true)]
async fn series_can_be_named_as_instances() {
    let fake = Fake::new();
    fake.define_instance("plant", "a", SeriesKind::Numeric);
    let id = json!({"space": "plant", "externalId": "a"});
    let create = json!({"items": [{"externalId": "pumps", "partitionCount": 1, "instanceIds": [id]}]});
    assert_eq!(ask(&fake, "POST", "/timeseries/subscriptions", create).await.0, 201);
    fake.write_instance_datapoints("plant", "a", [DataPoint::number(1, 1.0)]);
    let batch = read(&fake.client(), vec![PartitionCursor::new(0)], 10).await;
    assert_eq!((added(&batch), timestamps(&batch)), (1, vec![1]));
    let series = batch.updates[0].time_series.as_ref().unwrap();
    assert_eq!(series.instance_id.as_ref().unwrap().external_id, "a");
    let (_, members) = ask(
        &fake,
        "GET",
        "/timeseries/subscriptions/members?externalId=pumps",
        Value::Null,
    )
    .await;
    assert_eq!(members["items"][0]["instanceId"], id);
}
