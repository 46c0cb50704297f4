//! Operations and their parameters.

use serde_json::{Value, json};

use super::case::Case;
use crate::diag::{Action, Data};
use crate::pointer::Pointer;
use crate::spec::{Location, Root};

/// Leaves the operation out, so that its loss is a decision.
pub(super) fn skip(case: &Case<'_>) -> Vec<Action> {
    match Location::read(case.at).root {
        Root::Operation {
            at, is_webhook: false, ..
        } => vec![Action::update(at, json!({ "x-client-skip": true }))],
        _ => Vec::new(),
    }
}

/// The operationId with the method behind it, which no two operations of a path share.
pub(super) fn another_id(case: &Case<'_>) -> Vec<Action> {
    let (Some(id), Some(operation)) = (case.value().and_then(Value::as_str), case.at.parent()) else {
        return Vec::new();
    };
    let Root::Operation { path, callback, .. } = Location::read(&operation).root else {
        return Vec::new();
    };
    let path = [path.as_str(), callback.as_deref().unwrap_or_default()].join("/");
    let words: Vec<&str> = path
        .split(|letter: char| !letter.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .collect();
    let id = format!("{id}_{}_{}", operation.last(), words.join("_"));
    vec![Action::update(operation, json!({ "operationId": id }))]
}

/// Declares what the path has between braces: by the right name for the parameter that is meant, or as a new one.
pub(super) fn missing_parameter(case: &Case<'_>) -> Vec<Action> {
    let Some(Data::Undeclared { name, .. }) = case.said.data.as_deref() else {
        return Vec::new();
    };
    let Root::Operation { item, .. } = Location::read(case.at).root else {
        return Vec::new();
    };
    let mut lists = [&item, case.at].map(|owner| owner.key("parameters")).into_iter();
    let meant = lists.find_map(|list| misspelt(case, &list, name));
    vec![match meant {
        Some(parameter) => Action::update(parameter, json!({ "name": name })),
        None => {
            let new = json!({ "name": name, "in": "path", "required": true, "schema": { "type": "string" } });
            Action::update(case.at.clone(), json!({ "parameters": [new] }))
        }
    }]
}

/// A path parameter whose name is the hole's in another spelling.
fn misspelt(case: &Case<'_>, list: &Pointer, hole: &str) -> Option<Pointer> {
    let letters = |text: &str| text.to_lowercase().replace(['-', '_', ' '], "");
    let is_meant = |one: &Value| {
        let name = one.get("name").and_then(Value::as_str);
        one.get("in").and_then(Value::as_str) == Some("path") && name.is_some_and(|name| letters(name) == letters(hole))
    };
    let index = case.get(list)?.as_array()?.iter().position(is_meant)?;
    Some(list.index(index))
}
