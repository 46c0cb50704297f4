//! Reading is forgiving: what protobuf leaves out, what it may write in two ways, and what a newer service says.

use serde_json::{Value as Json, json};
use trac_client::models::{
    BasicType, DataReadResponse, FileDefinition, ObjectType, SchemaDefinition, TagHeader, TagOperation, TagSelector,
    TagUpdate, Value, ValueKind,
};

fn read<T: serde::de::DeserializeOwned>(value: Json) -> T {
    serde_json::from_value(value).expect("it can be read")
}

fn written(value: &impl serde::Serialize) -> Json {
    serde_json::to_value(value).expect("it can be written")
}

#[test]
fn what_is_left_out_is_the_default() {
    let header: TagHeader = read(json!({}));
    assert_eq!(
        (header.object_type.clone(), header.object_version, header.is_latest_tag),
        (ObjectType::NotSet, 0, false)
    );
    assert_eq!(written(&header), json!({}), "and is left out again");
    let file: FileDefinition = read(json!({"name": null, "size": null}));
    assert_eq!((file.name.as_str(), file.size), ("", 0));
    let update: TagUpdate = read(json!({"attrName": "a", "value": null}));
    assert_eq!((update.operation, update.value), (TagOperation::CreateOrReplace, None));
}

#[test]
fn other_names_of_a_value_are_read() {
    let schema: SchemaDefinition = read(json!({"schemaType": "TABLE", "partType": "NOT_PARTITIONED", "table": {}}));
    assert_eq!(schema, SchemaDefinition::of_table([]));
    assert_eq!(written(&schema), json!({"schemaType": "TABLE_SCHEMA", "table": {}}));
}

#[test]
fn numbers_are_exact_in_both_forms() {
    for form in [json!(9_007_199_254_740_993_i64), json!("9007199254740993")] {
        let value: Value = read(json!({"integerValue": form}));
        assert_eq!(value.value, Some(ValueKind::IntegerValue(9_007_199_254_740_993)));
        assert_eq!(written(&value), json!({"integerValue": "9007199254740993"}));
    }
    for (text, number) in [("Infinity", f64::INFINITY), ("-Infinity", f64::NEG_INFINITY)] {
        let value: Value = read(json!({"floatValue": text}));
        assert_eq!(value.value, Some(ValueKind::FloatValue(number)));
        assert_eq!(written(&value), json!({"floatValue": text}));
    }
    assert_eq!(written(&Value::from(f64::NAN)), json!({"floatValue": "NaN"}));
}

#[test]
fn zero_is_a_value_where_it_is_set() {
    let values = [
        Value::from(false),
        Value::from(0),
        Value::from(""),
        Value::list(BasicType::Integer, [0; 0]),
    ];
    let written = written(&values);
    assert_eq!(written[0], json!({"booleanValue": false}));
    assert_eq!(written[1], json!({"integerValue": "0"}));
    assert_eq!(written[2], json!({"stringValue": ""}));
    assert_eq!(written[3]["arrayValue"], json!({}));
    assert_eq!(read::<[Value; 4]>(written), values);
}

#[test]
fn bytes_are_read_in_both_alphabets() {
    let schema = json!({"schemaType": "TABLE_SCHEMA", "table": {}});
    for text in ["-_8", "+/8=", "-_8="] {
        let reply: DataReadResponse = read(json!({"schema": schema, "content": text}));
        assert_eq!(reply.content.as_bytes(), [0xfb, 0xff]);
    }
}

/// A release after the one that the document was made from has two more.
#[test]
fn new_values_of_enums_are_kept() {
    let selector = json!({"objectType": "CREDENTIAL", "objectId": "x", "latestObject": true, "tagVersion": 3});
    let read: TagSelector = read(selector.clone());
    assert_eq!(read.object_type.as_str(), "CREDENTIAL");
    assert_eq!(written(&read), selector);
}

#[test]
fn two_of_what_excludes_each_other_are_refused() {
    let both =
        json!({"objectType": "DATA", "objectId": "x", "latestObject": true, "objectVersion": 1, "latestTag": true});
    let error = serde_json::from_value::<TagSelector>(both)
        .expect_err("two versions")
        .to_string();
    assert!(
        error.contains("latestObject") && error.contains("objectVersion"),
        "{error}"
    );
}
