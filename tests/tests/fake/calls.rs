//! Calls, schedules, and the sessions that they need.

use std::time::Duration;

use cdf_client::fake::{Fake, FunctionFault};
use cdf_client::models::{
    CallFilter, CallReference, CallStatus, FunctionScheduleWrite, FunctionWrite, ScheduleReference, SessionReference,
};
use serde_json::{Map, Value, json};

use super::functions::function;
use super::support::{ask, nonce, ready_function, refused, uploaded_file};

fn data(value: Value) -> Map<String, Value> {
    value.as_object().cloned().unwrap_or_default()
}

#[tokio::test(start_paused = true)]
async fn a_call_runs_the_closure_and_ends_after_a_while() {
    let fake = Fake::new();
    let cdf = fake.client();
    fake.on_call("double", |call| {
        call.log.print("hello");
        let n = call.data["n"]
            .as_i64()
            .ok_or_else(|| FunctionFault::new("no n").trace("line 3"))?;
        Ok(json!({ "twice": 2 * n, "secret": call.secrets["key"].expose().len() }))
    });
    let write = FunctionWrite::new("double", uploaded_file(&fake).await).secrets([("key", "12345")]);
    let id = ready_function(&cdf, write).await;
    fake.call_duration(Duration::from_secs(60));
    let call = cdf
        .function_calls()
        .call(id, nonce(&cdf).await)
        .data(data(json!({"n": 4})))
        .await
        .unwrap();
    assert_eq!(call.status, CallStatus::Running);
    assert_eq!(cdf.function_calls().response(id, call.id).await.unwrap().response, None);
    tokio::time::sleep(Duration::from_secs(60)).await;
    let done = cdf.function_calls().retrieve(id, call.id).await.unwrap();
    assert_eq!((done.status, done.end_time), (CallStatus::Completed, Some(fake.now())));
    let response = cdf.function_calls().response(id, call.id).await.unwrap().response;
    assert_eq!(response, Some(json!({"twice": 8, "secret": 5})));
    let logs = cdf.function_calls().logs(id, call.id).await.unwrap().items;
    assert_eq!(logs[0].message.as_deref(), Some("hello"));

    let call = cdf.function_calls().call(id, nonce(&cdf).await).await.unwrap();
    tokio::time::sleep(Duration::from_secs(60)).await;
    let failed = cdf.function_calls().retrieve(id, call.id).await.unwrap();
    let error = failed.error.unwrap();
    assert_eq!(
        (failed.status, error.message.as_str(), error.trace.as_deref()),
        (CallStatus::Failed, "no n", Some("line 3"))
    );

    fake.call_duration(Duration::from_secs(3600));
    let call = cdf
        .function_calls()
        .call(id, nonce(&cdf).await)
        .data(data(json!({"n": 1})))
        .await
        .unwrap();
    tokio::time::sleep(Duration::from_secs(9 * 60)).await;
    assert_eq!(
        cdf.function_calls().retrieve(id, call.id).await.unwrap().status,
        CallStatus::Timeout
    );
}

#[tokio::test(start_paused = true)]
async fn a_nonce_works_once_and_not_for_long() {
    let fake = Fake::new();
    let cdf = fake.client();
    let id = function(&fake, "f").await;
    let used = nonce(&cdf).await;
    cdf.function_calls().call(id, used.clone()).await.unwrap();
    let error = cdf.function_calls().call(id, used.clone()).await.unwrap_err();
    assert!(!error.to_string().contains(used.expose()));
    let old = nonce(&cdf).await;
    tokio::time::sleep(Duration::from_secs(61)).await;
    assert!(cdf.function_calls().call(id, old).await.is_err());
    assert!(cdf.function_calls().call(id, "invented").await.is_err());
    let count = fake.count("POST /functions/{functionId}/call");
    assert_eq!((count.received, count.executed), (4, 1));
}

