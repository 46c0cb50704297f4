//! What the layer says about a failure is printable, whatever the service put into it. Fields and logs are exact: they are
//! data.

use std::collections::BTreeMap;
use std::error::Error;

use cdf_client::models::{CallLog, DataPointStatus, Record};
use cdf_client::subscriptions::PointStatus;
use serde::Deserialize;
use serde_json::{Value, json};

use super::script::Script;

/// What moves the cursor, breaks the line, turns the direction of writing, or hides.
const HOSTILE: &str = "a\u{1b}[2J\r\nERROR\u{9b}\u{202e}\u{2066}\u{61c}\u{200b}z";
const ESCAPED: &str = r"a\u{1b}[2J\r\nERROR\u{9b}\u{202e}\u{2066}\u{61c}\u{200b}z";

/// Errors about an unknown variant repeat it.
#[derive(Debug, Deserialize)]
enum Known {}

fn project() -> Script {
    let call = |status: &str| {
        let error = json!({"message": HOSTILE, "trace": HOSTILE});
        json!({"id": 900, "functionId": 77, "status": status, "startTime": 1, "endTime": 2, "error": error})
    };
    let function = json!({
        "id": 77, "createdTime": 1, "status": "Failed", "name": HOSTILE, "fileId": 1, "error": {"message": HOSTILE},
    });
    Script::new(move |seen| match seen.what.as_str() {
        "POST /functions/77/call" => (201, call("Running")),
        "GET /functions/77/calls/900" => (200, call("Failed")),
        "GET /functions/77/calls/900/logs" => (200, json!({"items": [{"message": HOSTILE}]})),
        "GET /functions/77/calls/900/response" => (200, json!({"response": HOSTILE, "functionId": 77, "callId": 900})),
        "GET /functions/77" => (200, function.clone()),
        "POST /functions/byids" => (200, json!({"items": [function.clone()]})),
        "GET /functions/limits" => {
            let range = json!({"min": 0.1, "max": 0.6, "default": 0.2});
            let runtimes: Value = json!(["py313"]);
            (
                200,
                json!({"timeoutMinutes": 9, "cpuCores": range, "memoryGb": range, "runtimes": runtimes}),
            )
        }
        other => panic!("nobody asks for {other}"),
    })
}

/// Nothing unprintable is in an error or one of its sources, as reports of errors show them, and the rest is still there.
fn check(what: &str, error: &(dyn Error + 'static)) {
    let chain = std::iter::successors(Some(error), |&error| error.source());
    for text in chain.map(ToString::to_string) {
        assert!(text.contains(ESCAPED), "{what}: {text:?}");
        assert!(
            !text.contains(['\u{1b}', '\r', '\n', '\u{9b}', '\u{202e}', '\u{61c}']),
            "{what}: {text:?}"
        );
    }
}

#[tokio::test(start_paused = true)]
async fn failures_of_functions_are_printable_and_logs_are_exact() {
    let cdf = project().client();
    let run = cdf
        .function_calls()
        .run(77)
        .nonce("n")
        .start()
        .await
        .expect("it starts");
    let error = run.wait_ok().with_logs().await.expect_err("the call failed");
    check("call", &error);
    let failed = error.call_failed().expect("that is why");
    assert_eq!((failed.message(), failed.trace()), (Some(HOSTILE), Some(HOSTILE)));
    assert_eq!(failed.logs.as_ref().map(CallLog::to_text).as_deref(), Some(HOSTILE));
    let unfit = cdf.function_calls().response_as::<Known>(77, 900).await;
    check("output", &unfit.expect_err("there is no such variant"));
    let unbuilt = cdf.functions().wait_until_ready(77).await;
    check("build", &unbuilt.expect_err("it is not built"));
}

#[test]
fn values_of_the_service_are_printable_in_errors_and_names() {
    let record = json!({
        "space": "s", "externalId": "r", "createdTime": 1, "lastUpdatedTime": 1, "properties": {"s": {"c": {"x": HOSTILE}}},
    });
    let record: Record = serde_json::from_value(record).expect("a record");
    let unfit = record.properties::<BTreeMap<String, Known>>("s", "c");
    check("properties", &unfit.expect_err("there is no such variant"));
    let status: DataPointStatus = serde_json::from_value(json!({"symbol": HOSTILE})).expect("a status");
    let status = PointStatus::from(&status);
    assert_eq!((status.to_string().as_str(), status.symbol()), (ESCAPED, HOSTILE));
}
