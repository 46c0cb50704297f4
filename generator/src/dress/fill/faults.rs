//! What is said of a template that is being filled: where in it, and in what it made.

use minijinja::ErrorKind;

use super::engine::Engine;
use super::map;
use super::rust::NoRust;
use super::subject::Subject;
use crate::diag::{Code, Diagnostic, Place};
use crate::dress::check::help_at;
use crate::dress::context::schema;
use crate::dress::faults::{of_engine, span};
use crate::dress::layers::Layered;

/// A template that cannot be filled for a subject.
pub(in crate::dress) fn unfilled(file: &Layered, subject: &Subject<'_>, error: &minijinja::Error) -> Diagnostic {
    let near = error.range().filter(|_| error.kind() == ErrorKind::UndefinedError);
    let near = near.and_then(|range| help_at(file, &schema(), &range));
    subject.named(of_engine(file, error, near))
}

/// A template whose outcome is not Rust: the place in the template if it can be told, and in what was made of it.
pub(in crate::dress) fn no_rust(
    fault: NoRust,
    engine: &Engine<'_>,
    file: &Layered,
    subject: &Subject<'_>,
    text: &str,
) -> Diagnostic {
    let origin = map::origin(engine, &file.text, subject, text, &fault.at);
    let place = match origin {
        Some(at) => span(file, at),
        None => Place::File(file.origin.clone()),
    };
    let message = format!("what this template makes is no Rust: {}", fault.message);
    let made = Place::Text {
        file: fault.file,
        text: text.to_owned(),
        start: fault.at.start,
        end: fault.at.end,
    };
    let diagnostic = Diagnostic::new(Code::TemplateNoRust, place, message)
        .related(made, "here, in what it made")
        .help("look at what its holes are filled with: `oasmith context` prints it");
    subject.named(diagnostic)
}