#[tokio::test(start_paused = true)]
async fn calls_are_listed_in_pages_with_the_latest_first() {
    let fake = Fake::new();
    let cdf = fake.client();
    fake.on_call("f", |call| {
        if call.data["fail"] == true {
            Err(FunctionFault::new("so"))
        } else {
            Ok(json!(1))
        }
    });
    let id = function(&fake, "f").await;
    let mut made = Vec::new();
    for n in 0..5 {
        let call = cdf
            .function_calls()
            .call(id, nonce(&cdf).await)
            .data(data(json!({"fail": n % 2 == 0})))
            .await
            .unwrap();
        made.insert(0, call.id);
    }
    tokio::time::sleep(Duration::from_secs(1)).await;
    let mut items = cdf.function_calls().list(id).limit(2).items();
    let mut found = Vec::new();
    while let Some(call) = items.next().await {
        found.push(call.unwrap().id);
    }
    assert_eq!(found, made);
    assert_eq!(fake.count("GET /functions/{functionId}/calls").received, 3);
    let failed = CallFilter::new().status(CallStatus::Failed);
    assert_eq!(
        cdf.function_calls()
            .filter(id)
            .filter(failed)
            .await
            .unwrap()
            .items
            .len(),
        3
    );
    let some = cdf
        .function_calls()
        .retrieve_many(id, [CallReference::new(made[0])])
        .await
        .unwrap();
    assert_eq!(some.items.len(), 1);
    refused(
        &fake,
        400,
        &format!("/functions/{id}/calls/byids"),
        json!({"items": [{"id": 1}]}),
    )
    .await;
}

#[tokio::test(start_paused = true)]
async fn a_schedule_runs_when_it_is_fired() {
    let fake = Fake::new();
    let cdf = fake.client();
    fake.on_call("f", |call| {
        Ok(json!({"by": call.function_call_info.schedule_id, "data": call.data}))
    });
    let id = function(&fake, "f").await;
    let write = FunctionScheduleWrite::new("nightly", "0 2 * * *", nonce(&cdf).await)
        .function_id(id)
        .data(data(json!({"n": 1})));
    let schedule = cdf.function_schedules().create([write]).await.unwrap().items.remove(0);
    let input = cdf.function_schedules().input_data(schedule.id).await.unwrap();
    assert_eq!(input.data, Some(data(json!({"n": 1}))));
    let call = fake.fire_schedule(schedule.id).unwrap();
    tokio::time::sleep(Duration::from_secs(1)).await;
    let response = cdf.function_calls().response(id, call).await.unwrap().response;
    assert_eq!(response, Some(json!({"by": schedule.id, "data": {"n": 1}})));
    let by_schedule = CallFilter::new().schedule_id(schedule.id);
    assert_eq!(
        cdf.function_calls()
            .filter(id)
            .filter(by_schedule)
            .await
            .unwrap()
            .items
            .len(),
        1
    );
    for (filter, count) in [
        (json!({"functionId": id}), 1),
        (json!({"FunctionId": id}), 1),
        (json!({"functionId": 1}), 0),
        (json!({"name": "x"}), 0),
    ] {
        let (_, found) = ask(&fake, "POST", "/functions/schedules/list", json!({"filter": filter})).await;
        assert_eq!(found["items"].as_array().unwrap().len(), count, "{filter}");
    }
    cdf.function_schedules()
        .delete([ScheduleReference::new(schedule.id)])
        .await
        .unwrap();
    assert!(cdf.function_schedules().list().await.unwrap().items.is_empty());
    assert_eq!(fake.fire_schedule(schedule.id), None);
    let wrong = json!({"items": [{"name": "n", "cronExpression": "0 2 *", "functionId": id, "nonce": "x"}]});
    refused(&fake, 400, "/functions/schedules", wrong).await;
}

#[tokio::test(start_paused = true)]
async fn sessions_become_active_and_can_be_revoked() {
    let fake = Fake::new();
    let cdf = fake.client();
    let id = function(&fake, "f").await;
    for _ in 0..3 {
        nonce(&cdf).await;
    }
    cdf.function_calls().call(id, nonce(&cdf).await).await.unwrap();
    let (_, active) = ask(&fake, "GET", "/sessions?status=ACTIVE", Value::Null).await;
    assert_eq!(active["items"].as_array().unwrap().len(), 1);
    let first = cdf.sessions().list().limit(2).await.unwrap();
    assert_eq!((first.items.len(), first.next_cursor.is_some()), (2, true));
    let session = active["items"][0]["id"].as_i64().unwrap();
    cdf.sessions().revoke([SessionReference::new(session)]).await.unwrap();
    let (_, found) = ask(&fake, "POST", "/sessions/byids", json!({"items": [{"id": session}]})).await;
    assert_eq!(found["items"][0]["status"], "REVOKED");
    refused(&fake, 400, "/sessions/byids", json!({"items": [{"id": 1}]})).await;
    refused(&fake, 400, "/sessions", json!({"items": [{"clientId": "x"}]})).await;
}
