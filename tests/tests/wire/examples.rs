//! Each example of the documents, and some richer responses, through the types of their operation.
//!
//! Reading and writing an example must give it back. Then it is bent, as a newer service would: fields that nobody
//! knows, other enum values, other branches of unions. All of that must still be read, and written back.

use std::collections::BTreeSet;
use std::fs;

use cdf_client::runtime::Reply;
use cdf_client::{Operation, models};
use http::{HeaderMap, StatusCode};
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::{Value, json};

use super::harness::{Refusal, envelope};
use super::{documents, files, functions, records, subscriptions};

type Rewrite = fn(&Value) -> Result<Value, String>;

/// Reads JSON as the types of one operation and writes it again.
struct Codec {
    id: &'static str,
    request: Option<Rewrite>,
    response: fn(u16, &Value) -> Result<Value, String>,
}

/// An operation without a request body.
fn bodiless<O>() -> Codec
where
    O: Operation<Output: Serialize, Failure: Refusal>,
{
    Codec {
        id: O::INFO.id,
        request: None,
        response: rewrite_response::<O>,
    }
}

/// An operation with a request body of type `B`.
fn with_body<O, B>() -> Codec
where
    O: Operation<Output: Serialize, Failure: Refusal>,
    B: DeserializeOwned + Serialize,
{
    Codec {
        request: Some(rewrite::<B>),
        ..bodiless::<O>()
    }
}

fn rewrite<T: DeserializeOwned + Serialize>(value: &Value) -> Result<Value, String> {
    let read: T = serde_json::from_str(&value.to_string()).map_err(|error| error.to_string())?;
    serde_json::to_value(read).map_err(|error| error.to_string())
}

fn rewrite_response<O>(status: u16, body: &Value) -> Result<Value, String>
where
    O: Operation<Output: Serialize, Failure: Refusal>,
{
    let code = StatusCode::from_u16(status).map_err(|error| error.to_string())?;
    let mut reply = Reply::new(code, HeaderMap::new(), body.to_string());
    if code.is_success() {
        let output = O::success(&mut reply).map_err(|error| error.to_string())?;
        let written = serde_json::to_value(output).map_err(|error| error.to_string())?;
        // An operation without a response gives `()`, whatever empty object was sent.
        return Ok(if written.is_null() {
            serde_json::json!({})
        } else {
            written
        });
    }
    O::failure(&reply)
        .map(|failure| failure.body())
        .ok_or_else(|| "no failure".to_owned())
}

