//! Keys of schemas that look like no keyword, counted: one message tells of all of them.

use std::collections::BTreeMap;

use crate::diag::{Code, Diagnostic};
use crate::pointer::Pointer;

/// How many keys there are of each name, and where the first one stands.
#[derive(Default)]
pub(super) struct Strangers {
    first: Option<Pointer>,
    counts: BTreeMap<String, usize>,
}

/// More names than this are not listed.
const NAMED: usize = 8;

impl Strangers {
    /// Counts a key.
    pub(super) fn add(&mut self, name: &str, at: impl FnOnce() -> Pointer) {
        self.first.get_or_insert_with(at);
        *self.counts.entry(name.to_owned()).or_default() += 1;
    }

    /// One message about all of them.
    pub(super) fn diagnostic(&self) -> Option<Diagnostic> {
        let mut names: Vec<String> = self.counts.iter().map(|(name, count)| counted(name, *count)).collect();
        let others = names.len().saturating_sub(NAMED);
        names.truncate(NAMED);
        let others = if others == 0 {
            String::new()
        } else {
            format!(" and {others} others")
        };
        let message = format!(
            "keys of schemas that are not keywords have no effect: {}{others}",
            names.join(", ")
        );
        let said = Diagnostic::at(Code::UnknownKey, self.first.as_ref()?, message);
        Some(said.help(
            "the first is shown; names of your own start with `x-`, and those of properties stand below `properties`",
        ))
    }
}

fn counted(name: &str, count: usize) -> String {
    match count {
        1 => format!("`{name}`"),
        _ => format!("`{name}` ({count} times)"),
    }
}
