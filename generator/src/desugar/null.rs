//! `null` as a branch, as a value and as a type is `nullable`.

use serde_json::{Value, json};

/// `oneOf: [X, {type: null}]` → `oneOf: [X], nullable`; `enum: [a, null]` → `enum: [a], nullable`; `type: null` alone is
/// marked `x-oas31-null`. In YAML a `null` without quotes is meant so too.
pub(super) fn rewrite(schema: &mut Value) {
    let Value::Object(map) = schema else { return };
    let mut nullable = false;
    for key in ["oneOf", "anyOf"] {
        if let Some(Value::Array(branches)) = map.get_mut(key) {
            let before = branches.len();
            branches.retain(|branch| branch.get("x-oas31-null").is_none());
            nullable |= branches.len() < before;
        }
    }
    if let Some(Value::Array(values)) = map.get_mut("enum")
        && values.len() > 1
    {
        let before = values.len();
        values.retain(|value| !value.is_null());
        nullable |= values.len() < before;
    }
    if nullable {
        map.insert("nullable".to_owned(), json!(true));
    }
    let alone = map
        .get("type")
        .is_some_and(|kind| kind == "null" || kind == &json!(["null"]) || kind.is_null())
        || map.get("enum").is_some_and(|values| values == &json!([null]));
    if alone {
        map.remove("type");
        map.remove("enum");
        map.insert("x-oas31-null".to_owned(), json!(true));
        map.insert("nullable".to_owned(), json!(true));
    }
}
