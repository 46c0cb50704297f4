//! Reading is forgiving, writing is exact: single facts, each with its own test.

mod unions;

use cdf_client::models::{
    self, CallStatus, DataPoint, DataPointValue, FunctionList, FunctionRuntime, RecordEqualsFilter, RecordFilter,
    RecordSyncPage, RecordWriteRequest, SessionPage, SubscriptionData, SubscriptionPatch, SubscriptionUpdateRequest,
    SyncStatus, TimeSeriesEqualsFilter, TimeSeriesValue,
};
use cdf_client::{Number, SetOrChange, SetOrNull};
use oasmith_tests::loopback::{Loopback, Response};
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::{Value, json};

use super::harness::client;

/// Larger than what an `f64` can count to: 2^53 + 1.
const BEYOND_FLOATS: i64 = 9_007_199_254_740_993;

#[track_caller]
fn read<T: DeserializeOwned>(text: &str) -> T {
    serde_json::from_str(text).unwrap_or_else(|error| panic!("{error}: {text}"))
}

fn write(value: &impl Serialize) -> Value {
    serde_json::to_value(value).expect("it can be written")
}

/// Reads and writes, and gives back exactly the text that went in but for the order of keys.
#[track_caller]
fn assert_kept<T: DeserializeOwned + Serialize>(json: &Value) {
    assert_eq!(
        &write(&read::<T>(&json.to_string())),
        json,
        "{}",
        std::any::type_name::<T>()
    );
}

/// A filter that compares with 5 must not compare with 5.0, or with what a float makes of a large id.
#[test]
fn an_integer_in_a_filter_stays_one() {
    for value in [
        json!(5),
        json!(5.0),
        json!(BEYOND_FLOATS),
        json!(u64::MAX),
        json!(-0.5),
        json!("5"),
        json!(true),
    ] {
        let written = write(&RecordFilter::Equals(RecordEqualsFilter::new(["p"], value.clone())));
        assert_eq!(
            written.to_string(),
            json!({"equals": {"property": ["p"], "value": value}}).to_string()
        );
        assert_kept::<RecordFilter>(&written);
        assert_kept::<models::SubscriptionFilter>(&written);
    }
}

/// The same for the union that a subscription's filter compares with.
#[test]
fn an_exact_number_type_tells_integers_from_floats() {
    let equals = |value: TimeSeriesValue| write(&TimeSeriesEqualsFilter::new(["p"], value))["value"].to_string();
    assert_eq!(equals(5.into()), "5");
    assert_eq!(equals(5.0.into()), "5.0");
    assert_eq!(equals(BEYOND_FLOATS.into()), "9007199254740993");
    assert_eq!(read::<TimeSeriesValue>("5"), TimeSeriesValue::Number(Number::Int(5)));
    assert_ne!(read::<TimeSeriesValue>("5.0"), TimeSeriesValue::Number(Number::Int(5)));
}

/// Values of records are any JSON: nothing is rounded, reordered or flattened.
#[test]
fn record_values_come_back_as_they_went() {
    let text = r#"{"items":[{"space":"s","externalId":"x","sources":[{"source":{"type":"container","space":"s",
        "externalId":"c"},"properties":{"big":9007199254740993,"whole":5,"float":5.0,"exponent":5e9,"null":null,
        "tiny":1e-7,"pi":3.141592653589793,"nested":[[{"a":[1,{"b":[]}]},{"a":[]}],[]],"text":"\u0000é日"}}]}]}"#;
    let sent: Value = read(text);
    assert_kept::<RecordWriteRequest>(&sent);
    let properties = &write(&read::<RecordWriteRequest>(text))["items"][0]["sources"][0]["properties"];
    assert_eq!(properties["big"].to_string(), "9007199254740993");
    assert_eq!(properties["whole"].to_string(), "5");
    assert_eq!(properties["float"].to_string(), "5.0");
    assert_eq!(properties["exponent"].as_f64(), Some(5e9));
}

