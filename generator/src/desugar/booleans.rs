//! `true` is the schema of anything, `false` the schema of nothing.

use serde_json::{Value, json};

/// `true` → `{}`; `false` → `{not: {}}`. `additionalProperties` keeps its boolean: 3.0 has that one.
pub(super) fn rewrite(schema: &mut Value) {
    let Value::Object(map) = schema else { return };
    for key in ["items", "not", "contains", "propertyNames"] {
        boolean(map.get_mut(key));
    }
    for key in [
        "properties",
        "patternProperties",
        "prefixItems",
        "allOf",
        "oneOf",
        "anyOf",
    ] {
        match map.get_mut(key) {
            Some(Value::Object(children)) => children.values_mut().for_each(|child| boolean(Some(child))),
            Some(Value::Array(children)) => children.iter_mut().for_each(|child| boolean(Some(child))),
            _ => {}
        }
    }
}

fn boolean(child: Option<&mut Value>) {
    match child {
        Some(child @ Value::Bool(true)) => *child = json!({}),
        Some(child @ Value::Bool(false)) => *child = json!({ "not": {} }),
        _ => {}
    }
}
