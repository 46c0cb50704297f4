//! Recorded requests as somebody would write them: the calls with the words of the client, not read from the capture.

use std::collections::BTreeMap;
use std::fmt::Debug;

use serde::{Deserialize, Serialize};
use trac_client::Client;
use trac_client::dataset::{Format, json_rows, json_value};
use trac_client::models::{
    BasicType, DateValue, DatetimeValue, DecimalValue, EnumValues, FieldSchema, ObjectType, SchemaDefinition,
    TagSelector, TagUpdate, TypeDescriptor, Value,
};

use super::super::server::Seen;
use super::super::support;
use super::canonical::{Found, canonical};
use super::recorded::{self, Capture};
use super::serving;

type Captures = BTreeMap<String, Capture>;

const TENANT: &str = "ACME_CORP";
const DATA: &str = "e88eab88-e5ec-4909-ab86-362a888a207a";
const FILE: &str = "16ecd319-65d9-4e4e-8f04-400d35ce59fe";

/// A row of the recorded datasets.
#[derive(Debug, Serialize, Deserialize, PartialEq)]
struct Row {
    f_bool: bool,
    f_int: i64,
    f_float: f64,
    f_dec: String,
    f_str: String,
    f_date: String,
    f_dt: String,
}

fn rows() -> [Row; 2] {
    let row = |f_bool, f_int, f_float, f_dec: &str, f_str: &str, f_date: &str, f_dt: &str| Row {
        f_bool,
        f_int,
        f_float,
        f_dec: f_dec.to_owned(),
        f_str: f_str.to_owned(),
        f_date: f_date.to_owned(),
        f_dt: f_dt.to_owned(),
    };
    [
        row(true, 1, 1.5, "12.34", "héllo", "2024-02-29", "2024-02-29T12:34:56.789"),
        row(
            false,
            9_007_199_254_740_993,
            -0.0,
            "0.01",
            "",
            "1970-01-01",
            "1970-01-01T00:00:00.000",
        ),
    ]
}

fn table() -> SchemaDefinition {
    let field = |number, name: &str, kind, label: &str| FieldSchema::new(name, kind).field_order(number).label(label);
    SchemaDefinition::of_table([
        field(0, "f_bool", BasicType::Boolean, "a bool"),
        field(1, "f_int", BasicType::Integer, "an int").business_key(true),
        field(2, "f_float", BasicType::Float, "a float"),
        field(3, "f_dec", BasicType::Decimal, "a decimal"),
        field(4, "f_str", BasicType::String, "a string").format_code("x"),
        field(5, "f_date", BasicType::Date, "a date"),
        field(6, "f_dt", BasicType::Datetime, "a datetime").not_null(true),
    ])
}

/// Makes the call against a server that says what was recorded, and compares the requests.
async fn same<T, E: Debug>(captures: &Captures, name: &str, make: impl AsyncFnOnce(Client) -> Result<T, E>) -> T {
    let capture = &captures[name];
    let server = serving(capture);
    let reply = make(support::client(&server)).await.expect(name);
    compare(capture, &server.seen()[0]);
    reply
}

fn compare(capture: &Capture, seen: &Seen) {
    let name = &capture.name;
    assert_eq!(recorded::segments(&seen.target), capture.segments(), "{name}: the path");
    assert_eq!(recorded::query(&seen.target), capture.query(), "{name}: the query");
    if !capture.request.body.is_empty() {
        let mut ours = Found::new();
        let sent = serde_json::from_slice(&seen.body).expect("a body is JSON");
        let sent = canonical(sent, &mut ours);
        assert!(ours.is_empty(), "{name}: the client has one form: {ours:?}");
        assert_eq!(
            with_rows(sent),
            with_rows(canonical(capture.json(), &mut Found::new())),
            "{name}: the body"
        );
    }
}

/// The content as what it means, where it is JSON: its spaces are nobody's business.
fn with_rows(mut body: serde_json::Value) -> serde_json::Value {
    let content = body["content"]
        .as_str()
        .and_then(|text| text.parse::<trac_client::Base64>().ok());
    if let Some(rows) = content.and_then(|content| serde_json::from_slice(content.as_bytes()).ok()) {
        body["content"] = rows;
    }
    body
}

