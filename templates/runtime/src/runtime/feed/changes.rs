use std::collections::BTreeSet;
use std::fmt;
use std::future::poll_fn;
use std::pin::Pin;
use std::task::{Context, Poll};

use futures_core::Stream;

use super::error::FeedError;
use super::lane::{Lane, Pauses};
use super::rules::Feed;
use super::start::Start;
use super::state::FeedState;
use crate::runtime::CallError;

/// Changes as they come, from all partitions that are followed. Between partitions there is no order, within one there
/// is.
///
/// After an error the same place is asked again, with growing pauses, for as long as it is polled.
pub struct Changes<O: Feed> {
    operation: O,
    lanes: Vec<Lane<O>>,
    state: FeedState,
    /// The lane that is looked at first, so that a busy one does not starve the others.
    turn: usize,
}

/// One answer of a feed.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Batch<T> {
    /// The partition that it is from.
    pub partition: u32,
    /// What the service answered; it may tell of no change.
    pub data: T,
    /// What to save once this batch, and all before it, have been processed.
    pub state: FeedState,
    /// Whether there was more in this partition at that moment.
    pub has_more: bool,
}

impl<O: Feed> Changes<O> {
    pub(super) fn new(
        operation: O,
        state: FeedState,
        partitions: &BTreeSet<u32>,
        start: Option<String>,
        pauses: Pauses,
        is_endless: bool,
    ) -> Self {
        let lane = |partition: &u32| {
            let cursor = state.cursor(*partition).map(str::to_owned);
            Lane::new(*partition, cursor, start.clone(), pauses, is_endless)
        };
        Self {
            lanes: partitions.iter().map(lane).collect(),
            operation,
            state,
            turn: 0,
        }
    }

    /// The next batch; `None` at the end, which only [`until_caught_up`](super::FeedBuilder::until_caught_up) has.
    pub async fn next(&mut self) -> Option<Result<Batch<O::Output>, FeedError<O::Failure>>> {
        poll_fn(|context| Pin::new(&mut *self).poll_next(context)).await
    }

    /// How far the batches so far go.
    pub fn state(&self) -> &FeedState {
        &self.state
    }

    /// Begins one partition anew, because its cursor has expired.
    pub fn restart(&mut self, partition: u32, start: &Start) {
        self.state.forget(partition, start);
        let word = start.word(&O::RULES);
        for lane in self.lanes.iter_mut().filter(|lane| lane.partition == partition) {
            lane.restart(word.clone());
        }
    }

    fn batch(&mut self, lane: usize, data: O::Output) -> Batch<O::Output> {
        let lane = &self.lanes[lane];
        if let Some(cursor) = lane.cursor() {
            self.state.set(lane.partition, cursor.to_owned());
        }
        Batch {
            partition: lane.partition,
            has_more: O::has_more(&data),
            data,
            state: self.state.clone(),
        }
    }

    fn error(&self, lane: usize, error: CallError<O::Failure>) -> FeedError<O::Failure> {
        let lane = &self.lanes[lane];
        let is_refused = |status: http::StatusCode| O::RULES.refused_cursor.contains(&status.as_u16());
        let names_cursor = || {
            error
                .message()
                .is_some_and(|text| text.to_lowercase().contains("cursor"))
        };
        FeedError {
            partition: lane.partition,
            is_cursor_refused: lane.cursor().is_some() && error.status().is_some_and(is_refused) && names_cursor(),
            error,
        }
    }
}

// Futures and sleeps in the lanes are boxed.
impl<O: Feed> Unpin for Changes<O> {}

impl<O: Feed> Stream for Changes<O> {
    type Item = Result<Batch<O::Output>, FeedError<O::Failure>>;

    fn poll_next(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        let this = self.get_mut();
        let count = this.lanes.len();
        let mut over = 0;
        for lane in (0..count).map(|step| (this.turn + step) % count) {
            match this.lanes[lane].poll(&this.operation, context) {
                Poll::Pending => {}
                Poll::Ready(None) => over += 1,
                Poll::Ready(Some(answer)) => {
                    this.turn = lane + 1;
                    return Poll::Ready(Some(match answer {
                        Ok(data) => Ok(this.batch(lane, data)),
                        Err(error) => Err(this.error(lane, error)),
                    }));
                }
            }
        }
        match over == count {
            true => Poll::Ready(None),
            false => Poll::Pending,
        }
    }
}

impl<O: Feed> fmt::Debug for Changes<O> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Changes")
            .field("operation", &O::INFO.id)
            .field("state", &self.state)
            .finish_non_exhaustive()
    }
}
