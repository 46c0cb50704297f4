//! How many fields there are, and how many of them take any JSON value although the document says more about them.

use std::collections::{BTreeMap, BTreeSet};

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
            let schema = property(document, &at, wire);
            return schema.is_some_and(|schema| is_any(document, schema, 0, &mut BTreeMap::new()));
        }
        here = at.parent();
    }
    false
}

/// Chains of references and members longer than this are none that a person wrote.
const LONGEST: usize = 32;

/// The schema of a property, also by way of references and members. Each schema is looked at once.
fn property<'a>(document: &'a Document, at: &Pointer, wire: &str) -> Option<&'a Value> {
    let mut seen = BTreeSet::new();
    let mut todo = vec![at.clone()];
    while let Some(at) = todo.pop() {
        let Some(schema) = document.get(&at).filter(|_| seen.insert(at.clone())) else {
            continue;
        };
        if let Some(target) = schema.get("$ref").and_then(Value::as_str) {
            todo.push(Pointer::parse(target));
            continue;
        }
        if let Some(found) = schema.get("properties").and_then(|all| all.get(wire)) {
            return Some(found);
        }
        for key in ["anyOf", "oneOf", "allOf"] {
            let count = schema.get(key).and_then(Value::as_array).map_or(0, Vec::len);
            todo.extend((0..count).rev().map(|index| at.key(key).index(index)));
        }
    }
    None
}

/// Whether a schema says nothing about its values, or nothing about those that it holds.
fn is_any(document: &Document, schema: &Value, depth: usize, seen: &mut BTreeMap<String, bool>) -> bool {
    let Some(map) = schema.as_object().filter(|_| depth < LONGEST) else {
        return schema == &Value::Bool(true);
    };
    if let Some(target) = map.get("$ref").and_then(Value::as_str) {
        // What was looked at and said no has ended the search; what is being looked at leads back to itself.
        if let Some(is_done) = seen.get(target) {
            return *is_done;
        }
        seen.insert(target.to_owned(), false);
        let target_schema = document.get(&Pointer::parse(target));
        let found = target_schema.is_some_and(|schema| is_any(document, schema, depth + 1, seen));
        seen.insert(target.to_owned(), true);
        return found;
    }
    if let Some(Value::Array(members)) = map.get("allOf") {
        return members.iter().all(|member| is_any(document, member, depth + 1, seen));
    }
    let holds = ["items", "additionalProperties"]
        .into_iter()
        .find_map(|key| map.get(key));
    match holds {
        Some(inner) => is_any(document, inner, depth + 1, seen),
        None => !SAYING.iter().any(|key| map.contains_key(*key)) || is_open_list(map),
    }
}

fn is_open_list(map: &Map<String, Value>) -> bool {
    map.get("type").and_then(Value::as_str) == Some("array") && !map.contains_key("x-oas31-prefixItems")
}

/// Keywords that say what a value is.
const SAYING: [&str; 7] = ["type", "properties", "enum", "oneOf", "anyOf", "not", "x-oas31-const"];
