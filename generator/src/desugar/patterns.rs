//! Keys that a pattern describes.

use serde_json::{Value, json};

use super::null;

/// `patternProperties: {p: A, q: B}` → `additionalProperties: {anyOf: [A, B]}`, each schema once; the patterns stay in
/// `x-oas31-patternProperties`. Beside `properties` other keys may hold anything, unless `additionalProperties` forbids it.
pub(super) fn rewrite(schema: &mut Value) {
    let Value::Object(map) = schema else { return };
    unevaluated(map);
    let Some(Value::Object(patterns)) = map.remove("patternProperties") else {
        return;
    };
    let other = map.get("additionalProperties").cloned();
    let alone = !map.contains_key("properties") && other.is_none();
    let values = match other {
        Some(Value::Bool(false)) => choice(patterns.values().cloned()),
        Some(Value::Object(values)) => choice(patterns.values().cloned().chain([Value::Object(values)])),
        None if alone => choice(patterns.values().cloned()),
        _ => json!(true),
    };
    map.insert("additionalProperties".to_owned(), values);
    map.insert("x-oas31-patternProperties".to_owned(), Value::Object(patterns));
}

/// `unevaluatedProperties: A` says of the keys that nobody else speaks of what `additionalProperties: A` says.
fn unevaluated(map: &mut serde_json::Map<String, Value>) {
    if let Some(values @ Value::Object(_)) = map.remove("unevaluatedProperties") {
        map.entry("additionalProperties").or_insert(values);
    }
}

fn choice(schemas: impl Iterator<Item = Value>) -> Value {
    let mut each: Vec<Value> = Vec::new();
    for schema in schemas {
        if !each.contains(&schema) {
            each.push(schema);
        }
    }
    match each.as_slice() {
        [] => json!(true),
        [only] => only.clone(),
        _ => {
            let mut choice = json!({ "anyOf": each });
            null::rewrite(&mut choice);
            choice
        }
    }
}
