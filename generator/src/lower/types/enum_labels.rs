//! What is said about the values of named strings, in the spellings of other generators.

use serde_json::Value;

use crate::diag::{Code, Diagnostic, Severity};
use crate::lower::names::members::VALUE_NAMES;
use crate::schemas::Merged;

/// Extensions with words about values: a list as long as `enum`, a mapping by value, or a list of mappings.
const DESCRIPTIONS: [&str; 4] = [
    "x-enum-descriptions",
    "x-enumDescriptions",
    "x-enum-elements",
    "x-ms-enum",
];

/// Lists of names or descriptions that are not as long as the values. Other generators read them, too, so it is only a warning.
pub(in crate::lower) fn miscounted<'a>(merged: &'a Merged) -> impl Iterator<Item = Diagnostic> + use<'a> {
    let [names, other_names] = VALUE_NAMES.map(|name| (name, "name"));
    let [first, second, ..] = DESCRIPTIONS.map(|name| (name, "description"));
    let all = [names, other_names, first, second];
    all.into_iter().filter_map(|(name, what)| miscount(merged, name, what))
}

fn miscount(merged: &Merged, name: &str, what: &str) -> Option<Diagnostic> {
    let part = merged.parts.iter().find(|part| part.has(name))?;
    let values = part.values.as_ref()?;
    let texts = values.iter().filter(|value| !value.is_null()).count();
    let message = match part.extension(name)? {
        Value::Array(list) if [values.len(), texts].contains(&list.len()) => return None,
        Value::Array(list) => format!(
            "`{name}` has {} {what}s, and the enum has {} values",
            list.len(),
            values.len()
        ),
        Value::Object(_) if what == "description" => return None,
        _ => format!("`{name}` is not a list"),
    };
    let help = match what {
        "name" => "a value without a name is called after itself",
        _ => "descriptions are told apart by their positions",
    };
    let said = Diagnostic::at(Code::UnusableExtension, &part.at.key(name), message);
    Some(said.severity(Severity::Warning).help(help))
}

/// What the document says about each value.
pub(in crate::lower) fn descriptions(values: &[String], merged: &Merged) -> Vec<Option<String>> {
    let said = |index: usize, wire: &str| {
        let mut all = DESCRIPTIONS.iter().filter_map(|name| merged.extension(name));
        let words = all.find_map(|said| description(said, index, wire))?;
        Some(words.trim()).filter(|words| !words.is_empty()).map(str::to_owned)
    };
    let each = values.iter().enumerate();
    each.map(|(index, wire)| said(index, wire)).collect()
}

/// What an extension says about a value: at its position, below its text, or in the mapping that names it.
fn description<'a>(said: &'a Value, index: usize, wire: &str) -> Option<&'a str> {
    let is_of_value = |one: &&Value| {
        ["value", "name"]
            .iter()
            .any(|key| one.get(key).is_some_and(|text| text == wire))
    };
    match said {
        Value::Array(list) if list.iter().all(Value::is_object) => {
            list.iter().find(is_of_value)?.get("description")?.as_str()
        }
        Value::Array(list) => list.get(index)?.as_str(),
        Value::Object(map) => match map.get(wire) {
            Some(words) => words.as_str(),
            None => description(map.get("values").filter(|values| values.is_array())?, index, wire),
        },
        _ => None,
    }
}
