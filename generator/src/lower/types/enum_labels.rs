//! What the variants of named strings are called.

use serde_json::Value;

use crate::contract;
use crate::lower::names::{self, symbols};
use crate::schemas::Merged;

/// The variants of named texts: names of the author's choice, or the texts themselves.
pub(in crate::lower) fn enum_labels(values: &[String], merged: &Merged) -> Vec<String> {
    let given = merged.extension("x-enum-varnames").and_then(Value::as_array);
    let given = |index: usize| given.and_then(|names| names.get(index)).and_then(Value::as_str);
    let label = |(index, wire): (usize, &String)| match given(index) {
        Some(name) => names::pascal(name),
        None => symbols::word(wire).unwrap_or_else(|| names::pascal(wire)),
    };
    let mut labels: Vec<String> = values.iter().enumerate().map(label).collect();
    names::unique(&mut labels, &[contract::UNKNOWN]);
    labels
}
