//! Keys, counted: one message tells of all of them.

use std::collections::BTreeMap;

use crate::diag::{Code, Diagnostic, first_of};
use crate::pointer::Pointer;

/// How many keys there are of each name, and where the first one stands.
#[derive(Default)]
pub(super) struct Tally {
    first: Option<Pointer>,
    counts: BTreeMap<String, usize>,
}

/// More names than this are not listed.
const NAMED: usize = 8;

impl Tally {
    /// Counts a key.
    pub(super) fn add(&mut self, name: &str, at: impl FnOnce() -> Pointer) {
        self.first.get_or_insert_with(at);
        *self.counts.entry(name.to_owned()).or_default() += 1;
    }

    /// One message about all of them, if there are any: what is said of them, then their names.
    pub(super) fn diagnostic(&self, said: &str) -> Option<Diagnostic> {
        let names = self.counts.iter().map(|(name, count)| counted(name, *count));
        let message = format!("{said}: {}", first_of(names, NAMED));
        Some(Diagnostic::at(Code::UnknownKey, self.first.as_ref()?, message))
    }
}

fn counted(name: &str, count: usize) -> String {
    match count {
        1 => format!("`{name}`"),
        _ => format!("`{name}` ({count} times)"),
    }
}
