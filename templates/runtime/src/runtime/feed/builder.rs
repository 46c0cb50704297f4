use std::collections::BTreeSet;
use std::fmt;
use std::time::{Duration, SystemTime};

use tokio::time::Instant;

use super::changes::{Changes, Plan};
use super::clock::Clock;
use super::error::StateError;
use super::pauses::Pauses;
use super::rules::Feed;
use super::start::{Origin, Start};
use super::state::FeedState;

/// Where and how to follow changes. Without further settings: from the beginning, in all partitions.
#[must_use = "nothing is asked until the feed is"]
pub struct FeedBuilder<O: Feed> {
    operation: O,
    origin: Origin,
    state: Option<FeedState>,
    partitions: Option<BTreeSet<u32>>,
    pauses: Pauses,
    clock: Clock,
}

/// How much longer the client waits for a response than the service holds the request.
const MARGIN: Duration = Duration::from_secs(10);

impl<O: Feed> FeedBuilder<O> {
    /// Follows by this operation; generated code calls it.
    pub fn new(operation: O) -> Self {
        Self {
            operation,
            origin: Origin::at_first(Start::Beginning),
            state: None,
            partitions: None,
            pauses: Pauses::default(),
            clock: Clock::default(),
        }
    }

    /// Where to begin, in partitions that the state does not know.
    pub fn start(mut self, start: Start) -> Self {
        self.origin = Origin::at_first(start);
        self
    }

    /// Goes on behind a saved state, with the partition whose turn is longest ago.
    ///
    /// # Errors
    ///
    /// The state belongs to another feed, or to a newer version of this client.
    pub fn resume(mut self, state: FeedState) -> Result<Self, StateError> {
        state.check(&self.operation)?;
        self.origin = Origin::of(state.start(self.clock.now()), Instant::now());
        self.state = Some(state);
        Ok(self)
    }

    /// Which partitions to follow, at the same time, instead of all.
    ///
    /// Without this the service is asked how many there are, in one request before the others, each time that a feed
    /// begins or is resumed; partitions of the state are followed too. One that comes later is followed from the next
    /// resume on, from where the feed began. If the API has no such request, the first item of the feed is an error.
    pub fn partitions(mut self, partitions: impl IntoIterator<Item = u32>) -> Self {
        self.partitions = Some(partitions.into_iter().collect());
        self
    }

    /// The clock by which a state without a cursor knows where it began, for tests. Call it before `resume`.
    #[doc(hidden)]
    pub fn clock(mut self, now: impl Fn() -> SystemTime + Send + Sync + 'static) -> Self {
        self.clock = Clock::new(now);
        self
    }

    /// How long to wait after a response without changes: the first pause, and the longest to which it grows. By
    /// default 1 s and 30 s. Where the service holds a request until there is something new, the next one is sent at
    /// once.
    pub fn idle_pauses(mut self, first: Duration, longest: Duration) -> Self {
        self.pauses = Pauses { first, longest };
        self
    }

    /// Changes what all requests of the feed have in common.
    pub fn configure(mut self, change: impl FnOnce(O) -> O) -> Self {
        self.operation = change(self.operation);
        self
    }

    /// All changes until there is nothing more at once in any partition; then the stream ends.
    ///
    /// It also ends if the service makes no progress although it says that there is more, after an error for which
    /// [`is_stalled`](super::FeedError::is_stalled) is true. So it does after 100 responses in a row without changes;
    /// to resume from the state goes on behind them.
    pub fn until_caught_up(self) -> Changes<O> {
        self.changes(false)
    }

    /// All changes, and those to come: the stream does not end by itself.
    pub fn follow(self) -> Changes<O> {
        self.changes(true)
    }

    fn changes(mut self, is_endless: bool) -> Changes<O> {
        // Nobody polls the other partitions while a batch is processed.
        self.operation.call_mut().take_no_turns();
        if let Some(held) = self.operation.long_poll() {
            let call = self.operation.call_mut();
            let needed = held.saturating_add(MARGIN);
            if call.timeout(O::TIMEOUT) < needed {
                call.set_timeout(needed);
            }
        }
        let state = self
            .state
            .unwrap_or_else(|| FeedState::new(&self.operation, self.origin.start(), self.clock.now()));
        let plan = Plan {
            origin: self.origin,
            pauses: self.pauses,
            is_endless,
            clock: self.clock,
        };
        Changes::new(self.operation, state, self.partitions, plan)
    }
}

impl<O: Feed> fmt::Debug for FeedBuilder<O> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("FeedBuilder")
            .field("operation", &O::INFO.id)
            .field("start", self.origin.start())
            .field("partitions", &self.partitions)
            .finish_non_exhaustive()
    }
}
