//! Finds every place of a document that holds a schema, and only those: a property may be called `schema`, an example may
//! look like one.

use serde_json::Value;

/// Keys whose value is a map from names to schemas.
const SCHEMA_MAPS: [&str; 5] = [
    "properties",
    "patternProperties",
    "$defs",
    "definitions",
    "dependentSchemas",
];
/// Keys whose value is a list of schemas.
const SCHEMA_LISTS: [&str; 4] = ["allOf", "oneOf", "anyOf", "prefixItems"];
/// Keys whose value is a schema (or a boolean).
const SCHEMAS: [&str; 12] = [
    "items",
    "additionalProperties",
    "not",
    "if",
    "then",
    "else",
    "contains",
    "propertyNames",
    "additionalItems",
    "unevaluatedItems",
    "unevaluatedProperties",
    "contentSchema",
];
/// Keys below which nothing is OpenAPI: payloads of the author.
const PAYLOADS: [&str; 5] = ["example", "examples", "default", "enum", "const"];
/// Keys whose value maps names of the author's choice to OpenAPI objects.
const NAMED: [&str; 11] = [
    "paths",
    "webhooks",
    "responses",
    "parameters",
    "requestBodies",
    "headers",
    "content",
    "callbacks",
    "pathItems",
    "links",
    "encoding",
];

/// Calls `rewrite` on every schema of an OpenAPI object, children before parents.
pub(super) fn schemas(root: &mut Value, rewrite: &dyn Fn(&mut Value)) {
    let Some(map) = root.as_object_mut() else { return };
    for (key, value) in map {
        match (key.as_str(), value) {
            ("components", Value::Object(components)) => {
                for (kind, entries) in components {
                    match kind.as_str() {
                        "schemas" => each_value(entries, &mut |entry| schema(entry, rewrite)),
                        _ => each_value(entries, &mut |entry| object(entry, rewrite)),
                    }
                }
            }
            ("paths" | "webhooks", entries) => each_value(entries, &mut |entry| object(entry, rewrite)),
            _ => {}
        }
    }
}

/// An OpenAPI object that is no schema: path item, operation, parameter, media type, …
fn object(value: &mut Value, rewrite: &dyn Fn(&mut Value)) {
    match value {
        Value::Array(items) => items.iter_mut().for_each(|item| object(item, rewrite)),
        Value::Object(map) => {
            for (key, child) in map {
                match key.as_str() {
                    "schema" | "itemSchema" => schema(child, rewrite),
                    named if NAMED.contains(&named) => each_value(child, &mut |entry| object(entry, rewrite)),
                    other if PAYLOADS.contains(&other) || other.starts_with("x-") => {}
                    _ => object(child, rewrite),
                }
            }
        }
        _ => {}
    }
}

fn schema(value: &mut Value, rewrite: &dyn Fn(&mut Value)) {
    if let Value::Object(map) = value {
        for (key, child) in map {
            let key = key.as_str();
            if SCHEMA_MAPS.contains(&key) {
                each_value(child, &mut |entry| schema(entry, rewrite));
            } else if SCHEMA_LISTS.contains(&key) || (key == "items" && child.is_array()) {
                each_value(child, &mut |entry| schema(entry, rewrite));
            } else if SCHEMAS.contains(&key) {
                schema(child, rewrite);
            }
        }
    }
    rewrite(value);
}

fn each_value(value: &mut Value, visit: &mut dyn FnMut(&mut Value)) {
    match value {
        Value::Object(map) => map.values_mut().for_each(visit),
        Value::Array(items) => items.iter_mut().for_each(visit),
        _ => {}
    }
}