/// The types of each operation.
fn codecs() -> Vec<Codec> {
    use cdf_client::operations::{
        files, function_calls, function_schedules, functions, records, sessions, streams, subscriptions,
    };
    vec![
        with_body::<files::InitUpload, models::FileWrite>(),
        with_body::<files::InitMultipartUpload, models::FileWrite>(),
        with_body::<files::UploadLink, models::FileUploadRequest>(),
        with_body::<files::MultipartUploadLink, models::FileUploadRequest>(),
        with_body::<files::RetrieveMany, models::FileByIdsRequest>(),
        with_body::<files::Delete, models::FileDeleteRequest>(),
        with_body::<files::CompleteMultipartUpload, models::MultipartCompleteRequest>(),
        with_body::<function_calls::CallRequest, models::CallRequest>(),
        bodiless::<function_calls::List>(),
        with_body::<function_calls::Filter, models::CallFilterRequest>(),
        with_body::<function_calls::RetrieveMany, models::CallByIdsRequest>(),
        bodiless::<function_calls::Retrieve>(),
        bodiless::<function_calls::Logs>(),
        bodiless::<function_calls::Response>(),
        bodiless::<function_schedules::List>(),
        with_body::<function_schedules::Create, models::ScheduleCreateRequest>(),
        with_body::<function_schedules::Filter, models::ScheduleFilterRequest>(),
        with_body::<function_schedules::RetrieveMany, models::ScheduleByIdsRequest>(),
        bodiless::<function_schedules::Retrieve>(),
        bodiless::<function_schedules::InputData>(),
        with_body::<function_schedules::Delete, models::ScheduleDeleteRequest>(),
        bodiless::<functions::List>(),
        with_body::<functions::Create, models::FunctionCreateRequest>(),
        with_body::<functions::Filter, models::FunctionFilterRequest>(),
        with_body::<functions::RetrieveMany, models::FunctionByIdsRequest>(),
        bodiless::<functions::Retrieve>(),
        with_body::<functions::Delete, models::FunctionDeleteRequest>(),
        bodiless::<functions::Limits>(),
        bodiless::<functions::Status>(),
        bodiless::<functions::Activate>(),
        with_body::<records::Ingest, models::RecordWriteRequest>(),
        with_body::<records::Upsert, models::RecordWriteRequest>(),
        with_body::<records::Delete, models::RecordDeleteRequest>(),
        with_body::<records::Filter, models::RecordFilterRequest>(),
        with_body::<records::Aggregate, models::RecordAggregateRequest>(),
        with_body::<records::Sync, models::RecordSyncRequest>(),
        bodiless::<sessions::List>(),
        with_body::<sessions::Create, models::SessionCreateRequest>(),
        with_body::<sessions::RetrieveMany, models::SessionByIdsRequest>(),
        with_body::<sessions::Revoke, models::SessionRevokeRequest>(),
        bodiless::<streams::List>(),
        with_body::<streams::Create, models::StreamCreateRequest>(),
        bodiless::<streams::Retrieve>(),
        bodiless::<streams::DeleteLegacy>(),
        with_body::<streams::Delete, models::StreamDeleteRequest>(),
        bodiless::<subscriptions::List>(),
        with_body::<subscriptions::Create, models::SubscriptionCreateRequest>(),
        bodiless::<subscriptions::Members>(),
        with_body::<subscriptions::Retrieve, models::SubscriptionByIdsRequest>(),
        with_body::<subscriptions::Update, models::SubscriptionUpdateRequest>(),
        with_body::<subscriptions::Delete, models::SubscriptionDeleteRequest>(),
        with_body::<subscriptions::Data, models::SubscriptionDataRequest>(),
    ]
}

fn codec(id: &str) -> Codec {
    let codec = codecs().into_iter().find(|codec| codec.id == id);
    codec.unwrap_or_else(|| panic!("no types for operation {id}"))
}

/// A response that must be readable.
struct Sample {
    id: String,
    status: u16,
    body: Value,
}

impl Sample {
    fn new(id: &str, status: u16, body: Value) -> Self {
        Self {
            id: id.to_owned(),
            status,
            body,
        }
    }

    fn rewritten(&self, body: &Value) -> Value {
        (codec(&self.id).response)(self.status, body)
            .unwrap_or_else(|error| panic!("{} {}: {error}\n{body:#}", self.id, self.status))
    }
}

/// The examples of the documents.
fn examples() -> Vec<Sample> {
    let operations = documents::operations().into_iter();
    let samples = operations.flat_map(|operation| {
        let id = operation.id;
        operation
            .responses
            .into_iter()
            .filter_map(move |(status, example)| Some(Sample::new(&id, status, example?)))
    });
    samples.collect()
}

/// Responses with more in them than the examples: each kind of result, of value, of change.
fn rich_responses() -> Vec<Sample> {
    let subscription = json!({
        "externalId": "s", "partitionCount": 1, "createdTime": 1, "lastUpdatedTime": 2,
        "filter": subscriptions::every_filter_json(),
    });
    let schedule = json!({
        "id": 640, "name": "n", "createdTime": 1, "cronExpression": "* * * * *", "when": "Every minute", "sessionId": 7,
    });
    let place = json!({"geoLocation": files::place_json(), "metadata": {"a": "b"}, "labels": [{"externalId": "l"}]});
    vec![
        Sample::new("aggregateRecords", 200, records::results()),
        Sample::new("syncRecords", 200, records::changes()),
        Sample::new("ingestRecords", 503, records::partial(503)),
        Sample::new("listSubscriptionData", 200, subscriptions::batch()),
        Sample::new(
            "listSubscriptions",
            200,
            json!({"items": [subscription], "nextCursor": "c"}),
        ),
        Sample::new("getFunctionSchedules", 200, json!({"items": [schedule]})),
        Sample::new("byIdsFiles", 200, json!({"items": [files::file(place)]})),
        Sample::new("getFunction", 200, functions::function()),
        Sample::new("getFunctions", 403, envelope(403)),
    ]
}

