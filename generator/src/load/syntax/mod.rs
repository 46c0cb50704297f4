//! Text → tree, and pointer → place in the text. The only room that knows how JSON and YAML are read.
//!
//! In: the text of one file. Out: its tree of values, or a [`SyntaxError`]; for messages, the [`Places`] of its values. Must not read files
//! or know OpenAPI.

mod fault;
mod json;
mod node;
mod places;
mod yaml;

use std::path::Path;

use serde_json::Value;

pub(super) use fault::SyntaxError;
pub use places::Places;

/// Whether a text is taken as JSON: by the name of its file, else by how it begins.
pub(crate) fn is_json(path: &str, text: &str) -> bool {
    match Path::new(path).extension().and_then(|end| end.to_str()) {
        Some("json") => true,
        Some("yaml" | "yml") => false,
        _ => text.trim_start().starts_with(['{', '[']),
    }
}

/// Reads a text whole.
pub(super) fn parse(text: &str, is_json: bool) -> Result<Value, SyntaxError> {
    let blank = |line: &str| line.trim().is_empty() || line.trim_start().starts_with('#') || line.trim() == "---";
    if text.lines().all(blank) {
        return Err(SyntaxError {
            message: "the file is empty".to_owned(),
            span: 0..0,
            help: Some("is it saved, and is it the file that you mean?".to_owned()),
        });
    }
    if text.trim_start().starts_with('<') {
        let text = text.to_ascii_lowercase();
        let is_page = ["<html", "<!doctype html"].iter().any(|word| text.contains(word));
        let what = if is_page { "an HTML page" } else { "XML" };
        return Err(SyntaxError {
            message: format!("this is {what}, and an OpenAPI document is YAML or JSON"),
            span: 0..0,
            help: Some("a download may have fetched a page about the document instead of the document".to_owned()),
        });
    }
    if is_json { json::parse(text) } else { yaml::parse(text) }
}
