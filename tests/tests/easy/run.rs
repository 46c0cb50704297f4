//! Running functions, and waiting for them.

use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use cdf_client::functions::{FunctionError, SessionAuth};
use cdf_client::models::{CallLog, CallStatus};
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use super::script::Script;

fn call(status: &str) -> Value {
    let mut call = json!({"id": 900, "functionId": 77, "status": status, "startTime": 1000});
    if status != "Running" {
        call["endTime"] = json!(3500);
    }
    if status == "Failed" {
        call["error"] = json!({"message": "division by zero", "trace": "line 1"});
    }
    call
}

/// A project whose function 77, `fn`, ends like this after it was asked for so many times.
fn project(end: &'static str, after: usize) -> Script {
    let asked = AtomicUsize::new(0);
    Script::new(move |seen| match seen.what.as_str() {
        "POST /functions/byids" => {
            let known = seen.body["items"][0]["externalId"] == "fn";
            let function = json!({"id": 77, "createdTime": 1, "status": "Ready", "name": "f", "fileId": 1});
            (200, json!({"items": if known { vec![function] } else { vec![] }}))
        }
        "POST /sessions" => (
            200,
            json!({"items": [{"id": 5, "status": "READY", "nonce": "a-nonce"}]}),
        ),
        "POST /functions/77/call" => (201, call("Running")),
        "GET /functions/77/calls/900" => match asked.fetch_add(1, Ordering::SeqCst) + 1 >= after {
            true => (200, call(end)),
            false => (200, call("Running")),
        },
        "GET /functions/limits" => {
            let range = json!({"min": 0.1, "max": 0.6, "default": 0.2});
            (
                200,
                json!({"timeoutMinutes": 9, "cpuCores": range, "memoryGb": range, "runtimes": ["py313"]}),
            )
        }
        "GET /functions/77/calls/900/logs" => (200, json!({"items": [{"timestamp": 0, "message": "hello"}]})),
        "GET /functions/77/calls/900/response" => (
            200,
            json!({"response": {"sum": 9007199254740993_i64}, "functionId": 77, "callId": 900}),
        ),
        other => panic!("nobody asks for {other}"),
    })
}

#[derive(Serialize)]
struct Input {
    site: u32,
}

#[derive(Debug, Deserialize, PartialEq)]
struct Output {
    sum: i64,
}

#[tokio::test(start_paused = true)]
async fn an_external_id_is_looked_up_and_a_session_is_made_right_before() {
    let script = project("Completed", 1);
    let run = script
        .client()
        .function_calls()
        .run("fn")
        .data(Input { site: 7 })
        .start()
        .await
        .expect("it starts");
    assert_eq!((run.id(), run.function_id()), (900, 77));
    assert_eq!(
        script.calls(),
        ["POST /functions/byids", "POST /sessions", "POST /functions/77/call"]
    );
    assert_eq!(
        script.body("POST /sessions"),
        json!({"items": [{"tokenExchange": true}]})
    );
    assert_eq!(
        script.body("POST /functions/77/call"),
        json!({"data": {"site": 7}, "nonce": "a-nonce"})
    );
    assert_eq!(
        run.response::<Output>().await.expect("it is one"),
        Some(Output { sum: 9007199254740993 })
    );
    let error = run.response::<Vec<u8>>().await.expect_err("it is none");
    assert!(matches!(error, FunctionError::Output(_)), "{error}");
}

#[tokio::test(start_paused = true)]
async fn a_given_nonce_and_an_id_need_nothing_else() {
    let script = project("Completed", 1);
    script
        .client()
        .function_calls()
        .run(77)
        .nonce("mine")
        .start()
        .await
        .expect("it starts");
    assert_eq!(script.calls(), ["POST /functions/77/call"]);
    assert_eq!(
        script.body("POST /functions/77/call"),
        json!({"data": {}, "nonce": "mine"})
    );
}

#[tokio::test(start_paused = true)]
async fn sessions_are_made_as_asked() {
    let login = SessionAuth::client_credentials("id", "s3cret");
    assert!(!format!("{login:?}").contains("s3cret"));
    for (auth, body) in [
        (login, json!({"clientId": "id", "clientSecret": "s3cret"})),
        (SessionAuth::OneShot, json!({"oneshotTokenExchange": true})),
    ] {
        let script = project("Completed", 1);
        script
            .client()
            .function_calls()
            .run(77)
            .auth(auth)
            .start()
            .await
            .expect("it starts");
        assert_eq!(script.body("POST /sessions"), json!({"items": [body]}));
    }
}

#[tokio::test(start_paused = true)]
async fn what_cannot_be_used_is_told_before_anything_is_sent() {
    let script = project("Completed", 1);
    let calls = script.client().function_calls();
    for (run, text) in [
        (calls.run("fn").data(5), "object"),
        (calls.run("fn").data([1, 2]), "object"),
        (calls.run("fn").data(json!("x")), "object"),
        (
            calls
                .run("fn")
                .data(std::collections::BTreeMap::from([("x", f64::NAN)])),
            "JSON",
        ),
    ] {
        let error = run.start().await.expect_err(text);
        assert!(
            matches!(&error, FunctionError::Input(message) if message.contains(text)),
            "{error}"
        );
    }
    assert!(script.calls().is_empty());
    let error = calls.run("other").start().await.expect_err("there is none");
    assert!(error.to_string().contains("other"), "{error}");
    assert_eq!(script.calls(), ["POST /functions/byids"]);
}

