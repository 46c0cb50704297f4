//! What the variants of named strings are called.

use serde_json::Value;

use crate::contract;
use crate::diag::{Code, Diagnostic, Severity};
use crate::lower::names::{self, symbols};
use crate::schemas::Merged;

const NAMES: &str = "x-enum-varnames";

/// Names of variants that are not as many as the values. Other generators read this extension, too, so it is only a warning.
pub(in crate::lower) fn miscounted(merged: &Merged) -> Option<Diagnostic> {
    let part = merged.parts.iter().find(|part| part.has(NAMES))?;
    let values = part.values.as_ref()?;
    let texts = values.iter().filter(|value| !value.is_null()).count();
    let message = match part.extension(NAMES)?.as_array() {
        Some(names) if [values.len(), texts].contains(&names.len()) => return None,
        Some(names) => format!(
            "`{NAMES}` has {} names, and the enum has {} values",
            names.len(),
            values.len()
        ),
        None => format!("`{NAMES}` is not a list"),
    };
    let said = Diagnostic::at(Code::UnusableExtension, &part.at.key(NAMES), message).severity(Severity::Warning);
    Some(said.help("a value without a name is called after itself"))
}

/// The variants of named texts: names of the author's choice, or the texts themselves.
pub(in crate::lower) fn enum_labels(values: &[String], merged: &Merged) -> Vec<String> {
    let given = merged.extension(NAMES).and_then(Value::as_array);
    let given = |index: usize| given.and_then(|names| names.get(index)).and_then(Value::as_str);
    let label = |(index, wire): (usize, &String)| match given(index) {
        Some(name) => names::pascal(name),
        None => symbols::word(wire).unwrap_or_else(|| names::pascal(wire)),
    };
    let mut labels: Vec<String> = values.iter().enumerate().map(label).collect();
    names::unique(&mut labels, &[contract::UNKNOWN]);
    labels
}
