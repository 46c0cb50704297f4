//! Every field of the types that the checklist names: read into its Rust type, and written under its name.

use cdf_client::models::{
    CallFilter, CallLog, CallStatus, ContainerReference, DataPointValue, Function, FunctionCall, FunctionFilter,
    FunctionLimits, FunctionRuntime, FunctionSchedule, FunctionStatus, RecordData, RecordId, RecordPartialSuccess,
    RecordSource, RecordWrite, ScheduleFilter, SessionId, SubscriptionData, TimeSeriesType, TimestampRange,
};
use cdf_client::{Client, Secret};
use serde::{Serialize, de::DeserializeOwned};
use serde_json::{Value, json};

/// Reads it, and shows that nothing is lost.
fn read<T: DeserializeOwned + Serialize>(json: Value) -> T {
    let read: T = serde_json::from_value(json.clone()).unwrap_or_else(|error| panic!("{json}: {error}"));
    assert_eq!(serde_json::to_value(&read).expect("JSON"), json);
    read
}

fn write(value: &impl Serialize) -> Value {
    serde_json::to_value(value).expect("JSON")
}

#[test]
fn a_function() {
    let function: Function = read(json!({
        "id": 9_007_199_254_740_991_i64, "createdTime": 1_767_225_600_000_i64, "name": "f", "status": "Failed",
        "fileId": 7, "externalId": "x", "description": "d", "owner": "o", "functionPath": "a/b.py",
        "secrets": {"key": "***"}, "envVars": {"MODE": "fast"}, "cpu": 0.25, "memory": 1.5, "runtime": "py312",
        "runtimeVersion": "Python 3.12.4", "metadata": {"k": "v"}, "error": {"message": "m", "trace": "t"},
        "lastCalled": 5,
    }));
    assert_eq!(
        (function.id, function.created_time, function.file_id),
        (9_007_199_254_740_991, 1_767_225_600_000, 7)
    );
    assert_eq!(
        (function.name.as_str(), function.function_path_or_default()),
        ("f", "a/b.py")
    );
    assert_eq!(function.external_id.as_deref(), Some("x"));
    assert_eq!(
        (function.description.as_deref(), function.owner.as_deref()),
        (Some("d"), Some("o"))
    );
    assert_eq!(function.status, FunctionStatus::Failed);
    assert!(function.is_final() && !function.is_ready());
    assert_eq!((function.cpu, function.memory), (Some(0.25), Some(1.5)));
    assert_eq!(function.runtime, Some(FunctionRuntime::Py312));
    assert_eq!(function.runtime_version.as_deref(), Some("Python 3.12.4"));
    assert_eq!(function.last_called, Some(5));
    let error = function.error.as_ref().expect("an error");
    assert_eq!((error.message.as_str(), error.trace.as_deref()), ("m", Some("t")));
    assert_eq!(
        function.secrets.as_ref().map(|secrets| secrets["key"].expose()),
        Some("***")
    );
    assert_eq!(function.env_vars.as_ref().map(|all| all["MODE"].as_str()), Some("fast"));
    assert_eq!(function.metadata.as_ref().map(|all| all["k"].as_str()), Some("v"));
    assert_eq!(function.clone(), function);
    assert!(!format!("{function:?}").contains("***"));

    let least: Function = read(json!({"id": 1, "createdTime": 1, "name": "f", "status": "Retired", "fileId": 7}));
    assert_eq!(least.status.as_str(), "Retired");
    assert_eq!(
        (least.function_path_or_default(), least.last_called),
        ("handler.py", None)
    );
}

#[test]
fn a_call_and_its_logs() {
    let call: FunctionCall = read(json!({
        "id": 1, "functionId": 2, "status": "Failed", "startTime": 10, "endTime": 20, "scheduledTime": 9,
        "scheduleId": 3, "error": {"message": "m", "trace": "t"},
    }));
    assert_eq!((call.id, call.function_id, call.start_time), (1, 2, 10));
    assert_eq!(
        (call.end_time, call.scheduled_time, call.schedule_id),
        (Some(20), Some(9), Some(3))
    );
    assert_eq!(call.error.as_ref().map(|error| error.message.as_str()), Some("m"));
    assert!(call.is_final() && !call.is_running() && !call.is_success() && call.status.is_failure());
    for (text, status) in [
        ("Running", CallStatus::Running),
        ("Completed", CallStatus::Completed),
        ("Failed", CallStatus::Failed),
        ("Timeout", CallStatus::Timeout),
    ] {
        assert_eq!(CallStatus::from(text), status);
    }
    assert_eq!(CallStatus::from("Paused").as_str(), "Paused");
    let logs: CallLog = read(json!({"items": [{"message": "a", "timestamp": 1}, {"message": "b"}, {}]}));
    assert_eq!((logs.items[0].timestamp, logs.items[1].timestamp), (Some(1), None));
    assert_eq!(
        (logs.to_text().as_str(), logs.to_string().as_str()),
        ("a\nb\n", "a\nb\n")
    );
}

