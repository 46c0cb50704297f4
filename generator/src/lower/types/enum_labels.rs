//! What is said about the values of named strings, in the spellings of other generators.

use serde_json::Value;

use crate::diag::{Code, Diagnostic, Severity};
use crate::lower::names::members::VALUE_NAMES;
use crate::schemas::Merged;

/// What an extension gives each value.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Gives {
    Name,
    Description,
}

/// The forms that an extension may have.
#[derive(Clone, Copy, PartialEq, Eq)]
enum LabelForm {
    /// A list as long as `enum`.
    List,
    /// Such a list, or a mapping by value.
    ListOrMap,
    /// A list of mappings that say which value they are about, or a mapping with such a list.
    Elements,
}

/// Of several extensions, the first one counts.
const EXTENSIONS: [(&str, Gives, LabelForm); 6] = [
    (VALUE_NAMES[0], Gives::Name, LabelForm::List),
    (VALUE_NAMES[1], Gives::Name, LabelForm::List),
    ("x-enum-descriptions", Gives::Description, LabelForm::ListOrMap),
    ("x-enumDescriptions", Gives::Description, LabelForm::ListOrMap),
    ("x-enum-elements", Gives::Description, LabelForm::Elements),
    ("x-ms-enum", Gives::Description, LabelForm::Elements),
];

/// The extensions of an enum that give its values this.
fn extensions<'a>(merged: &'a Merged, gives: Gives) -> impl Iterator<Item = &'a Value> {
    let all = EXTENSIONS.iter().filter(move |(_, other, _)| *other == gives);
    all.filter_map(|(name, ..)| merged.extension(name))
}

/// Lists of names or descriptions that are not as long as the values. Other generators read them, too, so it is only a warning.
pub(in crate::lower) fn miscounted<'a>(merged: &'a Merged) -> impl Iterator<Item = Diagnostic> + use<'a> {
    let counted = EXTENSIONS.iter().filter(|(.., form)| *form != LabelForm::Elements);
    counted.filter_map(|(name, gives, form)| miscount(merged, name, *gives, *form))
}

fn miscount(merged: &Merged, name: &str, gives: Gives, form: LabelForm) -> Option<Diagnostic> {
    let part = merged.parts.iter().find(|part| part.has(name))?;
    let values = part.values.as_ref()?;
    let texts = values.iter().filter(|value| !value.is_null()).count();
    let (what, help) = match gives {
        Gives::Name => ("names", "a value without a name is called after itself"),
        Gives::Description => ("descriptions", "descriptions are told apart by their positions"),
    };
    let message = match part.extension(name)? {
        Value::Array(list) if [values.len(), texts].contains(&list.len()) => return None,
        Value::Array(list) => format!(
            "`{name}` has {} {what}, and the enum has {} values",
            list.len(),
            values.len()
        ),
        Value::Object(_) if form == LabelForm::ListOrMap => return None,
        _ => format!("`{name}` is not a list"),
    };
    let said = Diagnostic::at(Code::UnusableExtension, &part.at.key(name), message);
    Some(said.severity(Severity::Warning).help(help))
}

/// What the document says about each value.
pub(in crate::lower) fn descriptions(values: &[String], merged: &Merged) -> Vec<Option<String>> {
    let said = |index: usize, wire: &str| {
        let mut all = extensions(merged, Gives::Description);
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
