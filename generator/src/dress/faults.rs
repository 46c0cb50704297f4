//! What is said of a template that cannot be read or filled, and where.

use std::ops::Range;

use super::layers::Layered;
use crate::diag::{Code, Diagnostic, Place};

/// What people are told about the names that there are.
const CONTRACT: &str =
    "`oasmith context --schema` tells what a template may name, `oasmith templates check` proves that it does";

/// A template that cannot be compiled or filled; `near` is what may have been meant.
pub(super) fn of_engine(file: &Layered, error: &minijinja::Error, near: Option<String>) -> Diagnostic {
    let detail = error.detail().map_or_else(|| error.kind().to_string(), str::to_owned);
    let place = match error.range() {
        Some(range) => span(file, range),
        None => Place::File(file.origin.clone()),
    };
    let message = format!("the template cannot be filled: {detail}");
    let help = near.map(|near| format!("{near}\n{CONTRACT}"));
    Diagnostic::new(Code::TemplateError, place, message).help(help.as_deref().unwrap_or(CONTRACT))
}

/// A place in the file of a template.
pub(super) fn span(file: &Layered, at: Range<usize>) -> Place {
    Place::Span {
        file: file.origin.clone(),
        start: at.start,
        end: at.end,
    }
}
