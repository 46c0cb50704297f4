//! Words: what the document says, and sentences for what it says in keywords.

use serde_json::{Number, Value};

use super::rules::{key_notes, limits};
use crate::ir::{Bound, Docs, Type};
use crate::pointer::Pointer;
use crate::schemas::Direction;
use crate::schemas::merge::Merged;
use crate::schemas::world::World;

/// The sentence for a default that a missing value is.
pub(in crate::lower) fn implied(value: &str, direction: Direction) -> String {
    match direction {
        Direction::Read => format!("Missing means `{value}`."),
        Direction::Write => format!("Missing means `{value}`, which is not sent."),
    }
}

/// Documentation of a type: its own words, else those of the request or reply that it is the body of.
pub(in crate::lower) fn of_type(world: &World, merged: &Merged) -> Docs {
    let own = text(merged, "description").or_else(|| text(merged, "title"));
    let description = own.or_else(|| of_body(world, &merged.at));
    Docs {
        summary: None,
        description,
        notes: key_notes(world, merged),
        default: None,
        deprecated: flag(merged, "deprecated"),
    }
}

/// Documentation of a branch: its own words alone, since those of the body are the union's.
pub(in crate::lower) fn of_branch(world: &World, merged: &Merged) -> Docs {
    Docs {
        description: text(merged, "description").or_else(|| text(merged, "title")),
        ..of_type(world, merged)
    }
}

/// Words for a body that the document describes only from outside.
fn of_body(world: &World, at: &Pointer) -> Option<String> {
    let parts = at.parts();
    let parts: Vec<&str> = parts.iter().map(String::as_str).collect();
    let said = |levels: usize| {
        let owner = (0..levels).try_fold(at.clone(), |at, _| at.parent())?;
        let value = world.document.get(&owner)?.get("description")?.as_str()?;
        (!value.trim().is_empty()).then(|| value.to_owned())
    };
    let operation = |path: &str, method: &str| format!("`{} {}`", method.to_uppercase(), path.replace('`', "'"));
    match parts.as_slice() {
        [.., "content", _, "schema"] if said(3).is_some() => said(3),
        ["paths", path, method, "requestBody", ..] => {
            Some(format!("Body of a request of {}.", operation(path, method)))
        }
        ["paths", path, method, "responses", status, ..] => Some(format!(
            "Body of status {} of {}.",
            status.replace('`', "'"),
            operation(path, method)
        )),
        _ => None,
    }
}

/// Documentation of a field: its own words, else those of the type that it refers to.
pub(in crate::lower) fn of_field(world: &World, at: &Pointer, merged: Option<&Merged>, constant: bool) -> Docs {
    let own = world.schemas.at(at).ok().and_then(|schema| schema.description.clone());
    let Some(merged) = merged else {
        return Docs {
            description: own,
            ..Docs::default()
        };
    };
    let description = own.or_else(|| text(merged, "description"));
    let mut notes = limits(merged);
    if merged.properties.is_empty() {
        notes.extend(key_notes(world, merged));
    }
    notes.retain(|note| !description.as_deref().is_some_and(|words| says(words, note)));
    Docs {
        summary: None,
        description,
        notes,
        default: merged.keyword("default").filter(|_| !constant).map(literal),
        deprecated: flag(merged, "deprecated"),
    }
}

/// Whether a description has every number of a sentence: then that says nothing new.
fn says(description: &str, note: &str) -> bool {
    let numbers = |text: &str| {
        let parts = text.split(|c: char| !c.is_ascii_digit() && c != '-').map(str::to_owned);
        parts
            .filter(|part| part.chars().any(|c| c.is_ascii_digit()))
            .collect::<Vec<_>>()
    };
    let (all, mine) = (numbers(&description.replace(['\u{a0}', ','], "")), numbers(note));
    !note.starts_with("Pattern") && !mine.is_empty() && mine.iter().all(|number| all.contains(number))
}

/// The limits of a value, for `validate`.
pub(in crate::lower) fn bounds(merged: &Merged, ty: &Type) -> Vec<Bound> {
    let whole = |key: &str| merged.keyword(key).and_then(Value::as_u64);
    let number = |key: &str| match merged.keyword(key) {
        Some(Value::Number(number)) => Some(number.clone()),
        _ => None,
    };
    let side = |key: &str, exclusive: &str, inside: fn(Number) -> Bound, beyond: fn(Number) -> Bound| {
        let flag = merged.keyword(exclusive).and_then(Value::as_bool).unwrap_or(false);
        number(key).map(if flag { beyond } else { inside })
    };
    let found = match ty {
        Type::Text => vec![
            whole("minLength").map(Bound::MinLength),
            whole("maxLength").map(Bound::MaxLength),
        ],
        Type::List(_) => vec![
            whole("minItems").map(Bound::MinItems),
            whole("maxItems").map(Bound::MaxItems),
        ],
        Type::Map(_) | Type::JsonObject => {
            vec![
                whole("minProperties").map(Bound::MinProperties),
                whole("maxProperties").map(Bound::MaxProperties),
            ]
        }
        Type::I32 | Type::I64 | Type::U32 | Type::U64 | Type::F64 => vec![
            side("minimum", "exclusiveMinimum", Bound::Minimum, Bound::Above),
            side("maximum", "exclusiveMaximum", Bound::Maximum, Bound::Below),
        ],
        _ => Vec::new(),
    };
    found.into_iter().flatten().collect()
}

fn text(merged: &Merged, key: &str) -> Option<String> {
    merged
        .keyword(key)
        .and_then(Value::as_str)
        .filter(|text| !text.trim().is_empty())
        .map(str::to_owned)
}

fn flag(merged: &Merged, key: &str) -> bool {
    merged
        .parts
        .first()
        .is_some_and(|part| part.raw.get(key).and_then(Value::as_bool).unwrap_or(false))
}

/// A JSON value as it is shown in a sentence.
pub(in crate::lower) fn literal(value: &Value) -> String {
    value.to_string().replace('`', "'")
}
