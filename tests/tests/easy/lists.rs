//! Lists of functions, calls and schedules; one of them, if there is one.

use std::time::Duration;

use cdf_client::Client;
use cdf_client::fake::Fake;
use cdf_client::functions::SessionAuth;
use cdf_client::functions::deploy::FunctionSource;
use cdf_client::models::{
    CallFilter, CallStatus, FunctionReference, FunctionWrite, InstanceId, RecordId, ScheduleFilter,
};
use serde_json::json;

const CODE: &str = "def handle(data):\n    return data\n";

/// A project with the function `echo`, and its id.
async fn project() -> (Fake, Client, i64) {
    let fake = Fake::new();
    fake.on_call("echo", |input| Ok(input.data));
    let cdf = fake.client();
    let deployed = cdf
        .functions()
        .deploy("echo", FunctionSource::handler(CODE))
        .external_id("echo")
        .await
        .expect("it is deployed");
    (fake, cdf, deployed.function.id)
}

#[tokio::test(start_paused = true)]
async fn calls_are_found_by_filter_in_any_number_and_by_id() {
    let (_, cdf, id) = project().await;
    let mut ids = Vec::new();
    for number in 0..7 {
        let call = cdf.function_calls().run(id).data(json!({"n": number})).wait_ok().await;
        ids.push(call.expect("it completes").id);
    }
    let calls = cdf.function_calls();
    let filter = || {
        CallFilter::new()
            .status(CallStatus::Completed)
            .start_time(0..)
            .end_time(0..)
    };
    let mut three = Vec::new();
    let mut items = calls.filter(id).filter(filter()).limit(2).items().limit(3);
    while let Some(call) = items.next().await {
        three.push(call.expect("a call").id);
    }
    assert_eq!(three.len(), 3);
    let mut all = Vec::new();
    let mut items = calls.filter(id).filter(filter()).limit(2).items();
    while let Some(call) = items.next().await {
        all.push(call.expect("a call").id);
    }
    all.sort_unstable();
    assert_eq!(all, ids);

    let page = calls.list(id).limit(100).await.expect("it responds");
    assert_eq!(page.items.len(), 7);
    let some = calls
        .retrieve_many(id, [ids[0].into(), ids[1].into()])
        .await
        .expect("both");
    assert_eq!(some.ids().collect::<Vec<_>>(), ids[..2]);
    let one = calls.find(id, ids[2]).await.expect("it responds").expect("a call");
    assert!(one.is_success() && one.end_time.is_some());
    assert!(calls.find(id, 1).await.expect("it responds").is_none());
}

#[tokio::test(start_paused = true)]
async fn a_call_under_way_is_asked_anew() {
    let (_, cdf, id) = project().await;
    let mut call = cdf.function_calls().run(id).start().await.expect("it starts");
    assert!(call.call().is_running() && call.call().end_time.is_none());
    assert!(call.refresh().await.expect("it responds").is_running());
    tokio::time::sleep(Duration::from_secs(1)).await;
    assert!(call.refresh().await.expect("it responds").is_success());
    assert!(call.call().end_time.is_some());
    assert_eq!((call.id(), call.function_id()), (call.call().id, id));
}

#[tokio::test(start_paused = true)]
async fn schedules_are_found_by_function_and_by_id() {
    let (fake, cdf, id) = project().await;
    let schedules = cdf.function_schedules();
    let made = schedules
        .schedule("nightly", "0 3 * * *", "echo")
        .data(json!({"site": 7}))
        .auth(SessionAuth::OneShot)
        .await
        .expect("a schedule");
    let filter = ScheduleFilter::new().function_id(id).name("nightly");
    let found = schedules
        .filter()
        .filter(filter)
        .limit(10_000)
        .await
        .expect("it responds");
    assert_eq!(found.ids().collect::<Vec<_>>(), [made.id]);
    assert_eq!(
        schedules
            .find(made.id)
            .await
            .expect("it responds")
            .expect("it is there")
            .name,
        "nightly"
    );
    assert!(schedules.find(1).await.expect("it responds").is_none());
    assert_eq!(
        schedules
            .input_data_as::<serde_json::Value>(made.id)
            .await
            .expect("its data"),
        Some(json!({"site": 7}))
    );
    assert_eq!(fake.count("POST /functions/schedules").executed, 1);
}

#[tokio::test(start_paused = true)]
async fn functions_are_made_one_a_request_and_listed_with_their_ids() {
    let (fake, cdf, id) = project().await;
    let file = cdf
        .functions()
        .find(id)
        .await
        .expect("it responds")
        .expect("it is there")
        .file_id;
    let writes = ["one", "two"].map(|name| FunctionWrite::new(name, file).external_id(name));
    let made = cdf.functions().create_many(writes.clone()).await;
    assert!(made.iter().all(Result::is_ok));
    assert_eq!(fake.count("POST /functions").received, 3);
    let list = cdf.functions().list().await.expect("it responds");
    assert_eq!(list.ids().count(), 3);
    let mut names: Vec<_> = list.external_ids().collect();
    names.sort_unstable();
    assert_eq!(names, ["echo", "one", "two"]);
    let again: Vec<_> = list.items.iter().map(|function| function.to_write()).collect();
    assert_eq!(again.len(), 3);
    let gone = [FunctionReference::from("one"), FunctionReference::from("two")];
    cdf.functions().delete(gone).await.expect("they are gone");
    assert_eq!(cdf.functions().list().await.expect("it responds").items.len(), 1);
}

#[test]
fn a_record_is_named_like_an_instance() {
    let id = RecordId::from(InstanceId::new("plant", "p-1"));
    assert_eq!(id.to_string(), "plant/p-1");
    assert_eq!(InstanceId::from(id), InstanceId::new("plant", "p-1"));
}
