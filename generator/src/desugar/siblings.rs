//! Keywords beside a `$ref`: 3.1 reads them, 3.0 does not.

use serde_json::{Map, Value, json};

/// `{$ref, …}` → `{allOf: [{$ref}], …}`. A lone `$ref` stays.
pub(super) fn rewrite(schema: &mut Value) {
    let Value::Object(map) = schema else { return };
    if map.len() < 2 || !map.get("$ref").is_some_and(Value::is_string) {
        return;
    }
    let Some(reference) = map.remove("$ref") else { return };
    let mut only = Map::new();
    only.insert("$ref".to_owned(), reference);
    match map.get_mut("allOf") {
        Some(Value::Array(members)) => members.insert(0, Value::Object(only)),
        _ => {
            map.insert("allOf".to_owned(), json!([only]));
        }
    }
}
