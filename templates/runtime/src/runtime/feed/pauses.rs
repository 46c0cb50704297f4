//! The pauses of a feed: how long to wait after a failure, or if there was nothing new.

use std::pin::Pin;
use std::time::Duration;

use tokio::time::Sleep;

/// How long to wait before the same request is sent again.
#[derive(Clone, Copy, Debug)]
pub(super) struct Pauses {
    pub(super) first: Duration,
    pub(super) longest: Duration,
}

impl Default for Pauses {
    fn default() -> Self {
        Self {
            first: Duration::from_secs(1),
            longest: Duration::from_secs(30),
        }
    }
}

impl Pauses {
    /// The pause after this many disappointments in a row, with a random part, so that lanes do not keep step.
    pub(super) fn after(self, count: u32) -> Pin<Box<Sleep>> {
        let doubled = self
            .first
            .saturating_mul(2u32.saturating_pow(count.saturating_sub(1).min(20)));
        let pause = doubled.min(self.longest).mul_f64(0.75 + fastrand::f64() / 4.0);
        Box::pin(tokio::time::sleep(pause))
    }
}
