use std::sync::atomic::{AtomicU32, Ordering};

const CAPACITY: u32 = 500;
const PER_REPETITION: u32 = 5;
const PER_TIMEOUT: u32 = 10;
const PER_RESPONSE: u32 = 1;

/// What a client may spend on repetitions. Each costs something; a call that gets a response in the end gives back what
/// it has cost and a bit more; so single failures are always repeated, and the load on a service that only fails is not
/// multiplied.
pub(crate) struct Budget(AtomicU32);

impl Budget {
    pub(crate) fn new() -> Self {
        Self(AtomicU32::new(CAPACITY))
    }

    /// Takes the price of a repetition; `None` if there is not enough left.
    pub(crate) fn take(&self, after_timeout: bool) -> Option<u32> {
        let price = if after_timeout { PER_TIMEOUT } else { PER_REPETITION };
        self.0
            .fetch_update(Ordering::Relaxed, Ordering::Relaxed, |left| left.checked_sub(price))
            .ok()
            .map(|_| price)
    }

    /// A call that had spent so much got its response.
    pub(crate) fn give_back(&self, spent: u32) {
        self.refill(spent + PER_RESPONSE);
    }

    /// Gives back what was spent on repetitions besides those of single calls.
    pub(crate) fn refill(&self, spent: u32) {
        let refilled = |left: u32| Some(left.saturating_add(spent).min(CAPACITY));
        // Cannot fail: there is always a new value.
        let _ = self.0.fetch_update(Ordering::Relaxed, Ordering::Relaxed, refilled);
    }
}
