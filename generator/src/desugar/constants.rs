//! `const: v` is an `enum` of one value.

use serde_json::{Value, json};

/// `const: v` → `enum: [v]`. Its kind is filled in where `type` is missing.
pub(super) fn rewrite(schema: &mut Value) {
    let Value::Object(map) = schema else { return };
    let Some(value) = map.remove("const") else { return };
    if !map.contains_key("type") {
        let kind = match &value {
            Value::String(_) => "string",
            Value::Bool(_) => "boolean",
            Value::Number(number) if number.is_f64() => "number",
            Value::Number(_) => "integer",
            Value::Null => "null",
            Value::Array(_) | Value::Object(_) => "",
        };
        if !kind.is_empty() {
            map.insert("type".to_owned(), json!(kind));
        }
    }
    map.insert("enum".to_owned(), json!([value]));
    map.insert("x-oas31-const".to_owned(), json!(true));
}