fn samples() -> Vec<Sample> {
    examples().into_iter().chain(rich_responses()).collect()
}

/// Equal as JSON, where `5` and `5.0` are the same number: a property of type `number` may write either.
fn is_same(left: &Value, right: &Value) -> bool {
    match (left, right) {
        (Value::Number(left), Value::Number(right)) => {
            left == right || (left.is_f64() || right.is_f64()) && left.as_f64() == right.as_f64()
        }
        (Value::Array(left), Value::Array(right)) => {
            left.len() == right.len() && left.iter().zip(right).all(|(left, right)| is_same(left, right))
        }
        (Value::Object(left), Value::Object(right)) => {
            let has_same = |(key, value): (&String, &Value)| right.get(key).is_some_and(|other| is_same(value, other));
            left.len() == right.len() && left.iter().all(has_same)
        }
        _ => left == right,
    }
}

#[track_caller]
fn assert_same(what: &str, left: &Value, right: &Value) {
    assert!(is_same(left, right), "{what}\nwritten: {left:#}\nexpected: {right:#}");
}

#[test]
fn each_operation_of_the_documents_has_its_types_and_examples() {
    let described = documents::operations();
    let ids: BTreeSet<&str> = described.iter().map(|operation| operation.id.as_str()).collect();
    let typed: BTreeSet<&str> = codecs().iter().map(|codec| codec.id).collect();
    assert_eq!(typed, ids);
    for operation in &described {
        let takes_body = codec(&operation.id).request.is_some();
        assert_eq!(
            operation.request.is_some(),
            takes_body,
            "{}: a request example",
            operation.id
        );
    }
    assert!(
        examples().len() >= 90,
        "only {} response examples were found",
        examples().len()
    );
}

/// What the documents show as a request is what the request type writes.
#[test]
fn request_examples_come_back_as_they_went() {
    for operation in documents::operations() {
        let (Some(rewrite), Some(example)) = (codec(&operation.id).request, operation.request) else {
            continue;
        };
        let written = rewrite(&example).unwrap_or_else(|error| panic!("{}: {error}\n{example:#}", operation.id));
        assert_same(&operation.id, &written, &example);
    }
}

/// Nothing of a response is lost in its type.
#[test]
fn response_examples_come_back_as_they_went() {
    for sample in samples() {
        assert_same(&sample.id, &sample.rewritten(&sample.body), &sample.body);
    }
}

/// Keys that sort before and after all others, so that neither the first nor the last key decides anything.
const NEW_KEYS: [&str; 2] = ["aaaFromTheFuture", "zzzFromTheFuture"];

/// The properties that are maps, where a key is data and not a field, with how deep the maps nest.
const MAPS: [(&str, usize); 5] = [
    ("metadata", 1),
    ("secrets", 1),
    ("envVars", 1),
    ("aggregates", 1),
    ("properties", 3),
];

/// How deep maps still nest in the member of this name.
fn depth_below(key: &str, map_depth: usize) -> usize {
    let of_map = MAPS
        .iter()
        .find(|(name, _)| *name == key)
        .map_or(0, |(_, depth)| *depth);
    map_depth.saturating_sub(1).max(of_map)
}

/// Adds a field that nobody knows to each object.
fn add_fields(value: &mut Value, map_depth: usize) {
    match value {
        Value::Array(items) => items.iter_mut().for_each(|item| add_fields(item, 0)),
        Value::Object(object) => {
            for (key, member) in object.iter_mut() {
                add_fields(member, depth_below(key, map_depth));
            }
            if map_depth == 0 {
                let something = json!({"deep": [1, null, {"a": "b"}]});
                object.extend(NEW_KEYS.map(|key| (key.to_owned(), something.clone())));
            }
        }
        _ => {}
    }
}

