//! How many fields there are, and how many of them take any JSON value although the document says more about them.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::{Value, json};

use crate::plan::{Api, Definition, Type};
use crate::pointer::Pointer;
use crate::spec::{Additional, Annotations, Document, JsonType, Schema, Schemas};

/// Counts the fields of all records.
pub(super) fn count(document: &Document, api: &Api) -> Value {
    let (mut total, mut any, mut undeclared) = (0, 0, Vec::new());
    let none = Annotations::default();
    let mut schemas = Schemas::new(document, &none);
    for model in &api.models {
        let Definition::Record(record) = &model.definition else {
            continue;
        };
        for field in &record.fields {
            total += 1;
            if innermost(&field.ty) != &Type::Json {
                continue;
            }
            any += 1;
            if !declares_any(&mut schemas, &model.at, field.wire()) {
                undeclared.push(format!("{}.{}", model.name, field.name));
            }
        }
    }
    json!({ "total": total, "any_json": any, "any_json_undeclared": undeclared.len(), "undeclared": undeclared })
}

fn innermost(ty: &Type) -> &Type {
    ty.inner().map_or(ty, innermost)
}

/// Whether the document lets a property be anything.
fn declares_any(schemas: &mut Schemas, at: &Pointer, wire: &str) -> bool {
    let schema = property(schemas, at, wire);
    schema.is_some_and(|schema| is_any(schemas, &schema, 0, &mut BTreeMap::new()))
}

/// Chains of references and members longer than this are none that a person wrote.
const LONGEST: usize = 32;

/// Where the schema of a property is, also by way of references and members. Each schema is looked at once.
fn property(schemas: &mut Schemas, at: &Pointer, wire: &str) -> Option<Pointer> {
    let mut seen = BTreeSet::new();
    let mut todo = vec![at.clone()];
    while let Some(at) = todo.pop() {
        let Ok(schema) = schemas.at(&at) else { continue };
        if !seen.insert(at) {
            continue;
        }
        if let Some((_, found)) = schema.object.properties.iter().find(|(name, _)| *name == wire) {
            return Some(found.clone());
        }
        let members = schema.reference.iter().chain(&schema.all_of);
        let members = members.chain(&schema.one_of).chain(&schema.any_of);
        todo.extend(members.rev().cloned());
    }
    None
}

/// Whether a schema says nothing about its values, or nothing about those that it holds.
fn is_any(schemas: &mut Schemas, at: &Pointer, depth: usize, seen: &mut BTreeMap<Pointer, bool>) -> bool {
    let Ok(schema) = schemas.at(at) else { return false };
    if depth == LONGEST {
        return false;
    }
    if let Some(target) = schema.alias() {
        // What was looked at and said no has ended the search; what is being looked at leads back to itself.
        if let Some(is_done) = seen.get(target) {
            return *is_done;
        }
        seen.insert(target.clone(), false);
        let found = is_any(schemas, target, depth + 1, seen);
        seen.insert(target.clone(), true);
        return found;
    }
    let mut members = schema.reference.iter().chain(&schema.all_of).peekable();
    if members.peek().is_some() {
        return members.all(|member| is_any(schemas, member, depth + 1, seen));
    }
    if schema.has("items") || !schema.list.items.is_empty() {
        return is_only_any(schemas, &schema.list.items, depth, seen);
    }
    match &schema.object.additional {
        Additional::Unsaid => !says(&schema) || is_open_list(&schema),
        Additional::Free => true,
        Additional::Denied => false,
        Additional::Typed(values) => is_only_any(schemas, values, depth, seen),
    }
}

/// Whether one schema is all that is said of a held value, and says nothing.
fn is_only_any(schemas: &mut Schemas, held: &[Pointer], depth: usize, seen: &mut BTreeMap<Pointer, bool>) -> bool {
    matches!(held, [only] if is_any(schemas, only, depth + 1, seen))
}

fn is_open_list(schema: &Schema) -> bool {
    schema.kind == Some(JsonType::Array) && schema.list.positions.is_empty()
}

/// Whether a schema says what a value is.
fn says(schema: &Schema) -> bool {
    let is_typed = schema.kind.is_some() || !schema.by_type.is_empty() || schema.values.is_some();
    is_typed
        || ["properties", "oneOf", "anyOf", "not", "const"]
            .iter()
            .any(|key| schema.has(key))
}
