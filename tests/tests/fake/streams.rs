//! Streams: templates, ids, soft deletion.

use cdf_client::models::StreamReference;
use serde_json::{Value, json};

use super::support::{IMMUTABLE, MUTABLE, STREAM, ask, make_stream, record, refused, with_stream};

#[tokio::test(start_paused = true)]
async fn a_stream_has_what_its_template_says() {
    let (_, cdf) = with_stream(IMMUTABLE).await;
    make_stream(&cdf, "live", MUTABLE).await;
    let all = cdf.streams().list().await.unwrap().items;
    let found: Vec<_> = all
        .iter()
        .map(|stream| (stream.external_id.as_str(), stream.type_.as_str()))
        .collect();
    assert_eq!(found, [("events", "Immutable"), ("live", "Mutable")]);
    assert_eq!(all[0].settings.limits.max_filtering_interval.as_deref(), Some("P7D"));
    assert_eq!(all[1].settings.limits.max_filtering_interval, None);
}

#[tokio::test(start_paused = true)]
async fn consumption_shows_only_if_asked_for() {
    let (_, cdf) = with_stream(MUTABLE).await;
    cdf.records()
        .ingest(STREAM, [record("a", 1), record("b", 2)])
        .await
        .unwrap();
    let plain = cdf.streams().retrieve(STREAM).await.unwrap();
    assert_eq!(plain.settings.limits.max_records_total.consumed, None);
    let full = cdf.streams().retrieve(STREAM).include_statistics(true).await.unwrap();
    assert_eq!(full.settings.limits.max_records_total.consumed, Some(2.0));
}

#[tokio::test(start_paused = true)]
async fn deletion_is_soft_and_may_be_repeated() {
    let (fake, cdf) = with_stream(MUTABLE).await;
    cdf.streams().delete([StreamReference::new(STREAM)]).await.unwrap();
    cdf.streams().delete([StreamReference::new(STREAM)]).await.unwrap();
    assert!(cdf.streams().list().await.unwrap().items.is_empty());
    assert!(cdf.streams().retrieve(STREAM).await.unwrap_err().is_not_found());
    assert!(
        cdf.records()
            .ingest(STREAM, [record("a", 1)])
            .await
            .unwrap_err()
            .is_not_found()
    );
    let again = json!({"items": [{"externalId": STREAM, "settings": {"template": {"name": MUTABLE}}}]});
    let error = refused(&fake, 409, "/streams", again).await;
    assert_eq!(error["duplicated"], json!([{"externalId": STREAM}]));
    assert_eq!(ask(&fake, "DELETE", "/streams/events", Value::Null).await.0, 410);
}

#[tokio::test(start_paused = true)]
async fn what_is_no_stream_is_refused() {
    let (fake, _) = with_stream(MUTABLE).await;
    let make = |id: &str, template: &str| json!({"externalId": id, "settings": {"template": {"name": template}}});
    for id in ["", "Upper", "1st", "a_", "cdf_x", "cognite_x", "logs", "records", "a b"] {
        refused(&fake, 400, "/streams", json!({"items": [make(id, MUTABLE)]})).await;
    }
    refused(&fake, 400, "/streams", json!({"items": [make("ok", "NoSuchTemplate")]})).await;
    refused(
        &fake,
        400,
        "/streams",
        json!({"items": [make("a", MUTABLE), make("b", MUTABLE)]}),
    )
    .await;
    refused(&fake, 400, "/streams", json!({"items": []})).await;
}
