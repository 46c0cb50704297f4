// From templates/cdf/src/fake/clock.rs; edit it there.

//! Time: an epoch, and what has passed on tokio's clock since.

use std::time::Duration;

use tokio::time::Instant;

/// 2026-01-01, in milliseconds since 1970.
pub(super) const EPOCH: i64 = 1_767_225_600_000;

pub(super) struct Clock {
    epoch: i64,
    start: Instant,
}

impl Clock {
    pub(super) fn new(epoch: i64) -> Self {
        Self {
            epoch,
            start: Instant::now(),
        }
    }

    /// Milliseconds since 1970.
    pub(super) fn now(&self) -> i64 {
        let passed = Instant::now().saturating_duration_since(self.start);
        self.epoch.saturating_add(milliseconds(passed))
    }
}

pub(super) fn milliseconds(duration: Duration) -> i64 {
    i64::try_from(duration.as_millis()).unwrap_or(i64::MAX)
}
