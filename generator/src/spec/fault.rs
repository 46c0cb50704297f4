//! What is said of a part that cannot be read.

use serde_json::Value;

use crate::diag::{Code, Diagnostic};
use crate::pointer::Pointer;

/// A part of the document that could not be read: it costs itself and what reaches it.
#[derive(Clone, Debug)]
pub struct Fault {
    /// Stable short name.
    pub code: Code,
    /// Where it is.
    pub at: Pointer,
    /// What is wrong.
    pub message: String,
}

impl Fault {
    /// The message about it.
    pub fn diagnostic(self) -> Diagnostic {
        Diagnostic::at(self.code, &self.at, self.message)
    }
}

/// A value in a few words, for messages.
pub(crate) fn describe(value: &Value) -> String {
    match value {
        Value::Null => "null".to_owned(),
        Value::Bool(flag) => format!("the boolean {flag}"),
        Value::Number(number) => format!("the number {number}"),
        Value::String(text) => format!("the text `{}`", text.chars().take(40).collect::<String>()),
        Value::Array(_) => "a list".to_owned(),
        Value::Object(_) => "a mapping".to_owned(),
    }
}
