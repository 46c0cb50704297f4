//! The whole way through the fake CDF: deploy, run, wait, read, schedule.

use std::time::Duration;

use cdf_client::Client;
use cdf_client::fake::{Fake, FunctionFault};
use cdf_client::functions::deploy::{DeployErrorKind, FunctionSource};
use cdf_client::functions::{FunctionError, SessionAuth};
use serde_json::json;

const CODE: &str = "def handle(data, secrets):\n    return data['a'] + data['b']\n";

/// A fake with the function `adder`, which adds what it is given and prints that it does.
async fn with_adder() -> (Fake, Client) {
    let fake = Fake::new();
    fake.on_call("adder", |input| {
        input.log.print("adding");
        match (input.data["a"].as_i64(), input.data["b"].as_i64()) {
            (Some(a), Some(b)) => Ok(json!(a + b)),
            _ => Err(FunctionFault::new("KeyError: 'a'").trace("line 2, in handle")),
        }
    });
    let cdf = fake.client();
    let deployed = cdf
        .functions()
        .deploy("adder", FunctionSource::handler(CODE))
        .external_id("adder")
        .secret("api-key", "very-s3cret")
        .await
        .expect("it is deployed");
    assert!(deployed.function.is_ready());
    (fake, cdf)
}

#[tokio::test(start_paused = true)]
async fn a_function_is_deployed_run_and_read() {
    let (fake, cdf) = with_adder().await;
    let run = cdf
        .function_calls()
        .run("adder")
        .data(json!({"a": 2, "b": 3}))
        .start()
        .await
        .expect("it starts");
    let call = run.wait_ok().await.expect("it completes");
    assert!(call.is_success());
    assert_eq!(run.response::<i64>().await.expect("a number"), Some(5));
    assert_eq!(run.logs().await.expect("logs").to_text(), "adding");
    let function = cdf
        .functions()
        .find("adder")
        .await
        .expect("it responds")
        .expect("it is there");
    let code = fake.file_content(function.file_id).expect("it was uploaded");
    assert!(code.starts_with(b"PK"));
    assert!(cdf.functions().find("other").await.expect("it responds").is_none());
    assert_eq!(fake.leaks(), [""; 0]);
    assert!(!fake.log().join("\n").contains("very-s3cret"));
}

#[tokio::test(start_paused = true)]
async fn a_call_that_fails_says_why() {
    let (_, cdf) = with_adder().await;
    let error = cdf
        .function_calls()
        .run("adder")
        .wait_ok()
        .with_logs()
        .await
        .expect_err("no data");
    let failed = error.call_failed().expect("the call failed");
    assert_eq!(
        (failed.message(), failed.trace()),
        (Some("KeyError: 'a'"), Some("line 2, in handle"))
    );
    assert_eq!(failed.logs.as_ref().map(ToString::to_string).as_deref(), Some("adding"));
}

#[tokio::test(start_paused = true)]
async fn a_call_that_takes_too_long_ends_as_timeout() {
    let (fake, cdf) = with_adder().await;
    fake.call_duration(Duration::from_secs(20 * 60));
    let run = cdf.function_calls().run("adder").data(json!({"a": 1, "b": 1}));
    let error = run.wait_ok().await.expect_err("the service ends it");
    assert_eq!(
        error.call_failed().map(|failed| failed.call.status.as_str()),
        Some("Timeout")
    );
}

#[tokio::test(start_paused = true)]
async fn a_build_that_fails_says_why() {
    let fake = Fake::new();
    fake.fail_builds(Some(FunctionFault::new("no such package").trace("pip")));
    let cdf = fake.client();
    let error = cdf
        .functions()
        .deploy("f", FunctionSource::handler("handle = print"))
        .await
        .expect_err("no build");
    assert!(matches!(error.kind(), DeployErrorKind::Build(failed) if failed.message() == Some("no such package")));
    let function = error.function_id().expect("it was created");
    let error = cdf
        .functions()
        .wait_until_ready(function)
        .await
        .expect_err("it never is");
    assert!(matches!(error, FunctionError::Build(_)), "{error}");
}

#[tokio::test(start_paused = true)]
async fn a_project_without_functions_is_told_apart_and_can_be_waited_for() {
    let fake = Fake::new();
    fake.deactivate_functions();
    let cdf = fake.client();
    let deploy = || cdf.functions().deploy("f", FunctionSource::handler("handle = print"));
    let error = deploy().await.expect_err("not activated");
    assert!(matches!(error.kind(), DeployErrorKind::NotActivated(_)), "{error}");
    cdf.functions().activate().await.expect("it is asked for");
    assert!(
        cdf.functions()
            .wait_until_activated()
            .await
            .expect("it comes")
            .is_activated()
    );
    deploy().await.expect("now it may");
}

#[tokio::test(start_paused = true)]
async fn a_schedule_runs_what_it_is_for() {
    let (fake, cdf) = with_adder().await;
    let schedules = cdf.function_schedules();
    let made = schedules
        .schedule("nightly", "0 3 * * *", "adder")
        .data(json!({"a": 20, "b": 22}))
        .auth(SessionAuth::OneShot)
        .await
        .expect("it is made");
    let input: std::collections::BTreeMap<String, i64> = schedules
        .input_data_as(made.id)
        .await
        .expect("numbers")
        .expect("it has some");
    assert_eq!(input["b"], 22);
    fake.fire_schedule(made.id).expect("there is one");
    let function = made.function_id.expect("it has one");
    let calls = cdf.function_calls().list(function).await.expect("they are listed");
    let call = calls.items.into_iter().next().expect("the schedule started one");
    let run = cdf.function_calls().follow(call);
    assert_eq!(run.call().schedule_id, Some(made.id));
    run.wait_ok().await.expect("it completes");
    assert_eq!(run.response::<i64>().await.expect("a number"), Some(42));
    let nonce = cdf
        .sessions()
        .nonce(SessionAuth::CurrentCredentials)
        .await
        .expect("a session");
    let again = schedules.to_write(&made, nonce).await.expect("its input is there");
    assert_eq!(
        schedules
            .create_many([again])
            .await
            .iter()
            .filter(|made| made.is_ok())
            .count(),
        1
    );
}
