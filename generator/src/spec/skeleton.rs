//! What `openapiv3` gets to see: the parts of an operation without the schemas in them, which this program reads from the
//! tree itself, and without examples. So a fault in a schema costs the schema and not the operation, and reading is quick.

use serde_json::{Map, Value};

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
        ("example" | "examples" | "callbacks" | "links", _) => return None,
        // Names of these maps are the document's own: a header may be called `schema`.
        ("headers" | "content" | "encoding", Value::Object(map)) => named(map),
        _ => skeleton(value),
    };
    Some((key.to_owned(), copy))
}

fn named(map: &Map<String, Value>) -> Value {
    Value::Object(map.iter().map(|(key, value)| (key.clone(), skeleton(value))).collect())
}
