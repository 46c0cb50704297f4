//! Functions: built in steps, found, deleted, refused.

use std::time::Duration;

use cdf_client::fake::{Fake, FunctionFault};
use cdf_client::models::{FunctionReference, FunctionWrite};
use serde_json::{Map, Value, json};

use super::support::{ask, nonce, ready_function, refused, uploaded_file};

pub(super) async fn function(fake: &Fake, name: &str) -> i64 {
    ready_function(&fake.client(), FunctionWrite::new(name, uploaded_file(fake).await)).await
}

#[tokio::test(start_paused = true)]
async fn a_function_is_built_in_steps_and_shows_no_secrets() {
    let fake = Fake::new();
    let cdf = fake.client();
    let file = uploaded_file(&fake).await;
    let write = FunctionWrite::new("f", file)
        .external_id("f-1")
        .secrets([("key", "S3CRET")]);
    let made = cdf.functions().create([write]).await.unwrap().items.remove(0);
    let mut seen = vec![made.status.as_str().to_owned()];
    for _ in 0..2 {
        tokio::time::sleep(Duration::from_millis(100)).await;
        seen.push(
            cdf.functions()
                .retrieve(made.id)
                .await
                .unwrap()
                .status
                .as_str()
                .to_owned(),
        );
    }
    assert_eq!(seen, ["Queued", "Deploying", "Ready"]);
    let (_, shown) = ask(&fake, "GET", &format!("/functions/{}", made.id), Value::Null).await;
    assert_eq!(shown["secrets"], json!({"key": "***"}));
    assert_eq!(shown["lastCalled"], Value::Null);
    let taken = json!({"items": [{"name": "g", "fileId": file, "externalId": "f-1"}]});
    refused(&fake, 409, "/functions", taken).await;
}

#[tokio::test(start_paused = true)]
async fn a_build_can_be_told_to_fail() {
    let fake = Fake::new();
    let cdf = fake.client();
    fake.fail_builds(Some(FunctionFault::new("no handler").trace("line 1")));
    let id = function(&fake, "f").await;
    let failed = cdf.functions().retrieve(id).await.unwrap();
    assert_eq!(
        (failed.status.as_str(), failed.error.unwrap().message.as_str()),
        ("Failed", "no handler")
    );
    let nonce = nonce(&cdf).await;
    assert!(cdf.function_calls().call(id, nonce).await.is_err(), "it is not ready");
}

#[tokio::test(start_paused = true)]
async fn functions_are_found_by_filter_and_ids_and_deleted() {
    let fake = Fake::new();
    let cdf = fake.client();
    let (a, b) = (function(&fake, "a").await, function(&fake, "b").await);
    let (_, found) = ask(
        &fake,
        "POST",
        "/functions/list",
        json!({"filter": {"name": "b"}, "limit": 10000}),
    )
    .await;
    assert_eq!(found["items"][0]["id"], json!(b));
    let eleven: Vec<Value> = (0..11).map(|id| json!({"id": id})).collect();
    refused(&fake, 400, "/functions/byids", json!({"items": eleven})).await;
    cdf.functions().delete([FunctionReference::Id(a)]).await.unwrap();
    let error = refused(&fake, 400, "/functions/byids", json!({"items": [{"id": a}, {"id": b}]})).await;
    assert_eq!(error["missing"], json!([{"id": a}]));
    assert_eq!(cdf.functions().list().await.unwrap().items.len(), 1);
    fake.deactivate_functions();
    assert_eq!(cdf.functions().status().await.unwrap().status.as_str(), "inactive");
    refused(&fake, 400, "/functions", json!({"items": [{"name": "c", "fileId": 1}]})).await;
    assert_eq!(cdf.functions().activate().await.unwrap().status.as_str(), "activated");
}

#[tokio::test(start_paused = true)]
async fn functions_that_do_not_fit_are_refused() {
    let fake = Fake::new();
    let cdf = fake.client();
    let file = uploaded_file(&fake).await;
    let pending = cdf.files().init_upload("later.zip").await.unwrap().id;
    let with = |key: &str, value: Value| {
        let mut item = json!({"name": "f", "fileId": file});
        item[key] = value;
        item
    };
    let pairs: Map<String, Value> = (0..17).map(|n| (n.to_string(), json!("x"))).collect();
    let faults = [
        with("name", json!("")),
        with("name", json!("x".repeat(141))),
        with("fileId", json!(1)),
        with("fileId", json!(pending)),
        with("secrets", json!({"UPPER": "x"})),
        with("secrets", json!({"token": "x"})),
        with("metadata", Value::Object(pairs)),
        with("metadata", json!({"k": "v".repeat(513)})),
        with("description", json!("x".repeat(501))),
    ];
    for item in faults {
        refused(&fake, 400, "/functions", json!({"items": [item]})).await;
    }
    refused(
        &fake,
        400,
        "/functions",
        json!({"items": [with("name", json!("a")), with("name", json!("b"))]}),
    )
    .await;
}
