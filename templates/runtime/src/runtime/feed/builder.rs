use std::collections::BTreeSet;
use std::fmt;
use std::time::Duration;

use super::changes::Changes;
use super::error::StateError;
use super::lane::Pauses;
use super::rules::Feed;
use super::start::Start;
use super::state::FeedState;

/// Where and how to follow changes. Without further settings: from the beginning, partition 0.
#[must_use = "nothing is asked until the feed is"]
pub struct FeedBuilder<O: Feed> {
    operation: O,
    start: Start,
    state: Option<FeedState>,
    partitions: BTreeSet<u32>,
    pauses: Pauses,
}

/// How much longer than the service holds a question the client waits for its answer.
const MARGIN: Duration = Duration::from_secs(10);

impl<O: Feed> FeedBuilder<O> {
    /// Follows by this operation; generated code calls it.
    pub fn new(operation: O) -> Self {
        Self {
            operation,
            start: Start::Beginning,
            state: None,
            partitions: BTreeSet::from([0]),
            pauses: Pauses::default(),
        }
    }

    /// Where to begin, in partitions that the state does not know.
    pub fn start(mut self, start: Start) -> Self {
        self.start = start;
        self
    }

    /// Goes on behind a saved state.
    ///
    /// # Errors
    ///
    /// The state belongs to another feed, or to a newer version of this client.
    pub fn resume(mut self, state: FeedState) -> Result<Self, StateError> {
        state.check(&self.operation)?;
        self.start = state.start();
        self.state = Some(state);
        Ok(self)
    }

    /// Which partitions to follow, at the same time: `0..count` for all.
    pub fn partitions(mut self, partitions: impl IntoIterator<Item = u32>) -> Self {
        self.partitions = partitions.into_iter().collect();
        self
    }

    /// How long to wait after an answer without changes: the first pause, and the longest to which it grows. By
    /// default 1 s and 30 s. Where the service holds a question until there is something, it is asked again at once.
    pub fn idle_pauses(mut self, first: Duration, longest: Duration) -> Self {
        self.pauses = Pauses { first, longest };
        self
    }

    /// Changes what all questions have in common.
    pub fn configure(mut self, change: impl FnOnce(O) -> O) -> Self {
        self.operation = change(self.operation);
        self
    }

    /// All changes until there is nothing more at once in any partition; then the stream ends.
    pub fn until_caught_up(self) -> Changes<O> {
        self.changes(false)
    }

    /// All changes, and those to come: the stream does not end by itself.
    pub fn follow(self) -> Changes<O> {
        self.changes(true)
    }

    fn changes(mut self, is_endless: bool) -> Changes<O> {
        if let Some(held) = self.operation.long_poll() {
            let call = self.operation.call_mut();
            let needed = held.saturating_add(MARGIN);
            if call.timeout(O::TIMEOUT) < needed {
                call.set_timeout(needed);
            }
        }
        let word = self.start.word(&O::RULES);
        let state = self
            .state
            .unwrap_or_else(|| FeedState::new(&self.operation, &self.start));
        Changes::new(self.operation, state, &self.partitions, word, self.pauses, is_endless)
    }
}

impl<O: Feed> fmt::Debug for FeedBuilder<O> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("FeedBuilder")
            .field("operation", &O::INFO.id)
            .field("start", &self.start)
            .field("partitions", &self.partitions)
            .finish_non_exhaustive()
    }
}
