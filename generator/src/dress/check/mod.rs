//! Proves, without filling it, that a template uses only what the context has: through loops, conditions, `set`, macros and
//! filters, also on ways that no run takes.
//!
//! In: the text of a template, its path, and the schema of the context. Out: what is wrong, each with its bytes. What it cannot
//! know (the arguments of a macro that nobody calls) it takes as right.

mod branches;
mod calls;
mod expressions;
mod filters;
mod finding;
mod known;
mod nearest;
mod statements;
mod walker;

use std::ops::Range;

use minijinja::machinery::{ast::Stmt, parse};
use serde_json::Value;

use super::faults;
use super::layers::Layered;
use super::syntax::syntax;
use crate::diag::{Code, Diagnostic, Place};
use finding::Finding;
use walker::Walker;

/// What is wrong with a template, in the order of its text; `schema` is that of the context.
pub fn check(file: &Layered, schema: &Value) -> Vec<Diagnostic> {
    if !file.template {
        return Vec::new();
    }
    let tree: Stmt<'_> = match parse(&file.text, &file.name, syntax()) {
        Ok(tree) => tree,
        Err(error) => return vec![faults::of_engine(file, &error, None)],
    };
    let mut walker = Walker::new(schema, &file.text, &file.name);
    walker.statement(&tree);
    let mut faults = walker.faults();
    faults.sort_by_key(|fault| (fault.at.start, fault.at.end));
    faults.dedup_by(|one, other| one.at == other.at && one.message == other.message);
    faults.into_iter().map(|fault| told(file, fault)).collect()
}

/// What the check says of what ends at one place, if it says something.
pub(super) fn help_at(file: &Layered, schema: &Value, at: &Range<usize>) -> Option<String> {
    let found = check(file, schema)
        .into_iter()
        .find(|fault| matches!(&fault.place, Place::Span { end, .. } if *end == at.end));
    found.and_then(|fault| fault.help)
}

fn told(file: &Layered, fault: Finding) -> Diagnostic {
    let place = Place::span(&file.origin, fault.at);
    let diagnostic = Diagnostic::new(Code::TemplateName, place, fault.message);
    match fault.help {
        Some(help) => diagnostic.help(help),
        None => diagnostic,
    }
}