/// A limit written with an exponent is a number like another.
#[test]
fn limits_may_be_written_with_an_exponent() {
    let limit: models::StreamLimit = read(r#"{"provisioned": 5e9, "consumed": 12}"#);
    assert_eq!((limit.provisioned, limit.consumed), (5e9, Some(12.0)));
}

/// The schema of a timestamp has bounds and no type; milliseconds are an `i64`, also before 1970.
#[test]
fn the_timestamp_of_a_data_point_is_an_i64() {
    let points: Vec<DataPoint> = read(r#"[{"timestamp": -2208988800000}, {"timestamp": 4102444799999, "value": 1}]"#);
    let timestamps: Vec<i64> = points.iter().map(|point| point.timestamp).collect();
    assert_eq!(timestamps, [-2_208_988_800_000, 4_102_444_799_999]);
}

/// A bad point of a numeric series has a text where the number would be: JSON has no NaN.
#[test]
fn values_that_json_cannot_say_arrive_as_text() {
    for text in ["NaN", "Infinity", "-Infinity"] {
        let json = json!({"timestamp": 1, "value": text, "status": {"code": 2_147_483_648_u32, "symbol": "Bad"}});
        let point: DataPoint = read(&json.to_string());
        assert_eq!(point.value, Some(DataPointValue::Text(text.into())));
        assert_eq!(write(&point), json);
    }
}

/// A request with only what is required has only that in it: no default goes out by itself.
#[test]
fn defaults_are_never_sent() {
    use models::*;
    let stream = StreamWriteSettings::new(StreamTemplate::new("t"));
    let source = || RecordSource::Container(ContainerReference::new("s", "c"));
    let table: Vec<(Value, Value)> = vec![
        (
            write(&StreamWrite::new("x", stream)),
            json!({"externalId": "x", "settings": {"template": {"name": "t"}}}),
        ),
        (write(&RecordFilterRequest::new()), json!({})),
        (write(&RecordSyncRequest::new()), json!({})),
        (write(&RecordSort::new(["p"])), json!({"property": ["p"]})),
        (write(&RecordRangeFilter::new(["p"])), json!({"property": ["p"]})),
        (write(&LastUpdatedTimeFilter::new()), json!({})),
        (write(&UniqueValuesAggregate::new(["p"])), json!({"property": ["p"]})),
        (write(&TimeHistogramAggregate::new(["p"])), json!({"property": ["p"]})),
        (write(&CountAggregate::new()), json!({})),
        (
            write(&SourceSelector::new(source(), ["*"])),
            json!({"source": {"type": "container", "space": "s", "externalId": "c"}, "properties": ["*"]}),
        ),
        (write(&FunctionWrite::new("f", 1)), json!({"name": "f", "fileId": 1})),
        (write(&FunctionFilterRequest::new()), json!({})),
        (write(&FunctionFilter::new()), json!({})),
        (write(&FunctionByIdsRequest::new([])), json!({"items": []})),
        (write(&CallRequest::new("n")), json!({"nonce": "n"})),
        (write(&CallFilterRequest::new()), json!({})),
        (
            write(&FunctionScheduleWrite::new("s", "* * * * *", "n")),
            json!({"name": "s", "cronExpression": "* * * * *", "nonce": "n"}),
        ),
        (write(&ScheduleFilterRequest::new()), json!({})),
        (
            write(&SubscriptionWrite::new("x", 1)),
            json!({"externalId": "x", "partitionCount": 1}),
        ),
        (write(&SubscriptionPatch::new()), json!({})),
        (write(&PartitionCursor::new(0)), json!({"index": 0})),
        (
            write(&SubscriptionDataRequest::new("x", [])),
            json!({"externalId": "x", "partitions": []}),
        ),
        (write(&FileWrite::new("f")), json!({"name": "f"})),
        (write(&TimestampRange::new()), json!({})),
    ];
    for (written, expected) in table {
        assert_eq!(written, expected);
    }
}

/// The same on the wire: no parameter goes out that the caller did not set.
#[tokio::test]
async fn bare_calls_have_no_query() {
    let server = Loopback::start((0..4).map(|_| Response::json(200, &json!({"items": []}))));
    let client = client(&server);
    client.functions().list().await.expect("functions");
    client.sessions().list().await.expect("sessions");
    client.subscriptions().list().await.expect("subscriptions");
    client.subscriptions().members("x").await.expect("members");
    let queries: Vec<String> = server.seen().iter().map(|seen| seen.query().to_owned()).collect();
    assert_eq!(queries, ["", "", "", "externalId=x"]);
}

/// To leave a property alone, to remove it and to set it are three different wishes.
#[test]
fn absent_null_and_value_differ_in_an_update() {
    let patch = |change: Option<SetOrNull<String>>| {
        write(&SubscriptionPatch {
            name: change,
            ..SubscriptionPatch::new()
        })
    };
    assert_eq!(patch(None), json!({}));
    assert_eq!(patch(Some(SetOrNull::SetNull)), json!({"name": {"setNull": true}}));
    assert_eq!(patch(Some(SetOrNull::Set(String::new()))), json!({"name": {"set": ""}}));
}

/// An empty list is a wish too; an empty change is not.
#[test]
fn lists_are_set_added_to_and_removed_from() {
    let patch = |change: SetOrChange<String>| write(&SubscriptionPatch::new().time_series_ids(change));
    assert_eq!(patch(SetOrChange::set([])), json!({"timeSeriesIds": {"set": []}}));
    assert_eq!(
        patch(SetOrChange::add(["a".to_owned()])),
        json!({"timeSeriesIds": {"add": ["a"]}})
    );
    assert_eq!(
        patch(SetOrChange::remove(["a".to_owned()])),
        json!({"timeSeriesIds": {"remove": ["a"]}})
    );
    for change in [
        json!({"set": ["a"]}),
        json!({"add": ["a"], "remove": ["b"]}),
        json!({"remove": ["b"]}),
    ] {
        assert_kept::<SubscriptionUpdateRequest>(
            &json!({"items": [{"externalId": "x", "update": {"timeSeriesIds": change}}]}),
        );
    }
}

/// A null where the document knows only absence is read as absence.
#[test]
fn null_is_read_as_absent() {
    let page: SessionPage = read(r#"{"items": [{"id": null, "status": null, "clientId": null}], "nextCursor": null}"#);
    assert_eq!((page.items[0].id, page.next_cursor), (None, None));
    let function: models::Function = read(
        r#"{"id": 1, "createdTime": 1, "status": "Ready", "name": "f", "fileId": 2, "cpu": null, "metadata": null,
            "error": null, "runtime": null}"#,
    );
    assert_eq!((function.cpu, function.metadata, function.runtime), (None, None, None));
}

/// A deleted record is its identity and two times.
#[test]
fn a_tombstone_is_read() {
    let page: RecordSyncPage = read(
        r#"{"items": [{"space": "s", "externalId": "x", "createdTime": 1, "lastUpdatedTime": 2, "status": "deleted"}],
            "nextCursor": "c", "hasNext": true}"#,
    );
    assert_eq!(
        (&page.items[0].status, &page.items[0].properties),
        (&SyncStatus::Deleted, &None)
    );
}

/// Batches come without changes, without deletions, without updates.
#[test]
fn a_batch_without_its_optional_parts_is_read() {
    let batch: SubscriptionData = read(
        r#"{"updates": [{"timeSeries": {"id": 1, "isString": false}}],
            "partitions": [{"index": 0, "nextCursor": "c"}], "hasNext": false}"#,
    );
    assert_eq!(batch.subscription_changes, None);
    let update = &batch.updates[0];
    assert_eq!((&update.upserts, &update.deletes), (&None, &None));
    let changes: SubscriptionData =
        read(r#"{"updates": [], "subscriptionChanges": {}, "partitions": [], "hasNext": true}"#);
    assert_eq!(changes.subscription_changes.expect("it is there").added, None);
}

/// A status that the document does not list is kept as it is.
#[test]
fn a_session_with_an_unlisted_status_is_read() {
    let page: SessionPage = read(r#"{"items": [{"id": 1, "status": "SUSPENDED"}]}"#);
    let status = page.items[0].status.as_ref().expect("a status");
    assert_eq!(status.as_str(), "SUSPENDED");
    assert_eq!(write(&page), json!({"items": [{"id": 1, "status": "SUSPENDED"}]}));
}

/// A runtime that is newer than the client is kept, also when the function is written again.
#[test]
fn a_function_with_a_new_runtime_is_read_and_written() {
    let list: FunctionList = read(
        r#"{"items": [{"id": 1, "createdTime": 1, "status": "Ready", "name": "f", "fileId": 2, "runtime": "py399"}]}"#,
    );
    let function = list.items.into_iter().next().expect("a function");
    assert!(matches!(&function.runtime, Some(FunctionRuntime::Unknown(text)) if text.as_str() == "py399"));
    assert_eq!(
        write(&models::FunctionWrite::from(function)),
        json!({"name": "f", "fileId": 2, "runtime": "py399"})
    );
}

/// What is unknown never equals what is known, and says what it is.
#[test]
fn an_unknown_value_equals_itself_only() {
    let unknown: CallStatus = read("\"Paused\"");
    assert_eq!(unknown, CallStatus::from("Paused"));
    assert_ne!(unknown, CallStatus::Running);
    assert_eq!(CallStatus::from("Running"), CallStatus::Running);
    assert_eq!(unknown.to_string(), "Paused");
}
