use std::time::Duration;

use tokio::time::Instant;

use super::policy::RetryPolicy;

/// When a call is over, with all its attempts and pauses; it may never be.
#[derive(Clone, Copy)]
pub(crate) struct End(Option<Instant>);

impl End {
    /// The end of a call that begins now, and of which one attempt may take so long.
    pub(crate) fn of(policy: &RetryPolicy, attempt: Duration) -> Self {
        let limit = policy.deadline_with(attempt);
        Self(limit.and_then(|limit| Instant::now().checked_add(limit)))
    }

    /// How long an attempt may take that may not take longer than this anyway.
    pub(crate) fn limit(self, attempt: Duration) -> Duration {
        self.0.map_or(attempt, |end| {
            attempt.min(end.saturating_duration_since(Instant::now()))
        })
    }

    /// Whether a pause from now on would reach it.
    pub(crate) fn is_reached_by(self, pause: Duration) -> bool {
        self.0
            .is_some_and(|end| Instant::now().checked_add(pause).is_none_or(|next| next >= end))
    }
}
