//! What of an operation is inferred.

use crate::plan::{Behaviour, Operation, Paging, Retry};

/// What is inferred if no extension says it.
pub(super) struct Guess<'a> {
    pub(super) retry: Retry,
    pub(super) paging: Option<&'a Paging>,
    /// Why it has no pages although it looks like a list that has.
    pub(super) paging_doubt: Option<&'a str>,
}

impl<'a> Guess<'a> {
    pub(super) fn of(operation: &'a Operation) -> Self {
        let Behaviour {
            retry,
            paging,
            paging_doubt,
            // Only extensions say these.
            repeatable: _,
            max_request: _,
            timeout: _,
            bulk: _,
            feed: _,
            polling: _,
        } = &operation.behaviour;
        Self {
            retry: *retry,
            paging: paging.as_ref(),
            paging_doubt: paging_doubt.as_deref(),
        }
    }
}