#[test]
fn a_schedule() {
    let schedule: FunctionSchedule = read(json!({
        "id": 1, "name": "n", "createdTime": 2, "cronExpression": "0 * * * *", "when": "hourly", "sessionId": 7,
        "functionId": 3, "functionExternalId": "x", "description": "d",
    }));
    assert_eq!(
        (schedule.id, schedule.created_time, schedule.function_id),
        (1, 2, Some(3))
    );
    assert_eq!(
        (schedule.name.as_str(), schedule.cron_expression.as_str()),
        ("n", "0 * * * *")
    );
    assert_eq!(
        (schedule.when.as_str(), schedule.session_id),
        ("hourly", Some(SessionId::Number(7)))
    );
    assert_eq!(schedule.function_external_id.as_deref(), Some("x"));
    assert_eq!(schedule.description.as_deref(), Some("d"));
}

#[test]
fn limits_of_functions() {
    let range = json!({"min": 0.1, "max": 0.6, "default": 0.25});
    let limits: FunctionLimits = read(json!({
        "timeoutMinutes": 9, "cpuCores": range, "memoryGb": range, "runtimes": ["py310", "py399"], "responseSizeMb": 1,
    }));
    assert_eq!((limits.timeout_minutes, limits.timeout().as_secs()), (9, 540));
    assert_eq!(
        (limits.cpu_cores.min, limits.cpu_cores.max, limits.cpu_cores.default),
        (0.1, 0.6, 0.25)
    );
    assert_eq!((limits.memory_gb.max, limits.response_size_mb), (0.6, Some(1)));
    assert_eq!(limits.runtimes, ["py310", "py399"]);
}

#[test]
fn filters_of_functions_calls_and_schedules() {
    let filter = FunctionFilter::new()
        .name("f")
        .owner("o")
        .file_id(7)
        .status(FunctionStatus::Ready)
        .external_id_prefix("x-")
        .created_time(5..=9)
        .metadata([("k", "v")]);
    let expected = json!({
        "name": "f", "owner": "o", "fileId": 7, "status": "Ready", "externalIdPrefix": "x-",
        "createdTime": {"min": 5, "max": 9}, "metadata": {"k": "v"},
    });
    assert_eq!(write(&filter), expected);
    let filter = CallFilter::new()
        .status(CallStatus::Timeout)
        .schedule_id(3)
        .start_time(5..)
        .end_time(..9);
    let expected = json!({"status": "Timeout", "scheduleId": 3, "startTime": {"min": 5}, "endTime": {"max": 8}});
    assert_eq!(write(&filter), expected);
    let filter = ScheduleFilter::new()
        .name("n")
        .function_id(3)
        .created_time(TimestampRange::new())
        .cron_expression("c");
    let expected = json!({"name": "n", "functionId": 3, "createdTime": {}, "cronExpression": "c"});
    assert_eq!(write(&filter), expected);
    assert_eq!(
        write(&ScheduleFilter::new().function_external_id("x")),
        json!({"functionExternalId": "x"})
    );
    assert_eq!(write(&FunctionFilter::new()), json!({}));
}

#[test]
fn records_to_write() {
    let container = ContainerReference::from(("plant", "Event"));
    assert_eq!(container, ContainerReference::new("plant", "Event"));
    assert_eq!(container.to_string(), "plant/Event");
    assert!(container < ContainerReference::new("plant", "Other"));
    let source = RecordSource::from(("plant", "Event"));
    assert_eq!(source, RecordSource::from(container));
    assert_eq!(
        write(&source),
        json!({"type": "container", "space": "plant", "externalId": "Event"})
    );
    let data = RecordData::new(source, [("n", json!(9_007_199_254_740_993_i64)), ("text", json!("t"))]);
    let record = RecordWrite::new("plant", "r-1", [data]);
    let wire = json!({
        "space": "plant", "externalId": "r-1",
        "sources": [{
            "source": {"type": "container", "space": "plant", "externalId": "Event"},
            "properties": {"n": 9_007_199_254_740_993_i64, "text": "t"},
        }],
    });
    assert_eq!(write(&record), wire);
    assert_eq!(read::<RecordWrite>(wire), record);
    let ids: Vec<RecordId> = [record].iter().map(RecordWrite::id).collect();
    assert_eq!(ids, [RecordId::from(("plant", "r-1"))]);
    assert_eq!(write(&ids[0]), json!({"space": "plant", "externalId": "r-1"}));
}

