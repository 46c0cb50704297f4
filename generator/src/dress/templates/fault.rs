//! What is said of a template: where in it, and in what it made.

use std::ops::Range;

use minijinja::ErrorKind;

use super::super::check::help_at;
use super::super::context::schema;
use super::super::layers::Layered;
use super::engine::Engine;
use super::map;
use super::subject::Subject;
use crate::diag::{Code, Diagnostic, Place};

/// What people are told about the names that there are.
const CONTRACT: &str =
    "`oasmith context --schema` tells what a template may name, `oasmith templates check` proves that it does";

/// A place in a text that is no Rust.
#[derive(Debug)]
pub(super) struct NoRust {
    /// The path of the text.
    pub file: String,
    /// The bytes at fault.
    pub at: Range<usize>,
    /// What the parser says.
    pub message: String,
}

/// A template that cannot be compiled or filled.
pub(in super::super) fn of_engine(file: &Layered, error: &minijinja::Error) -> Diagnostic {
    let detail = error.detail().map_or_else(|| error.kind().to_string(), str::to_owned);
    let place = match error.range() {
        Some(range) => span(file, range),
        None => Place::File(file.origin.clone()),
    };
    let message = format!("the template cannot be filled: {detail}");
    let near = error.range().filter(|_| error.kind() == ErrorKind::UndefinedError);
    let near = near.and_then(|range| help_at(file, &schema(), &range));
    let help = near.map(|near| format!("{near}\n{CONTRACT}"));
    Diagnostic::new(Code::TemplateError, place, message).help(help.as_deref().unwrap_or(CONTRACT))
}

/// A place in the file of a template.
pub(super) fn span(file: &Layered, at: Range<usize>) -> Place {
    Place::span(&file.origin, at)
}

impl NoRust {
    /// The message: the place in the template if it can be told, and in what was made of it.
    pub(super) fn told(self, engine: &Engine, file: &Layered, subject: &Subject, text: &str) -> Diagnostic {
        let origin = map::origin(engine, &file.text, subject, text, &self.at);
        let place = match origin {
            Some(at) => span(file, at),
            None => Place::File(file.origin.clone()),
        };
        let message = format!("what this template makes is no Rust: {}", self.message);
        let made = Place::Text {
            file: self.file,
            text: text.to_owned(),
            start: self.at.start,
            end: self.at.end,
        };
        Diagnostic::new(Code::TemplateNoRust, place, message)
            .related(made, "here, in what it made")
            .help("look at what its holes are filled with: `oasmith context` prints it")
    }
}