#[tokio::test]
async fn datasets_are_written() {
    let Some(captures) = recorded::all() else { return };
    let header = same(&captures, "01_create_small_dataset", async |trac: Client| {
        let updates = [
            TagUpdate::set("a_bool", true),
            TagUpdate::create("a_int", 9_007_199_254_740_993_i64),
            TagUpdate::set("a_float", 2.5),
            TagUpdate::set("a_str", Value::from("s").type_(TypeDescriptor::new(BasicType::String))),
            TagUpdate::set("a_dec", DecimalValue::new("1.20")),
            TagUpdate::set("a_date", DateValue::new("2024-02-29")),
            TagUpdate::set("a_dt", DatetimeValue::new("2024-02-29T12:34:56.789Z")),
            TagUpdate::set("a_arr", Value::list(BasicType::Integer, [1, 2])),
        ];
        let content = json_rows(rows()).expect("rows are JSON");
        trac.datasets()
            .create(TENANT, table(), "application/json", content)
            .tag_updates(updates)
            .await
    })
    .await;
    assert_eq!((header.object_type, header.object_version), (ObjectType::Data, 1));
    assert!(header.is_latest_object && header.is_latest_tag);

    let header = same(&captures, "05_update_small_dataset", async |trac: Client| {
        let prior = TagSelector::version(ObjectType::Data, DATA, 1).with_tag_version(1);
        let content = json_rows(rows()).expect("rows are JSON");
        trac.datasets()
            .update(TENANT, prior, table(), "application/json", content)
            .await
    })
    .await;
    assert_eq!((header.object_id.as_str(), header.object_version), (DATA, 2));

    same(&captures, "08_create_by_schema_id", async |trac: Client| {
        let schema = TagSelector::version(ObjectType::Schema, "830de62b-556e-4e07-b8a2-44e06e596488", 1);
        let content = json_rows(rows()).expect("rows are JSON");
        trac.datasets()
            .create(TENANT, schema.with_tag_version(1), "application/json", content)
            .await
    })
    .await;
    same(&captures, "100_create_defaults_in_oneof", async |trac: Client| {
        let updates = [
            TagUpdate::set("b", false),
            TagUpdate::set("z", 0),
            TagUpdate::set("s", ""),
            TagUpdate::set("big", 9_007_199_254_740_993_i64),
            TagUpdate::set("nan", f64::NAN),
            TagUpdate::set("inf", f64::NEG_INFINITY),
            TagUpdate::set("fl", 1e300),
            TagUpdate::set("one", 1.0),
        ];
        let content = json_rows(rows()).expect("rows are JSON");
        trac.datasets()
            .create(TENANT, table(), "application/json", content)
            .tag_updates(updates)
            .await
    })
    .await;
}

#[tokio::test]
async fn structures_are_written() {
    let Some(captures) = recorded::all() else { return };
    let capture = &captures["112_struct_schema_recursive"];
    let server = serving(capture);
    let schema = SchemaDefinition::of_struct([
        FieldSchema::new("a", BasicType::Struct).named_type("Inner"),
        FieldSchema::new("l", BasicType::Array)
            .field_order(1)
            .children([FieldSchema::new("item", BasicType::Integer)]),
        FieldSchema::new("m", BasicType::Map).field_order(2).children([
            FieldSchema::new("key", BasicType::String),
            FieldSchema::new("value", BasicType::Float).field_order(1),
        ]),
    ])
    .named_types([(
        "Inner",
        SchemaDefinition::of_struct([FieldSchema::new("x", BasicType::Integer)]),
    )])
    .named_enums([("E", EnumValues::new().values(["A", "B"]))]);
    let content = json_value(&serde_json::json!({"a": {"x": 1}, "l": [1, 2], "m": {"k": 1.5}})).expect("it is JSON");
    let error = support::failure(
        support::client(&server)
            .datasets()
            .create(TENANT, schema, Format::Json, content),
    )
    .await;
    compare(capture, &server.seen()[0]);
    assert_eq!(error.message().as_deref(), Some("Internal server error"));
}

