//! Keywords with a value that they cannot have.

use serde_json::{Map, Value, json};

use super::case::Case;
use crate::alike::nearest;
use crate::diag::{Action, Data, Expected};
use crate::spec::{Location, Way};

/// Names of types in other languages → JSON's name.
const TYPES: [(&str, &str); 20] = [
    ("any", ""),
    ("array", "array"),
    ("bool", "boolean"),
    ("boolean", "boolean"),
    ("date", "string"),
    ("datetime", "string"),
    ("dict", "object"),
    ("double", "number"),
    ("file", "string"),
    ("float", "number"),
    ("int", "integer"),
    ("integer", "integer"),
    ("list", "array"),
    ("long", "integer"),
    ("map", "object"),
    ("number", "number"),
    ("object", "object"),
    ("str", "string"),
    ("string", "string"),
    ("uuid", "string"),
];

/// JSON's name for the type, or the one that looks like it; no type if there is none. One of several types is replaced in
/// their list.
pub(super) fn unknown_type(case: &Case<'_>) -> Vec<Action> {
    let (Some(word), Some(holder)) = (case.value().and_then(Value::as_str), case.at.parent()) else {
        return Vec::new();
    };
    let word = word.to_lowercase();
    let near = nearest(&word, TYPES.iter().map(|(other, _)| *other));
    match near.and_then(|near| TYPES.iter().find(|(other, _)| *other == near)) {
        Some((_, "")) | None => vec![Action::remove(case.at.clone())],
        Some((_, name)) if case.get(&holder).is_some_and(Value::is_array) => {
            vec![Action::update(holder, json!(name)), Action::remove(case.at.clone())]
        }
        Some((_, name)) => vec![Action::update(holder, json!({ "type": name }))],
    }
}

/// The value in the kind that is wanted, where that is plain; else the keyword goes.
pub(super) fn wrong_type(case: &Case<'_>) -> Vec<Action> {
    let Some(parent) = case.at.parent() else {
        return Vec::new();
    };
    if let Some(actions) = required_property(case) {
        return actions;
    }
    let expected = match case.said.data.as_deref() {
        Some(Data::Mismatch(mismatch)) => Some(mismatch.expected),
        _ => None,
    };
    let value = case.value().zip(expected);
    let value = value.and_then(|(found, expected)| converted(found, expected));
    let is_key = case.get(&parent).is_some_and(Value::is_object);
    match value.filter(|_| is_key) {
        Some(value) => {
            let update: Map<String, Value> = [(case.at.last(), value)].into_iter().collect();
            vec![Action::update(parent, Value::Object(update))]
        }
        None => vec![Action::remove(case.at.clone())],
    }
}

/// `required: true` beside a property's type means that the object requires the property.
fn required_property(case: &Case<'_>) -> Option<Vec<Action>> {
    let property = Location::read(&case.at.parent().filter(|_| case.at.last() == "required")?);
    let Way::Property(name) = &property.steps.last()?.way else {
        return None;
    };
    let mut actions = Vec::new();
    if case.value()? == &json!(true) {
        let object = property.around().next()?;
        actions.push(Action::update(object.clone(), json!({ "required": [name] })));
    }
    actions.push(Action::remove(case.at.clone()));
    Some(actions)
}

fn converted(found: &Value, expected: Expected) -> Option<Value> {
    match (expected, found) {
        (Expected::Text, Value::Number(_) | Value::Bool(_)) => Some(Value::String(found.to_string())),
        (Expected::Boolean, Value::String(text)) => text.to_lowercase().parse().ok().map(Value::Bool),
        (Expected::Number | Expected::Whole, Value::String(text)) => {
            serde_json::from_str(text).ok().filter(Value::is_number)
        }
        (Expected::List, Value::String(_)) => Some(json!([found])),
        _ => None,
    }
}
