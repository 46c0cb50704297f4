use std::time::Duration;

use crate::runtime::call::retry::{RetryPolicy, Scope};

/// What one call allows.
#[derive(Clone, Copy)]
pub(super) struct Terms<'a> {
    /// For an attempt.
    pub(super) timeout: Duration,
    /// The most bytes of a response that are kept in memory.
    pub(super) max_response: usize,
    pub(super) policy: &'a RetryPolicy,
    pub(super) scope: Scope,
    /// Whether an attempt waits for its turn among the requests under way.
    pub(super) takes_turns: bool,
}
