//! `x-client-aliases`: other words for a value of an enum, read as it and never written.

use serde_json::Value;

use crate::diag::Code;
use crate::schemas::Merged;
use crate::spec::Fault;

const NAME: &str = "x-client-aliases";

/// Other words with the values that they stand for.
pub(in crate::lower) type Aliases = Vec<(String, String)>;

/// What the schema of an enum says about other words.
pub(in crate::lower) fn of(values: &[String], merged: &Merged) -> Result<Aliases, Fault> {
    let fault = |message: String| Fault::new(Code::UnusableExtension, merged.place(NAME), message);
    let Some(said) = merged.extension(NAME) else {
        return Ok(Vec::new());
    };
    let said = said.as_object().ok_or_else(|| {
        fault(format!(
            "`{NAME}` is no object of words and the values that they stand for"
        ))
    })?;
    let is_value = |word: &str| values.iter().any(|value| value == word) && !said.contains_key(word);
    let alias = |(word, value): (&String, &Value)| match value.as_str() {
        Some(value) if is_value(value) => Ok((word.clone(), value.to_owned())),
        _ => Err(fault(format!(
            "`{NAME}` has `{word}` stand for {value}, which is no value of this enum"
        ))),
    };
    said.iter().map(alias).collect()
}

/// The words for a value.
pub(in crate::lower) fn to(aliases: &Aliases, value: &str) -> Vec<String> {
    let words = aliases.iter().filter(|(_, target)| target == value);
    words.map(|(word, _)| word.clone()).collect()
}
