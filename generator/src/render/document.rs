//! A whole document as text, in its own order: what is written is read again as the same document.

use serde_json::Value;

use super::yaml::yaml;

/// How a document is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DocumentForm {
    /// For people.
    Yaml,
    /// For programs.
    Json,
}

/// The text of a tree, with a line break at its end.
pub fn document(root: &Value, form: DocumentForm) -> String {
    match form {
        DocumentForm::Json => format!("{root:#}\n"),
        DocumentForm::Yaml => yaml(root),
    }
}