/// Takes those fields out again: free-form objects keep them, and rightly so.
fn drop_fields(value: &mut Value) {
    match value {
        Value::Array(items) => items.iter_mut().for_each(drop_fields),
        Value::Object(object) => {
            object.retain(|key, _| !NEW_KEYS.contains(&key.as_str()));
            object.values_mut().for_each(drop_fields);
        }
        _ => {}
    }
}

#[test]
fn unknown_fields_everywhere_change_nothing() {
    for sample in samples() {
        let mut body = sample.body.clone();
        add_fields(&mut body, 0);
        assert_ne!(body, sample.body, "{}: something was added", sample.id);
        let mut written = sample.rewritten(&body);
        drop_fields(&mut written);
        assert_same(&sample.id, &written, &sample.body);
    }
}

/// The places of all members of objects with more than one, as JSON pointers; the members of maps are data.
fn members(value: &Value, place: &str, map_depth: usize, found: &mut Vec<String>) {
    match value {
        Value::Array(items) => {
            for (index, item) in items.iter().enumerate() {
                members(item, &format!("{place}/{index}"), 0, found);
            }
        }
        Value::Object(object) => {
            for (key, member) in object {
                let place = format!("{place}/{}", key.replace('~', "~0").replace('/', "~1"));
                members(member, &place, depth_below(key, map_depth), found);
                // The only key of an object decides a union, so without it the object is another thing.
                if map_depth == 0 && object.len() > 1 {
                    found.push(place);
                }
            }
        }
        _ => {}
    }
}

fn without(body: &Value, place: &str) -> Value {
    let mut body = body.clone();
    let (parent, key) = place.rsplit_once('/').expect("a member has a parent");
    let parent = body
        .pointer_mut(parent)
        .and_then(Value::as_object_mut)
        .expect("an object");
    parent.remove(&key.replace("~1", "/").replace("~0", "~"));
    body
}

/// What may be missing may also be null: services do not keep the two apart.
#[test]
fn where_a_member_may_be_missing_it_may_be_null() {
    let mut tried = 0;
    for sample in samples() {
        let mut places = Vec::new();
        members(&sample.body, "", 0, &mut places);
        for place in places {
            let missing = without(&sample.body, &place);
            if (codec(&sample.id).response)(sample.status, &missing).is_ok() {
                let mut null = sample.body.clone();
                *null.pointer_mut(&place).expect("a member") = Value::Null;
                sample.rewritten(&null);
                tried += 1;
            }
        }
    }
    assert!(tried > 100, "only {tried} members may be missing");
}

/// The places of all texts in a value, as JSON pointers.
fn texts(value: &Value, place: &str, found: &mut Vec<String>) {
    match value {
        Value::String(_) => found.push(place.to_owned()),
        Value::Array(items) => {
            for (index, item) in items.iter().enumerate() {
                texts(item, &format!("{place}/{index}"), found);
            }
        }
        Value::Object(object) => {
            for (key, member) in object {
                let key = key.replace('~', "~0").replace('/', "~1");
                texts(member, &format!("{place}/{key}"), found);
            }
        }
        _ => {}
    }
}

/// Each text becomes one that no enum knows: alone, and all at once. Free texts do not mind, enums keep it.
#[test]
fn unknown_enum_values_are_read_and_written_back() {
    for sample in samples() {
        let mut all = sample.body.clone();
        let mut places = Vec::new();
        texts(&sample.body, "", &mut places);
        for place in &places {
            let mut one = sample.body.clone();
            for body in [&mut one, &mut all] {
                *body.pointer_mut(place).expect("a text") = json!("FROM_THE_FUTURE");
            }
            assert_same(&format!("{} {place}", sample.id), &sample.rewritten(&one), &one);
        }
        assert_same(&sample.id, &sample.rewritten(&all), &all);
    }
}

