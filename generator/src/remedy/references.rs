//! References that lead nowhere or in a circle, and schemas that exclude each other.

use serde_json::Value;

use super::case::Case;
use crate::diag::Action;
use crate::pointer::Pointer;
use crate::spec::{Location, Way};

/// What refers to nothing goes: the element of a list or the entry of a map as a whole.
pub(super) fn unresolved(case: &Case<'_>) -> Vec<Action> {
    let refers = case.value().is_some_and(|value| value.get("$ref").is_some());
    refers.then(|| Action::remove(case.at.clone())).into_iter().collect()
}

/// Takes the reference away that closes the circle: the schema's own, or that of the member that is the schema itself.
pub(super) fn cyclic(case: &Case<'_>) -> Vec<Action> {
    let closing = match case.value() {
        Some(Value::String(_)) => Some(case.at.clone()),
        Some(schema) if schema.get("$ref").is_some() => Some(case.at.key("$ref")),
        Some(schema) => itself(schema, case.at),
        None => None,
    };
    closing.map(Action::remove).into_iter().collect()
}

fn itself(schema: &Value, at: &Pointer) -> Option<Pointer> {
    let own = at.to_string();
    ["allOf", "oneOf", "anyOf"].into_iter().find_map(|key| {
        let members = schema.get(key)?.as_array()?;
        let is_own = |member: &Value| member.get("$ref").and_then(Value::as_str) == Some(own.as_str());
        Some(at.key(key).index(members.iter().position(is_own)?))
    })
}

/// The first of two that exclude each other stays: the second one goes, if it is a member or a property.
pub(super) fn unsatisfiable(case: &Case<'_>) -> Vec<Action> {
    let step = Location::read(case.at).steps.pop();
    let goes = step.is_some_and(|step| matches!(step.way, Way::Member(_) | Way::Property(_)));
    goes.then(|| Action::remove(case.at.clone())).into_iter().collect()
}
