//! Schedules in one call, and what makes them again.

use cdf_client::functions::{FunctionError, SessionAuth};
use cdf_client::models::{Function, FunctionLimits, FunctionRuntime, FunctionSchedule, FunctionWrite};
use serde_json::{Value, json};

use super::script::Script;

fn schedule() -> Value {
    json!({
        "id": 5, "name": "nightly", "createdTime": 1, "cronExpression": "0 3 * * *", "when": "at three",
        "functionId": 77, "functionExternalId": "fn", "sessionId": 12
    })
}

fn project() -> Script {
    Script::new(|seen| match seen.what.as_str() {
        "POST /functions/byids" => (
            200,
            json!({"items": [{"id": 77, "createdTime": 1, "status": "Ready", "name": "f", "fileId": 1}]}),
        ),
        "POST /sessions" => (
            200,
            json!({"items": [{"id": 5, "status": "READY", "nonce": "a-nonce"}]}),
        ),
        "POST /functions/schedules" => match seen.body["items"][0]["name"] == "bad" {
            true => (400, json!({"error": {"code": 400, "message": "no"}})),
            false => (201, json!({"items": [schedule()]})),
        },
        "GET /functions/schedules/5/input_data" => (200, json!({"id": 5, "data": {"site": 7}})),
        other => panic!("nobody asks for {other}"),
    })
}

#[tokio::test(start_paused = true)]
async fn a_schedule_is_one_call() {
    let script = project();
    let made = script
        .client()
        .function_schedules()
        .schedule("nightly", "0 3 * * *", "fn")
        .description("for tests")
        .data(json!({"site": 7}))
        .auth(SessionAuth::client_credentials("id", "s3cret"))
        .await
        .expect("it is made");
    assert_eq!(made.id, 5);
    assert_eq!(
        script.calls(),
        ["POST /functions/byids", "POST /sessions", "POST /functions/schedules"]
    );
    let expected = json!({"items": [{
        "name": "nightly", "description": "for tests", "cronExpression": "0 3 * * *",
        "functionId": 77, "data": {"site": 7}, "nonce": "a-nonce"
    }]});
    assert_eq!(script.body("POST /functions/schedules"), expected);
}

#[tokio::test(start_paused = true)]
async fn a_cron_expression_of_other_than_five_fields_makes_no_session() {
    let script = project();
    for cron in ["", "* * * *", "0 0 3 * * *"] {
        let error = script
            .client()
            .function_schedules()
            .schedule("s", cron, 77)
            .await
            .expect_err(cron);
        assert!(matches!(error, FunctionError::Input(_)), "{error}");
    }
    assert!(script.calls().is_empty());
}

#[tokio::test(start_paused = true)]
async fn a_schedule_can_be_made_again_with_its_input() {
    let script = project();
    let schedules = script.client().function_schedules();
    let old: FunctionSchedule = serde_json::from_value(schedule()).expect("a schedule");
    let again = schedules.to_write(&old, "new-nonce").await.expect("its input is there");
    let write = serde_json::to_value(&again).expect("JSON");
    let expected = json!({
        "name": "nightly", "cronExpression": "0 3 * * *", "functionId": 77, "data": {"site": 7}, "nonce": "new-nonce"
    });
    assert_eq!(write, expected);
    let mut bad = again.clone();
    bad.name = "bad".to_owned();
    let made = schedules.create_many([again.clone(), bad, again]).await;
    assert_eq!(made.iter().map(Result::is_ok).collect::<Vec<_>>(), [true, false, true]);
}

#[test]
fn a_function_is_made_again_without_its_masked_secrets() {
    let function: Function = serde_json::from_value(json!({
        "id": 77, "createdTime": 1, "status": "Ready", "name": "f", "fileId": 1, "lastCalled": 3,
        "secrets": {"masked": "***"}, "runtimeVersion": "Python 3.13.1", "metadata": {"a": "b"}
    }))
    .expect("a function");
    assert_eq!(function.function_path_or_default(), "handler.py");
    let write = serde_json::to_value(function.to_write()).expect("JSON");
    assert_eq!(write, json!({"name": "f", "fileId": 1, "metadata": {"a": "b"}}));
}

#[test]
fn what_a_project_allows_can_be_checked() {
    let limits: FunctionLimits = serde_json::from_value(json!({
        "timeoutMinutes": 9, "runtimes": ["py312", "py313"],
        "cpuCores": {"min": 0.1, "max": 0.6, "default": 0.25}, "memoryGb": {"min": 0.1, "max": 2.5, "default": 1.0}
    }))
    .expect("limits");
    assert_eq!(limits.timeout(), std::time::Duration::from_secs(540));
    let function = || FunctionWrite::new("f", 1);
    assert!(limits.check(&function()).is_ok());
    assert!(
        limits
            .check(&function().cpu(0.6).memory(0.1).runtime(FunctionRuntime::Py313))
            .is_ok()
    );
    let bad = function().cpu(0.7).memory(f64::NAN).runtime(FunctionRuntime::Py310);
    let broken = limits.check(&bad).expect_err("three limits are broken");
    let first_words: Vec<_> = broken.iter().filter_map(|rule| rule.split(':').next()).collect();
    assert_eq!(first_words, ["cpu", "memory", "runtime"]);
}
