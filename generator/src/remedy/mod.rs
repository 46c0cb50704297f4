//! For each message that an overlay would settle: the actions that do it.
//!
//! In: the messages of a run and the document they are about. Out: the same messages with their fixes. A fix takes the document
//! at its word wherever it can: it corrects a spelling before it removes anything. Must not add or drop messages.

mod keywords;
mod operations;
mod references;

use serde_json::Value;

use crate::diag::{Action, Diagnostic, Diagnostics, Place};
use crate::pointer::Pointer;
use crate::spec::Document;

/// A message at a place of the document.
struct Case<'a> {
    root: &'a Value,
    at: &'a Pointer,
    said: &'a Diagnostic,
}

impl<'a> Case<'a> {
    fn value(&self) -> Option<&'a Value> {
        self.get(self.at)
    }

    fn get(&self, at: &Pointer) -> Option<&'a Value> {
        self.root.pointer(at.as_str())
    }
}

/// What finds the actions for a message.
type Remedy = fn(&Case<'_>) -> Vec<Action>;

/// Code → remedy. What is not here is settled by no overlay, or where it was found, or only the author can know by what.
const REMEDIES: [(&str, Remedy); 16] = [
    ("bad-status", remove),
    ("bad-value", remove),
    ("contradictory-enum", remove),
    ("cyclic-allof", references::cyclic),
    ("cyclic-ref", references::cyclic),
    ("cyclic-union", references::cyclic),
    ("dynamic-ref", remove),
    ("duplicate-operation-id", operations::another_id),
    ("missing-path-parameter", operations::missing_parameter),
    ("unknown-type", keywords::unknown_type),
    ("unreadable-operation", operations::skip),
    ("unreadable-parameter", operations::skip),
    ("unresolved-ref", references::unresolved),
    ("unsatisfiable-allof", references::unsatisfiable),
    ("unused-path-parameter", remove),
    ("wrong-type", keywords::wrong_type),
];

/// Adds what can be added. A message that has a fix keeps it.
pub fn add(document: &Document, diags: &mut Diagnostics) {
    for said in diags.iter_mut().filter(|said| said.fix.is_empty()) {
        let Place::At(at) = &said.place else { continue };
        let case = Case {
            root: &document.root,
            at,
            said,
        };
        let known = REMEDIES.iter().find(|(code, _)| *code == said.code);
        said.fix = known.map(|(_, remedy)| remedy(&case)).unwrap_or_default();
    }
}

fn remove(case: &Case<'_>) -> Vec<Action> {
    vec![Action::remove(case.at.clone())]
}
