//! What was asked, without secrets.

use std::collections::BTreeMap;

/// How often an operation was asked for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Count {
    /// Requests that arrived, whatever became of them.
    pub received: usize,
    /// Requests that the service carried out, wholly or in part, whether or not the response got through.
    pub executed: usize,
}

#[derive(Default)]
pub(super) struct Journal {
    pub(super) lines: Vec<String>,
    pub(super) counts: BTreeMap<String, Count>,
    /// Places that were sent a credential that is not meant for them.
    pub(super) leaks: Vec<String>,
    pub(super) sent: u64,
}

impl Journal {
    /// Counts a request and gives it a number.
    pub(super) fn receive(&mut self) -> u64 {
        self.sent += 1;
        self.sent
    }

    /// `path` must hold no secret, and no query.
    pub(super) fn close(&mut self, number: u64, operation: &str, path: &str, executed: bool, outcome: &str) {
        let count = self.counts.entry(operation.to_owned()).or_default();
        count.received += 1;
        count.executed += usize::from(executed);
        let method = operation.split(' ').next().unwrap_or_default();
        self.lines.push(format!("#{number} {method} {path}: {outcome}"));
    }
}
