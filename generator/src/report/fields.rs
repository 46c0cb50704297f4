//! How many fields there are, and how many of them take any JSON value although the document says more about them.

use serde_json::{Map, Value, json};

use crate::ir::{Api, Shape, Type};
use crate::pointer::Pointer;
use crate::spec::Document;

/// Counts the fields of all records.
pub(super) fn count(document: &Document, api: &Api) -> Value {
    let (mut total, mut any, mut undeclared) = (0, 0, Vec::new());
    for model in &api.models {
        let Shape::Record(record) = &model.shape else { continue };
        for field in &record.fields {
            total += 1;
            if innermost(&field.ty) != &Type::Json {
                continue;
            }
            any += 1;
            if !declares_any(document, &model.at, &field.wire) {
                undeclared.push(format!("{}.{}", model.name, field.name));
            }
        }
    }
    json!({ "total": total, "any_json": any, "any_json_undeclared": undeclared.len(), "undeclared": undeclared })
}

fn innermost(ty: &Type) -> &Type {
    ty.inner().map_or(ty, innermost)
}

/// Whether the document lets a property be anything. A place that only passes made counts as that from which it was made.
fn declares_any(document: &Document, at: &Pointer, wire: &str) -> bool {
    let mut here = Some(at.clone());
    while let Some(at) = here {
        if document.get(&at).is_some() {
            return property(document, &at, wire, 0).is_some_and(|schema| is_any(document, schema, 0));
        }
        here = at.parent();
    }
    false
}

/// Chains of references and members longer than this are none that a person wrote.
const LONGEST: usize = 32;

/// The schema of a property, also by way of references and members.
fn property<'a>(document: &'a Document, at: &Pointer, wire: &str, depth: usize) -> Option<&'a Value> {
    let schema = document.get(at).filter(|_| depth < LONGEST)?;
    if let Some(target) = schema.get("$ref").and_then(Value::as_str) {
        return property(document, &Pointer::parse(target), wire, depth + 1);
    }
    schema.get("properties").and_then(|all| all.get(wire)).or_else(|| {
        ["allOf", "oneOf", "anyOf"].into_iter().find_map(|key| {
            let count = schema.get(key).and_then(Value::as_array).map_or(0, Vec::len);
            (0..count).find_map(|index| property(document, &at.key(key).index(index), wire, depth + 1))
        })
    })
}

/// Whether a schema says nothing about its values, or nothing about those that it holds.
fn is_any(document: &Document, schema: &Value, depth: usize) -> bool {
    let Some(map) = schema.as_object().filter(|_| depth < LONGEST) else {
        return schema == &Value::Bool(true);
    };
    if let Some(target) = map.get("$ref").and_then(Value::as_str) {
        return document
            .get(&Pointer::parse(target))
            .is_some_and(|schema| is_any(document, schema, depth + 1));
    }
    if let Some(Value::Array(members)) = map.get("allOf") {
        return members.iter().all(|member| is_any(document, member, depth + 1));
    }
    let holds = ["items", "additionalProperties"]
        .into_iter()
        .find_map(|key| map.get(key));
    match holds {
        Some(inner) => is_any(document, inner, depth + 1),
        None => !SAYING.iter().any(|key| map.contains_key(*key)) || is_open_list(map),
    }
}

fn is_open_list(map: &Map<String, Value>) -> bool {
    map.get("type").and_then(Value::as_str) == Some("array") && !map.contains_key("x-oas31-prefixItems")
}

/// Keywords that say what a value is.
const SAYING: [&str; 7] = ["type", "properties", "enum", "oneOf", "anyOf", "not", "x-oas31-const"];