/// A branch that nobody knows: the union, a response that has it, where, and what stands there now.
fn unknown_branches() -> Vec<(&'static str, &'static str, &'static str, Value)> {
    let new_kind = || json!({"kind": "fromTheFuture", "list": [1, 2.5, null]});
    vec![
        (
            "AggregateResult",
            "aggregateRecords",
            "/aggregates/avg",
            json!({"percentiles": [1, 2.5]}),
        ),
        (
            "AggregateResult",
            "aggregateRecords",
            "/aggregates/uniques/uniqueValueBuckets/0/aggregates/least",
            json!({"median": 9_007_199_254_740_993_i64}),
        ),
        (
            "AggregateValue",
            "aggregateRecords",
            "/aggregates/uniques/uniqueValueBuckets/0/value",
            new_kind(),
        ),
        (
            "DataPointValue",
            "listSubscriptionData",
            "/updates/0/upserts/0/value",
            new_kind(),
        ),
        (
            "DataPointValue",
            "listSubscriptionData",
            "/updates/0/upserts/1/value",
            json!(true),
        ),
        (
            "Geometry",
            "byIdsFiles",
            "/items/0/geoLocation/geometry",
            json!({"type": "GeometryCollection"}),
        ),
        ("Geometry", "byIdsFiles", "/items/0/geoLocation/geometry", new_kind()),
        (
            "MissingId",
            "deleteSubscriptions",
            "/error/missing/0",
            json!({"uuid": "u-1"}),
        ),
        ("SessionId", "getFunctionSchedules", "/items/0/sessionId", new_kind()),
        (
            "SubscriptionFilter",
            "listSubscriptions",
            "/items/0/filter",
            json!({"search": {"query": "x"}}),
        ),
        (
            "SubscriptionFilter",
            "listSubscriptions",
            "/items/0/filter/and/0/or/0",
            json!({"nested": {}}),
        ),
        (
            "TimeSeriesValue",
            "listSubscriptions",
            "/items/0/filter/and/1/not/equals/value",
            new_kind(),
        ),
        (
            "TimeSeriesRangeValue",
            "listSubscriptions",
            "/items/0/filter/and/3/range/gt",
            new_kind(),
        ),
    ]
}

#[test]
fn unknown_branches_are_read_and_written_back() {
    for (union, id, place, branch) in unknown_branches() {
        let has_place = |sample: &Sample| sample.id == id && sample.body.pointer(place).is_some();
        let sample = samples()
            .into_iter()
            .find(has_place)
            .unwrap_or_else(|| panic!("{id} has no {place}"));
        let mut body = sample.body.clone();
        *body.pointer_mut(place).expect("a branch") = branch;
        assert_same(&format!("{union} in {id}"), &sample.rewritten(&body), &body);
    }
}

/// Each open union of the client stands in the table above.
#[test]
fn each_open_union_has_an_unknown_branch_here() {
    let tried: BTreeSet<String> = unknown_branches()
        .iter()
        .map(|(union, ..)| (*union).to_owned())
        .collect();
    assert_eq!(tried, open_enums("Unknown(UnknownJson)"));
}

/// The names of the client's enums that keep what they do not know in this variant.
pub(super) fn open_enums(unknown: &str) -> BTreeSet<String> {
    let folder = fs::read_dir(concat!(env!("CARGO_MANIFEST_DIR"), "/../generated/cdf/src/models")).expect("models");
    let texts = folder.map(|entry| fs::read_to_string(entry.expect("an entry").path()).expect("a readable file"));
    let names = texts.flat_map(|text| {
        let enums = text
            .split("\npub enum ")
            .skip(1)
            .map(|rest| rest.split("\n}").next().unwrap_or(rest));
        let open = enums.filter(|body| body.contains(unknown));
        open.map(|body| body.split(' ').next().unwrap_or(body).to_owned())
            .collect::<Vec<_>>()
    });
    names.collect()
}
