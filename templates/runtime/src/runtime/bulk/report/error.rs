use std::error::Error as StdError;
use std::fmt;

use super::Report;
use crate::runtime::bulk::rules::Bulk;

impl<O: Bulk> Report<O> {
    /// The report if every item of the source is done, else an error that holds it.
    ///
    /// # Errors
    ///
    /// Some item was not taken by the service, or not taken from the source.
    pub fn into_result(self) -> Result<Self, BulkError<O>> {
        match self.is_complete() {
            true => Ok(self),
            false => Err(BulkError(Box::new(self))),
        }
    }
}

/// A run of which not every item is done. It holds the whole report.
pub struct BulkError<O: Bulk>(Box<Report<O>>);

impl<O: Bulk> BulkError<O> {
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
