use std::collections::BTreeSet;
use std::fmt;
use std::future::poll_fn;
use std::pin::Pin;
use std::task::{Context, Poll, ready};

use futures_core::Stream;

use super::clock::Clock;
use super::error::FeedError;
use super::lane::{Lane, Outcome};
use super::lookup::Lookup;
use super::pauses::Pauses;
use super::rules::Feed;
use super::start::{Origin, Start};
use super::state::FeedState;
use super::turns::Turns;

/// Changes as they come, from all partitions that are followed. Between partitions there is no order, within one there
/// is. Each partition has its turn, also if the feed is resumed after every batch.
///
/// After an error the same place is asked again, with growing pauses, for as long as it is polled. An error is a turn
/// of its partition too: who ends with it and saves [`Changes::state`] begins with another partition next time.
pub struct Changes<O: Feed> {
    operation: O,
    lanes: Vec<Lane<O>>,
    turns: Turns,
    /// Asks which partitions there are, until that is known.
    lookup: Option<Lookup>,
    state: FeedState,
    plan: Plan,
}

/// How partitions are followed.
pub(super) struct Plan {
    pub(super) origin: Origin,
    pub(super) pauses: Pauses,
    pub(super) is_endless: bool,
    pub(super) clock: Clock,
}

/// One response of a feed.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Batch<T> {
    /// The partition that it is from.
    pub partition: u32,
    /// The decoded response; there may be no change in it.
    pub data: T,
    /// What to save once this batch, and all before it, have been processed.
    pub state: FeedState,
    /// Whether there was more in this partition at that moment.
    pub has_more: bool,
}

impl<O: Feed> Changes<O> {
    /// Without partitions, those that there are and those that the state knows.
    pub(super) fn new(operation: O, state: FeedState, partitions: Option<BTreeSet<u32>>, plan: Plan) -> Self {
        let lookup = partitions.is_none().then(|| Lookup::new(plan.pauses));
        let mut changes = Self {
            operation,
            lanes: Vec::new(),
            turns: Turns::new(&state, &[]),
            lookup,
            state,
            plan,
        };
        changes.open(partitions.unwrap_or_default());
        changes
    }

    /// Makes a lane of each partition that has none.
    fn open(&mut self, partitions: impl IntoIterator<Item = u32>) {
        for partition in partitions {
            if self.lanes.iter().any(|lane| lane.partition == partition) {
                continue;
            }
            let Plan {
                origin,
                pauses,
                is_endless,
                ..
            } = &self.plan;
            let cursor = self.state.cursor(partition).map(str::to_owned);
            let lane = Lane::new(partition, cursor, origin.clone(), *pauses, *is_endless);
            self.lanes.push(lane);
        }
        let partitions = Vec::from_iter(self.lanes.iter().map(|lane| lane.partition));
        self.turns = Turns::new(&self.state, &partitions);
    }

    /// The next batch; `None` at the end, which only [`until_caught_up`](super::FeedBuilder::until_caught_up) has.
    pub async fn next(&mut self) -> Option<Result<Batch<O::Output>, FeedError<O::Failure>>> {
        poll_fn(|context| Pin::new(&mut *self).poll_next(context)).await
    }

    /// How far the batches so far go, and whose turn it is.
    pub fn state(&self) -> &FeedState {
        &self.state
    }

    /// Begins one partition again, because its cursor has expired.
    pub fn restart(&mut self, partition: u32, start: &Start) {
        self.state.forget(partition, start, self.plan.clock.now());
        if self.lookup.is_some() {
            self.open([partition]);
        }
        for lane in self.lanes.iter_mut().filter(|lane| lane.partition == partition) {
            lane.restart(Origin::at_first(start.clone()));
        }
    }

    /// What is handed out of a response; the state then knows of it.
    fn hand_out(&mut self, place: usize, outcome: Outcome<O>) -> Result<Batch<O::Output>, FeedError<O::Failure>> {
        let lane = &self.lanes[self.turns.lane(place)];
        if self.lanes.len() > 1 {
            self.state.take_turn(lane.partition);
        }
        self.turns.take(place);
        let data = outcome?;
        if let Some(cursor) = lane.cursor() {
            self.state.set(lane.partition, cursor.to_owned());
        }
        self.state.see(self.plan.clock.now());
        Ok(Batch {
            partition: lane.partition,
            has_more: O::has_more(&data),
            data,
            state: self.state.clone(),
        })
    }

    /// Finds out which partitions there are, if that is not known.
    fn poll_partitions(&mut self, context: &mut Context<'_>) -> Poll<Option<Result<(), FeedError<O::Failure>>>> {
        if let Some(lookup) = &mut self.lookup {
            match ready!(lookup.poll(&self.operation, context)) {
                None => return Poll::Ready(None),
                Some(Err(error)) => return Poll::Ready(Some(Err(error))),
                Some(Ok(count)) => {
                    self.lookup = None;
                    let known = BTreeSet::from_iter((0..count).chain(self.state.partitions()));
                    self.open(known);
                }
            }
        }
        Poll::Ready(Some(Ok(())))
    }
}

// Futures and sleeps in the lanes are boxed.
impl<O: Feed> Unpin for Changes<O> {}

impl<O: Feed> Stream for Changes<O> {
    type Item = Result<Batch<O::Output>, FeedError<O::Failure>>;

    fn poll_next(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        let this = self.get_mut();
        match ready!(this.poll_partitions(context)) {
            None => return Poll::Ready(None),
            Some(Err(error)) => return Poll::Ready(Some(Err(error))),
            Some(Ok(())) => {}
        }
        let is_first_awaited = this.turns.is_first_awaited(context);
        let count = this.lanes.len();
        let mut over = 0;
        for place in 0..count {
            let lane = &mut this.lanes[this.turns.lane(place)];
            if is_first_awaited && place > 0 {
                lane.poll_ahead(&this.operation, context);
                continue;
            }
            match lane.poll(&this.operation, context) {
                Poll::Pending => {}
                Poll::Ready(None) => over += 1,
                Poll::Ready(Some(outcome)) => return Poll::Ready(Some(this.hand_out(place, outcome))),
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