#[tokio::test]
async fn datasets_are_read() {
    let Some(captures) = recorded::all() else { return };
    let reply = same(&captures, "02_read_small_dataset_json", async |trac: Client| {
        let selector = TagSelector::version(ObjectType::Data, DATA, 1).with_tag_version(1);
        trac.datasets().read(TENANT, selector, "application/json").await
    })
    .await;
    let [mut first, mut second] = rows();
    (first.f_dec, second.f_dec) = ("12.340000000000".to_owned(), "0.010000000000".to_owned());
    assert_eq!(
        reply.rows::<Row>().expect("they are rows"),
        [first, second],
        "decimals have twelve places"
    );
    assert_eq!(reply.schema, table());

    let reply = same(&captures, "03_read_small_dataset_arrow", async |trac: Client| {
        trac.datasets()
            .read(TENANT, TagSelector::latest(ObjectType::Data, DATA), Format::ArrowFile)
            .await
    })
    .await;
    assert!(reply.content.as_bytes().starts_with(b"ARROW1"), "an Arrow file");
    assert!(reply.rows::<Row>().is_err(), "Arrow is no JSON");

    let reply = same(&captures, "04_read_small_dataset_limit", async |trac: Client| {
        let selector = TagSelector::version(ObjectType::Data, DATA, 1).with_tag_version(1);
        trac.datasets()
            .read(TENANT, selector, Format::Json)
            .limit(1)
            .offset(1)
            .await
    })
    .await;
    assert_eq!(reply.rows::<Row>().expect("they are rows").len(), 1);

    same(&captures, "109_as_of", async |trac: Client| {
        let selector = TagSelector::as_of(
            ObjectType::Data,
            "f9af23b3-bd44-44de-9ca3-0ea5734b8a83",
            "2030-01-01T00:00:00.000Z",
        )
        .with_tag_as_of("2030-01-01T00:00:00Z");
        trac.datasets().read(TENANT, selector, Format::Json).await
    })
    .await;
    let reply = same(&captures, "124_struct_read", async |trac: Client| {
        let selector = TagSelector::version(ObjectType::Data, "63b54d01-348b-46c4-b9d1-f5608357d566", 1);
        trac.datasets()
            .read(TENANT, selector.with_tag_version(1), Format::Json)
            .await
    })
    .await;
    let value: serde_json::Value = reply.json().expect("a structure");
    assert_eq!(value["l"], serde_json::json!([1, 2]));
}

#[tokio::test]
async fn files_are_written_and_read() {
    let Some(captures) = recorded::all() else { return };
    same(&captures, "11_create_small_file", async |trac: Client| {
        let content: Vec<u8> = (0..=255).collect();
        let create = trac
            .files()
            .create(TENANT, "all bytes.bin", "application/octet-stream", content);
        create.size(256).tag_updates([TagUpdate::set("note", "x")]).await
    })
    .await;
    let reply = same(&captures, "12_read_small_file", async |trac: Client| {
        let selector = TagSelector::version(ObjectType::File, FILE, 1).with_tag_version(1);
        trac.files().read(TENANT, selector).await
    })
    .await;
    let file = &reply.file_definition;
    assert_eq!(
        (file.name.as_str(), file.extension.as_str(), file.size),
        ("all bytes.bin", "bin", 256)
    );
    assert_eq!(reply.content.as_bytes(), (0..=255).collect::<Vec<u8>>());
    let storage = file.storage_id.as_ref().expect("it is stored somewhere");
    assert_eq!(storage.object_type, ObjectType::Storage);

    let content = same(&captures, "20_download_file_v1", async |trac: Client| {
        let download = trac.files().download(TENANT, FILE, 1, "anything.bin").await?;
        assert_eq!(
            (download.content_type(), download.content_length()),
            (Some("application/octet-stream"), Some(256))
        );
        download.bytes().await
    })
    .await;
    assert_eq!(content, reply.content.into_bytes());
    same(&captures, "23_download_data_latest", async |trac: Client| {
        let download = trac
            .datasets()
            .download_latest(TENANT, DATA, "x.json", "application/json")
            .await?;
        assert_eq!(
            (download.content_type(), download.content_length()),
            (Some("application/json"), None)
        );
        download.bytes().await
    })
    .await;
}