#[tokio::test(start_paused = true)]
async fn waiting_asks_soon_then_less_often_and_does_not_pause_after_the_end() {
    let script = project("Completed", 4);
    let statuses = Arc::new(Mutex::new(Vec::new()));
    let heard = Arc::clone(&statuses);
    let start = tokio::time::Instant::now();
    let call = script
        .client()
        .function_calls()
        .run(77)
        .nonce("n")
        .wait()
        .on_progress(move |call| heard.lock().expect("no panic").push(call.status.as_str().to_owned()))
        .await
        .expect("it ends");
    assert_eq!(call.status, CallStatus::Completed);
    assert_eq!(call.duration(), Some(Duration::from_millis(2500)));
    let asked: Vec<_> = script
        .seen()
        .into_iter()
        .filter(|seen| seen.what.ends_with("/900"))
        .collect();
    assert_eq!(asked.len(), 4);
    assert!(asked[0].at - start <= Duration::from_millis(500));
    assert_eq!(start.elapsed(), asked[3].at - start, "there was a pause after the end");
    assert_eq!(
        *statuses.lock().expect("no panic"),
        ["Running", "Running", "Running", "Running", "Completed"]
    );
}

#[tokio::test(start_paused = true)]
async fn the_deadline_is_that_of_the_project_or_the_given_one() {
    for (given, seconds) in [(None, 10 * 60), (Some(Duration::from_secs(20)), 20)] {
        let script = project("Completed", usize::MAX);
        let run = script
            .client()
            .function_calls()
            .run(77)
            .nonce("n")
            .start()
            .await
            .expect("it starts");
        let start = tokio::time::Instant::now();
        let wait = match given {
            Some(deadline) => run.wait().deadline(deadline),
            None => run.wait(),
        };
        let error = wait.await.expect_err("it never ends");
        assert!(error.is_deadline(), "{error}");
        assert!(
            error.to_string().contains("call 900 of function 77 is still Running"),
            "{error}"
        );
        assert_eq!(start.elapsed().as_secs(), seconds);
    }
}

#[tokio::test(start_paused = true)]
async fn failed_and_timeout_are_ends_for_wait_and_errors_for_wait_ok() {
    for end in ["Failed", "Timeout"] {
        let script = project(end, 2);
        let run = script
            .client()
            .function_calls()
            .run(77)
            .nonce("n")
            .start()
            .await
            .expect("it starts");
        assert_eq!(run.wait().await.expect("an end is an end").status.as_str(), end);
        let error = run.wait_ok().with_logs().await.expect_err("not a good one");
        let failed = error.call_failed().expect("that is why");
        assert_eq!(failed.call.status.as_str(), end);
        assert_eq!(failed.logs.as_ref().map(CallLog::to_text).as_deref(), Some("hello"));
        assert!(error.to_string().contains(end), "{error}");
        if end == "Failed" {
            assert_eq!(
                (failed.message(), failed.trace()),
                (Some("division by zero"), Some("line 1"))
            );
        }
    }
    let script = project("Completed", 1);
    let done = script
        .client()
        .function_calls()
        .run(77)
        .nonce("n")
        .wait_ok()
        .await
        .expect("a good one");
    assert!(done.is_success());
}

#[test]
fn logs_are_printed_like_the_official_sdk_does() {
    let log: CallLog = serde_json::from_value(json!({"items": [
        {"timestamp": 1585350274000_i64, "message": "first"},
        {"timestamp": 1585350276123_i64, "message": "second"},
        {"message": "no ts"},
    ]}))
    .expect("a log");
    assert_eq!(log.to_text(), "first\nsecond\nno ts");
    assert_eq!(
        log.to_text_with_timestamps(),
        "[2020-03-27 23:04:34+00:00] first\n[2020-03-27 23:04:36.123000+00:00] second\nno ts"
    );
}

#[test]
fn no_time_of_a_log_line_is_too_odd() {
    for (millis, text) in [
        (0_i64, "[1970-01-01 00:00:00+00:00] "),
        (-1, "[1969-12-31 23:59:59.999000+00:00] "),
        (951782400000, "[2000-02-29 00:00:00+00:00] "),
        (4107542400000, "[2100-03-01 00:00:00+00:00] "),
        (-62135596800000, "[0001-01-01 00:00:00+00:00] "),
    ] {
        let log: CallLog = serde_json::from_value(json!({"items": [{"timestamp": millis}]})).expect("a log");
        assert_eq!(log.to_text_with_timestamps(), text);
    }
    for millis in [i64::MIN, i64::MAX] {
        let log: CallLog = serde_json::from_value(json!({"items": [{"timestamp": millis}]})).expect("a log");
        assert!(log.to_text_with_timestamps().ends_with("+00:00] "));
    }
}
