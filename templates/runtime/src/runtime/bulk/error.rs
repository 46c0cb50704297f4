use std::error::Error as StdError;
use std::fmt;

use super::report::Report;
use super::rules::Bulk;

/// A run of which not every item is done. It holds the whole report.
pub struct BulkError<O: Bulk>(Box<Report<O>>);

impl<O: Bulk> BulkError<O> {
    pub(super) fn new(report: Report<O>) -> Self {
        Self(Box::new(report))
    }

    /// What became of each item.
    pub fn report(&self) -> &Report<O> {
        &self.0
    }

    /// What became of each item, by value.
    pub fn into_report(self) -> Report<O> {
        *self.0
    }
}

impl<O: Bulk> fmt::Display for BulkError<O> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl<O: Bulk> fmt::Debug for BulkError<O> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("BulkError").field(&self.0).finish()
    }
}

impl<O: Bulk> StdError for BulkError<O> {}
