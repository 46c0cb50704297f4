//! What 3.0 has no word for rides in an extension, and what 3.1 may leave out is filled in.

use serde_json::{Map, Value, json};

/// Keywords of 3.1 (JSON Schema 2020-12) that 3.0 lacks and this program reads or reports.
const NEW: [&str; 8] = [
    "examples",
    "propertyNames",
    "contains",
    "dependentRequired",
    "unevaluatedItems",
    "contentMediaType",
    "contentEncoding",
    "$comment",
];

/// `keyword: …` → `x-oas31-keyword: …`; `default: null` is kept apart from no default.
pub(super) fn rewrite(schema: &mut Value) {
    let Value::Object(map) = schema else { return };
    for keyword in NEW {
        if map.contains_key(keyword) {
            let moved = map.remove(keyword).unwrap_or_default();
            map.insert(format!("x-oas31-{}", keyword.trim_start_matches('$')), moved);
        }
    }
    if map.get("default").is_some_and(Value::is_null) {
        map.remove("default");
        map.insert("x-oas31-default-null".to_owned(), json!(true));
    }
}

/// `paths`, and `responses` of an operation, may be missing in 3.1; a response may lack its description in practice.
pub(super) fn missing_parts(root: &mut Value) {
    let Value::Object(map) = root else { return };
    if !map.contains_key("paths") {
        map.insert("paths".to_owned(), json!({}));
    }
    let Some(Value::Object(paths)) = map.get_mut("paths") else {
        return;
    };
    for operation in paths
        .values_mut()
        .filter_map(Value::as_object_mut)
        .flat_map(Map::values_mut)
    {
        let Value::Object(operation) = operation else { continue };
        if operation.contains_key("operationId") && !operation.contains_key("responses") {
            operation.insert("responses".to_owned(), json!({}));
        }
    }
}
