//! Words: what the document says, and sentences for what it says in keywords.

use serde_json::{Number, Value};

use super::resolve::Types;
use super::rules::{code, key_notes, limits};
use crate::plan::{Bound, Docs, Type};
use crate::pointer::Pointer;
use crate::schemas::{Direction, Graph, Merged, NodeId};
use crate::spec::{Limit, Location, OperationPart, Root};

/// The sentence for a default that a missing value is.
pub(in crate::lower) fn implied(value: &str, direction: Direction) -> String {
    match direction {
        Direction::Read => format!("Missing means `{value}`."),
        Direction::Write => format!("Missing means `{value}`, which is not sent."),
    }
}

/// Documentation of a type: its own words, else those of the request or reply that it is the body of. A type that stands for several places
/// has the words of the first that has any.
pub(in crate::lower) fn of_type(types: &Types, merged: &Merged) -> Docs {
    let graph = types.graph;
    let description = match types.twins.of(merged.id) {
        Some(twin) => twin.nodes.iter().find_map(|node| own_words(graph.merged(*node).ok()?)),
        None => own_words(merged).or_else(|| of_body(graph, &merged.at)),
    };
    let tag = graph
        .tag(merged.id)
        .map(|tag| format!("The union that holds it writes {}.", code(tag)));
    Docs {
        summary: None,
        description,
        notes: key_notes(graph, merged).into_iter().chain(tag).collect(),
        default: None,
        deprecated: is_deprecated(merged),
    }
}

/// Documentation of a branch: its own words alone, since those of the body are the union's.
pub(in crate::lower) fn of_branch(types: &Types, merged: &Merged) -> Docs {
    Docs {
        description: own_words(merged),
        ..of_type(types, merged)
    }
}

/// Words for a body that the document describes only from outside.
fn of_body(graph: &Graph, at: &Pointer) -> Option<String> {
    let location = Location::read(at);
    let said = |holder: &Pointer| {
        let value = graph.document.get(holder)?;
        let mut keys = ["description", "summary"].into_iter();
        keys.find_map(|key| words(value.get(key)?.as_str()?))
    };
    let holder = location.holder.as_ref().filter(|_| location.steps.is_empty());
    if let Some(words) = holder.and_then(said) {
        return Some(words);
    }
    let Root::Operation {
        path,
        method,
        is_webhook: false,
        callback: None,
        part,
        ..
    } = &location.root
    else {
        return None;
    };
    let operation = format!("`{} {}`", method.sent(), path.replace('`', "'"));
    match part {
        OperationPart::RequestBody { .. } => Some(format!("Body of a request of {operation}.")),
        OperationPart::Response { status, .. } => {
            let status = status.replace('`', "'");
            Some(format!("Body of status {status} of {operation}."))
        }
        _ => None,
    }
}

/// Documentation of a field: its own words, else those of the type that it refers to.
pub(in crate::lower) fn of_field(graph: &Graph, node: NodeId, constant: bool) -> Docs {
    let own = graph
        .written(node)
        .and_then(|schema| schema.description.map(str::to_owned));
    let Ok(merged) = graph.merged(node) else {
        return Docs {
            description: own,
            ..Docs::default()
        };
    };
    let description = own.or_else(|| self::description(merged));
    let mut notes = limits(graph, merged);
    if merged.properties.is_empty() {
        notes.extend(key_notes(graph, merged));
    }
    notes.retain(|note| !description.as_deref().is_some_and(|words| says(words, note)));
    Docs {
        summary: None,
        description,
        notes,
        default: merged.first(|part| part.default).filter(|_| !constant).map(literal),
        deprecated: is_deprecated(merged),
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
    let count = |number: Option<&Number>, bound: fn(u64) -> Bound| number.and_then(Number::as_u64).map(bound);
    let side = |limit: Option<Limit<'_>>, inside: fn(Number) -> Bound, beyond: fn(Number) -> Bound| {
        limit.map(|Limit { value, exclusive }| if exclusive { beyond } else { inside }(value.clone()))
    };
    let number = || {
        vec![
            side(merged.first(|part| part.number.minimum), Bound::Minimum, Bound::Above),
            side(merged.first(|part| part.number.maximum), Bound::Maximum, Bound::Below),
        ]
    };
    let found = match ty {
        Type::Text => vec![
            count(merged.first(|part| part.text.min_length), Bound::MinLength),
            count(merged.first(|part| part.text.max_length), Bound::MaxLength),
        ],
        Type::List(_) => vec![
            count(merged.first(|part| part.list.min_items), Bound::MinItems),
            count(merged.first(|part| part.list.max_items), Bound::MaxItems),
        ],
        Type::Map(_) | Type::JsonObject => {
            vec![
                count(merged.first(|part| part.object.min_properties), Bound::MinProperties),
                count(merged.first(|part| part.object.max_properties), Bound::MaxProperties),
            ]
        }
        Type::F64 => number(),
        Type::Quoted(inner) if **inner == Type::Decimal => number(),
        Type::I32 | Type::I64 | Type::U32 | Type::U64 => vec![
            integer(
                merged.first(|part| part.number.minimum),
                ty,
                f64::ceil,
                Bound::Minimum,
                Bound::Above,
            ),
            integer(
                merged.first(|part| part.number.maximum),
                ty,
                f64::floor,
                Bound::Maximum,
                Bound::Below,
            ),
        ],
        _ => Vec::new(),
    };
    found.into_iter().flatten().collect()
}

/// A limit of integers: between two of them it is the one inside, and beyond those of the type it limits nothing.
fn integer(
    limit: Option<Limit<'_>>,
    ty: &Type,
    inwards: fn(f64) -> f64,
    inside: fn(Number) -> Bound,
    beyond: fn(Number) -> Bound,
) -> Option<Bound> {
    let Limit { value, exclusive } = limit?;
    let fits = |number: &Number| match ty {
        Type::U64 => number.is_u64(),
        _ => number.is_i64(),
    };
    if !value.is_f64() {
        return fits(value).then(|| if exclusive { beyond } else { inside }(value.clone()));
    }
    let nearest = inwards(value.as_f64()?);
    let is_within = nearest.abs() < i64::MAX as f64;
    let nearest = Number::from(is_within.then_some(nearest as i64)?);
    fits(&nearest).then(|| inside(nearest))
}

fn description(merged: &Merged) -> Option<String> {
    merged.first(|part| part.description).and_then(words)
}

fn own_words(merged: &Merged) -> Option<String> {
    description(merged).or_else(|| title(merged))
}

fn title(merged: &Merged) -> Option<String> {
    merged.first(|part| part.title).and_then(words)
}

fn words(text: &str) -> Option<String> {
    (!text.trim().is_empty()).then(|| text.to_owned())
}

fn is_deprecated(merged: &Merged) -> bool {
    merged.parts.first().is_some_and(|part| part.deprecated)
}

/// A JSON value as it is shown in a sentence.
pub(in crate::lower) fn literal(value: &Value) -> String {
    value.to_string().replace('`', "'")
}
