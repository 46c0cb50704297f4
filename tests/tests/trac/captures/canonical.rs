//! The one form of a JSON body that the client writes, and the names of the forms that mean the same. Protobuf's JSON
//! reader takes them all.

use std::collections::BTreeSet;

use serde_json::{Map, Value};
use trac_client::Base64;

/// What may differ between a recorded request and the client's.
pub(super) const TOLERATED: [(&str, &str); 15] = [
    (
        "64 bits as a number",
        "the client writes digits in quotes, as the service does: exact in every reader",
    ),
    ("default given", "a default without presence means the same as nothing"),
    ("null given", "null means the same as nothing"),
    ("enum by number", "the client writes the name"),
    ("alias", "the client writes the first of two names for one value"),
    ("truth as text", "the client writes a truth value"),
    ("whole number with a point", "the client writes digits"),
    ("other base64", "the client writes the standard alphabet with padding"),
    ("query not encoded", "the client encodes what it need not"),
    ("chunked body", "the client knows the length and says it"),
    ("expect", "the client does not ask before it sends"),
    (
        "accept-encoding",
        "the recorder asked for a compression that the gateway does not have",
    ),
    ("parameters of accept", "the client sends the media type alone"),
    ("parameters of content-type", "the client sends the media type alone"),
    (
        "no accept",
        "the client sends `*/*` for downloads, where the gateway does not look at it",
    ),
];

const BITS_64: [&str; 4] = ["integerValue", "size", "limit", "offset"];
const TRUTHS: [&str; 6] = [
    "booleanValue",
    "latestObject",
    "latestTag",
    "businessKey",
    "categorical",
    "notNull",
];
const SCHEMA_TYPES: [&str; 3] = ["SCHEMA_TYPE_NOT_SET", "TABLE_SCHEMA", "STRUCT_SCHEMA"];
const WITHOUT_PRESENCE: [&str; 10] = [
    "fieldOrder",
    "fields",
    "tagUpdates",
    "format",
    "content",
    "label",
    "children",
    "values",
    "items",
    "entries",
];

pub(super) type Found = BTreeSet<&'static str>;

pub(super) fn canonical(value: Value, found: &mut Found) -> Value {
    match value {
        Value::Object(object) => Value::Object(
            object
                .into_iter()
                .filter_map(|(key, value)| field(key, value, found))
                .collect::<Map<_, _>>(),
        ),
        Value::Array(items) => items.into_iter().map(|item| canonical(item, found)).collect(),
        other => other,
    }
}

fn field(key: String, value: Value, found: &mut Found) -> Option<(String, Value)> {
    let mut note = |name: &'static str, value: Value| {
        found.insert(name);
        value
    };
    let value = match (key.as_str(), value) {
        (_, Value::Null) => {
            note("null given", Value::Null);
            return None;
        }
        (name, value) if WITHOUT_PRESENCE.contains(&name) && is_zero(&value) => {
            note("default given", value);
            return None;
        }
        (name, Value::Number(number)) if BITS_64.contains(&name) => {
            let digits = match number.as_f64().filter(|_| number.is_f64()) {
                Some(float) => note("whole number with a point", format!("{float:.0}").into()),
                None => number.to_string().into(),
            };
            note("64 bits as a number", digits)
        }
        (name, Value::String(text)) if TRUTHS.contains(&name) => note("truth as text", (text == "true").into()),
        ("schemaType", Value::Number(number)) => {
            let name = SCHEMA_TYPES[number.as_u64().unwrap_or_default() as usize];
            note("enum by number", name.into())
        }
        ("schemaType", Value::String(text)) if text == "TABLE" => note("alias", "TABLE_SCHEMA".into()),
        ("floatValue", Value::Number(number)) => number.as_f64().into(),
        ("content", Value::String(text)) => match text.parse::<Base64>() {
            Ok(bytes) if bytes.to_string() != text => note("other base64", bytes.to_string().into()),
            _ => text.into(),
        },
        (_, value) => canonical(value, found),
    };
    Some((key, value))
}

fn is_zero(value: &Value) -> bool {
    match value {
        Value::Number(number) => number.as_i64() == Some(0),
        Value::String(text) => text.is_empty(),
        Value::Array(items) => items.is_empty(),
        Value::Object(entries) => entries.is_empty(),
        _ => false,
    }
}
