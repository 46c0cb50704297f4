//! `x-client-absent: default`: what a property is that is missing.
//!
//! In: a property of an object that says so, and its type. Out: the value, or a fault that says why there is none.

use serde_json::Value;

use super::aliases;
use crate::diag::Code;
use crate::lower::types::resolve::Types;
use crate::plan::{Literal, Type};
use crate::pointer::Pointer;
use crate::schemas::{Merged, NodeId, Property, Shape};
use crate::spec::Fault;

const NAME: &str = "x-client-absent";

/// Whether a missing property of this object means its default.
pub(in crate::lower) fn is_said(merged: &Merged) -> Result<bool, Fault> {
    match merged.extension(NAME) {
        None => Ok(false),
        Some(Value::String(word)) if word == "default" => Ok(true),
        Some(value) => Err(unusable(
            merged.place(NAME),
            format!("`{NAME}` knows the word `default`, and is {value}"),
        )),
    }
}

/// What a missing property means; `None` if it has no default, or must be there.
pub(in crate::lower) fn of(types: &Types, property: &Property, ty: &Type) -> Result<Option<Literal>, Fault> {
    let merged = types.graph.merged(property.at)?;
    let Some(default) = merged.first(|part| part.default) else {
        return Ok(None);
    };
    if property.required {
        return Ok(None);
    }
    match literal(types, property, ty, default) {
        Some(literal) => Ok(Some(literal)),
        None => Err(unusable(
            merged.place("default"),
            format!("`{}` cannot be filled in with its default {default}", property.wire),
        )),
    }
}

fn literal(types: &Types, property: &Property, ty: &Type, default: &Value) -> Option<Literal> {
    match (ty, default) {
        (Type::Bool, Value::Bool(flag)) => Some(Literal::Bool(*flag)),
        (Type::Text | Type::Secret, Value::String(text)) => Some(Literal::Text(text.clone())),
        (Type::Base64 | Type::Base64Url, Value::String(text)) if text.is_empty() => Some(Literal::Empty),
        (Type::List(_), Value::Array(list)) if list.is_empty() => Some(Literal::Empty),
        (Type::Map(_) | Type::JsonObject, Value::Object(map)) if map.is_empty() => Some(Literal::Empty),
        (Type::Model(_), Value::String(text)) => variant(types, property.at, text),
        (Type::Quoted(number), Value::String(text)) => literal(types, property, number, &text.parse().ok()?),
        (Type::Quoted(number), default) => literal(types, property, number, default),
        (ty, Value::Number(number)) => fits(ty, number).then(|| Literal::Number(number.clone())),
        _ => None,
    }
}

/// Whether a number is one of this type.
fn fits(ty: &Type, number: &serde_json::Number) -> bool {
    match ty {
        Type::I32 => number.as_i64().is_some_and(|value| i32::try_from(value).is_ok()),
        Type::U32 => number.as_u64().is_some_and(|value| u32::try_from(value).is_ok()),
        Type::I64 => number.is_i64(),
        Type::U64 => number.is_u64(),
        Type::F64 => true,
        _ => false,
    }
}

/// The variant of the property's enum that has this text, or for which this text is another word.
fn variant(types: &Types, node: NodeId, text: &str) -> Option<Literal> {
    let graph = types.graph;
    let site = types.site(node).ok()?;
    let shape = graph.shape(site).ok()?;
    let Shape::TextEnum(values) = shape else { return None };
    let merged = graph.merged(site).ok()?;
    let aliases = aliases::of(values, merged).ok()?;
    let target = aliases.iter().find(|(word, _)| word == text);
    let wire = target.map_or(text, |(_, value)| value);
    types
        .names
        .member(site, wire)
        .map(|name| Literal::Variant(name.to_owned()))
}

fn unusable(at: Pointer, message: String) -> Fault {
    let code = Code::UnusableExtension;
    Fault::new(code, at, message)
}