/// The limits of the document, if one asks for them.
#[test]
fn limits_of_records() {
    let client = Client::builder().project("p").token("t").build().expect("a client");
    let data = || RecordData::new(RecordSource::from(("plant", "Event")), [("n", json!(1))]);
    let (wide, long) = ("x".repeat(44), "x".repeat(257));
    for (space, id, sources, is_good) in [
        ("plant", "r", 1, true),
        ("plant", "any letters: ø / 🦀", 100, true),
        ("", "r", 1, false),
        (wide.as_str(), "r", 1, false),
        ("plant", "", 1, false),
        ("plant", long.as_str(), 1, false),
        ("plant", "r", 0, false),
        ("plant", "r", 101, false),
    ] {
        let record = RecordWrite::new(space, id, (0..sources).map(|_| data()));
        let ingest = client.records().ingest("s", [record.clone()]);
        assert_eq!(ingest.validate().is_ok(), is_good, "{space} {id} {sources}");
        assert_eq!(client.records().upsert("s", [record]).validate().is_ok(), is_good);
    }
    let none = client.records().delete("s", []);
    assert!(none.validate().is_err());
    let many = client
        .records()
        .ingest("s", (0..1001).map(|_| RecordWrite::new("plant", "r", [data()])));
    assert!(many.validate().is_err());
}

#[test]
fn what_became_of_each_record() {
    let body: RecordPartialSuccess = read(json!({"error": {"code": 409, "message": "m", "partial": [
        {"space": "s", "externalId": "a", "code": 202}, {"space": "s", "externalId": "b", "code": 409, "message": "taken"},
    ]}}));
    let [first, second] = &body.error.partial[..] else {
        panic!("two results: {body:?}")
    };
    assert_eq!((first.code, first.message.as_deref()), (202, None));
    assert_eq!(
        (second.space.as_str(), second.external_id.as_str(), second.code),
        ("s", "b", 409)
    );
}

#[test]
fn a_batch_of_a_subscription() {
    let data: SubscriptionData = read(json!({
        "updates": [{
            "timeSeries": {
                "id": 1, "externalId": "x", "instanceId": {"space": "s", "externalId": "e"}, "isString": false,
                "type": "numeric",
            },
            "upserts": [
                {"timestamp": -2_208_988_800_000_i64, "value": 1.5, "status": {"code": 1_073_741_824, "symbol": "Uncertain"}},
                {"timestamp": 4_102_444_799_999_i64, "value": "NaN"},
                {"timestamp": 5, "status": {"code": 2_147_483_648_i64, "symbol": "Bad"}},
            ],
            "deletes": [{"inclusiveBegin": 1, "exclusiveEnd": 5}, {"inclusiveBegin": 9}],
        }],
        "subscriptionChanges": {"added": [{"id": 2, "isString": true}], "removed": [{"id": 3, "externalId": "y", "isString": false}, {"externalId": "gone"}]},
        "partitions": [{"index": 3, "nextCursor": "c"}],
        "hasNext": true,
    }));
    let update = &data.updates[0];
    let series = update.time_series.as_ref().expect("a series");
    assert_eq!(
        (series.id, series.external_id.as_deref(), series.is_string),
        (Some(1), Some("x"), Some(false))
    );
    assert_eq!(series.kind(), TimeSeriesType::Numeric);
    assert_eq!(series.instance_id.as_ref().map(|id| id.external_id.as_str()), Some("e"));
    let points = update.upserts.as_ref().expect("points");
    assert_eq!(
        (points[0].timestamp, points[1].timestamp),
        (-2_208_988_800_000, 4_102_444_799_999)
    );
    assert!(matches!(&points[0].value, Some(DataPointValue::Number(_))));
    let status = points[0].status.as_ref().expect("a status");
    assert_eq!(
        (status.code, status.symbol.as_deref()),
        (Some(1_073_741_824), Some("Uncertain"))
    );
    assert!(points[0].status_or_good().is_uncertain() && points[1].status_or_good().is_good());
    assert!(points[1].number().is_some_and(f64::is_nan) && points[2].value.is_none());
    assert!(points[2].status_or_good().is_bad());
    let deleted: Vec<_> = update
        .deleted()
        .map(|range| (range.inclusive_begin, range.exclusive_end))
        .collect();
    assert_eq!(deleted, [(1, Some(5)), (9, None)]);
    assert_eq!(
        (data.added()[0].id, data.added()[0].kind()),
        (Some(2), TimeSeriesType::String)
    );
    assert_eq!(data.removed()[0].external_id.as_deref(), Some("y"));
    assert_eq!(
        (data.partitions[0].index, data.partitions[0].next_cursor.as_str()),
        (3, "c")
    );
    assert!(data.has_next);

    let least: SubscriptionData = read(json!({"updates": [{}], "partitions": [], "hasNext": false}));
    assert!(least.added().is_empty() && least.removed().is_empty());
}

/// A secret is only shown to who asks for it.
#[test]
fn secrets_are_of_a_type_of_their_own() {
    let secret = Secret::from("sesame");
    assert!(!format!("{secret:?}").contains("sesame"));
    assert_eq!(secret.expose(), "sesame");
}
