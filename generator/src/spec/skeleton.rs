//! What `openapiv3` gets to see: the parts of an operation without the schemas in them, which this program reads from the
//! tree itself, and without examples. So a fault in a schema costs the schema and not the operation, and reading is quick.

use openapiv3 as oas;
use serde::Deserialize;
use serde_json::{Map, Value};

/// A part of a document that `openapiv3` types, and what it demands that nobody misses.
pub(super) trait Skeletal: for<'de> Deserialize<'de> {
    /// Adds what is missing.
    fn complete(_: &mut Map<String, Value>) {}
}

impl Skeletal for oas::Parameter {}
impl Skeletal for oas::RequestBody {}
impl Skeletal for oas::Header {}
impl Skeletal for oas::SecurityScheme {}

impl Skeletal for oas::Response {
    fn complete(map: &mut Map<String, Value>) {
        missing(map, "description", || Value::String(String::new()));
    }
}

impl Skeletal for oas::Operation {
    fn complete(map: &mut Map<String, Value>) {
        missing(map, "responses", || Value::Object(Map::new()));
    }
}

fn missing(map: &mut Map<String, Value>, key: &str, value: impl Fn() -> Value) {
    if !map.contains_key("$ref") && !map.contains_key(key) {
        map.insert(key.to_owned(), value());
    }
}

/// The skeleton of a part, with what it must have.
pub(super) fn part<T: Skeletal>(value: &Value) -> Value {
    let mut copy = skeleton(value);
    if let Value::Object(map) = &mut copy {
        T::complete(map);
    }
    copy
}

/// A copy without schemas (an empty one stands for each), examples, callbacks and links.
pub(super) fn skeleton(value: &Value) -> Value {
    match value {
        Value::Object(map) => Value::Object(map.iter().filter_map(|(key, value)| member(key, value)).collect()),
        Value::Array(items) => Value::Array(items.iter().map(skeleton).collect()),
        other => other.clone(),
    }
}

fn member(key: &str, value: &Value) -> Option<(String, Value)> {
    let copy = match (key, value) {
        ("schema", _) => Value::Object(Map::new()),
        // Words that `openapiv3` does not know, by those that are next to them.
        ("in", Value::String(place)) if place == "querystring" => Value::String("query".to_owned()),
        ("style", Value::String(style)) if style == "cookie" => Value::String("form".to_owned()),
        // `tags: null` is how some tools write that there are none.
        ("example" | "examples" | "callbacks" | "links" | "itemSchema" | "itemEncoding" | "prefixEncoding", _)
        | (_, Value::Null) => return None,
        ("responses", Value::Object(map)) => Value::Object(
            map.iter()
                .map(|(key, value)| (key.clone(), part::<oas::Response>(value)))
                .collect(),
        ),
        // Names of these maps are the document's own: a header may be called `schema`.
        ("headers" | "content" | "encoding", Value::Object(map)) => named(map),
        _ => skeleton(value),
    };
    Some((key.to_owned(), copy))
}

fn named(map: &Map<String, Value>) -> Value {
    Value::Object(map.iter().map(|(key, value)| (key.clone(), skeleton(value))).collect())
}
