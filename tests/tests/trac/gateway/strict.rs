//! Reads a body as protobuf's JSON reader does: by the document of this repository, unknown fields and two arms refused.

use std::sync::LazyLock;

use serde_json::{Map, Value};
use trac_client::Base64;

use super::responses::Refusal;

/// Which fields exclude each other.
const ONE_OF: [(&str, &[&str]); 7] = [
    ("DataWriteRequest", &["schemaId", "schema"]),
    ("DataUpdateRequest", &["schemaId", "schema"]),
    ("TagSelector", &["latestObject", "objectVersion", "objectAsOf"]),
    ("TagSelector", &["latestTag", "tagVersion", "tagAsOf"]),
    ("SchemaDefinition", &["table", "struct"]),
    (
        "Value",
        &[
            "booleanValue",
            "integerValue",
            "floatValue",
            "stringValue",
            "decimalValue",
        ],
    ),
    (
        "Value",
        &["stringValue", "dateValue", "datetimeValue", "arrayValue", "mapValue"],
    ),
];

static DOCUMENT: LazyLock<Value> = LazyLock::new(|| {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../specs/trac/data.yaml");
    let text = std::fs::read_to_string(path).expect("the document is there");
    serde_yaml::from_str(&text).expect("the document is YAML")
});

/// The body of a request, which is this message.
pub(super) fn read(body: &[u8], message: &str) -> Result<Value, Refusal> {
    let value: Value = serde_json::from_slice(body).map_err(|error| refused(error.to_string()))?;
    check_message(message, &value)?;
    Ok(value)
}

/// Bytes of base64 text in the standard alphabet with padding, which is what a client should write.
pub(super) fn base64(text: &str) -> Option<Vec<u8>> {
    let bytes: Base64 = text.parse().ok()?;
    (bytes.to_string() == text).then(|| bytes.as_bytes().to_vec())
}

fn check_message(name: &str, value: &Value) -> Result<(), Refusal> {
    if let Some(object) = value.as_object() {
        for (_, arms) in ONE_OF.iter().filter(|(message, _)| *message == name) {
            if arms.iter().filter(|arm| object.contains_key(**arm)).count() > 1 {
                return Err(refused(format!("two of {arms:?} in {name}")));
            }
        }
    }
    check(&DOCUMENT["components"]["schemas"][name], value)
}

fn check(schema: &Value, value: &Value) -> Result<(), Refusal> {
    let schema = schema.get("allOf").map_or(schema, |branches| &branches[0]);
    if let Some(reference) = schema["$ref"].as_str() {
        return check_message(reference.rsplit('/').next().unwrap_or_default(), value);
    }
    match (schema["type"].as_str(), value) {
        // What is not set is left out, whatever a lenient gateway might take.
        (_, Value::Null) => Err(refused("a null")),
        (Some("object"), Value::Object(object)) => check_object(schema, object),
        (Some("array"), Value::Array(items)) => items.iter().try_for_each(|item| check(&schema["items"], item)),
        (Some("string"), Value::String(text)) => check_text(schema, text),
        (Some("boolean"), Value::Bool(_)) | (Some("integer"), Value::Number(_)) => Ok(()),
        // A float, with texts for what JSON has no number for.
        (None, Value::Number(_)) => Ok(()),
        (None, Value::String(text)) if ["NaN", "Infinity", "-Infinity"].contains(&text.as_str()) => Ok(()),
        _ => Err(refused(format!("{value} where {} is wanted", schema["type"]))),
    }
}

fn check_object(schema: &Value, object: &Map<String, Value>) -> Result<(), Refusal> {
    object.iter().try_for_each(|(name, value)| {
        let property = schema["properties"]
            .get(name)
            .or_else(|| schema.get("additionalProperties"));
        let property = property.ok_or_else(|| refused(format!("Cannot find field: {name}")))?;
        check(property, value)
    })
}

fn check_text(schema: &Value, text: &str) -> Result<(), Refusal> {
    let is_good = match (schema["format"].as_str(), schema["enum"].as_array()) {
        (_, Some(words)) => words.iter().any(|word| word == text),
        (Some("byte"), _) => base64(text).is_some(),
        (Some("int64"), _) => text.parse::<i64>().is_ok(),
        (Some("uint64"), _) => text.parse::<u64>().is_ok(),
        _ => true,
    };
    is_good
        .then_some(())
        .ok_or_else(|| refused(format!("bad value: {text}")))
}

fn refused(why: impl Into<String>) -> Refusal {
    Refusal::text(
        400,
        format!("Invalid REST API request: Error in JSON payload: {}", why.into()),
    )
}
