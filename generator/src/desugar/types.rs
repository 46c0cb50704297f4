//! Lists of types: `[T, null]` is a nullable `T`, several are a choice.

use serde_json::{Map, Value, json};

/// `type: [T]` → `type: T`; `null` in the list → `nullable`; several others → `anyOf` of one-type schemas that share the
/// keywords which speak of their kind.
pub(super) fn rewrite(schema: &mut Value) {
    let Value::Object(map) = schema else { return };
    let Some(Value::Array(kinds)) = map.get("type").cloned() else {
        return;
    };
    let (nulls, kinds): (Vec<_>, Vec<_>) = kinds.into_iter().partition(|kind| kind == "null");
    if !nulls.is_empty() {
        map.insert("nullable".to_owned(), json!(true));
    }
    map.remove("type");
    if let [kind] = kinds.as_slice() {
        map.insert("type".to_owned(), kind.clone());
    } else if !map.contains_key("anyOf") && !map.contains_key("oneOf") {
        let branches: Vec<Value> = kinds.iter().map(|kind| branch(map, kind)).collect();
        for key in [
            "items",
            "properties",
            "required",
            "additionalProperties",
            "x-oas31-when",
            "enum",
            "format",
        ] {
            map.remove(key);
        }
        map.insert("anyOf".to_owned(), Value::Array(branches));
    }
}

/// The part of a schema that speaks of one kind of value.
fn branch(map: &Map<String, Value>, kind: &Value) -> Value {
    let mut out = Map::new();
    out.insert("type".to_owned(), kind.clone());
    let keys: &[&str] = match kind.as_str() {
        Some("object") => &["properties", "required", "additionalProperties", "x-oas31-when"],
        Some("array") => &["items"],
        Some("string") => &["format", "pattern"],
        Some("integer" | "number") => &["format", "minimum", "maximum"],
        _ => &[],
    };
    for key in keys {
        if let Some(value) = map.get(*key) {
            out.insert((*key).to_owned(), value.clone());
        }
    }
    if let Some(Value::Array(values)) = map.get("enum") {
        let mine: Vec<Value> = values.iter().filter(|value| belongs(value, kind)).cloned().collect();
        if !mine.is_empty() {
            out.insert("enum".to_owned(), Value::Array(mine));
        }
    }
    Value::Object(out)
}

fn belongs(value: &Value, kind: &Value) -> bool {
    match kind.as_str() {
        Some("string") => value.is_string(),
        Some("integer") => value.is_i64() || value.is_u64(),
        Some("number") => value.is_number(),
        Some("boolean") => value.is_boolean(),
        _ => false,
    }
}
