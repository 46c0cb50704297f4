//! Which lane is handed out next.
//!
//! The lane whose last turn is longest ago comes first, also after a resume, because the state knows the turns. A
//! response that is there is not held back for one that is not, with one exception: the first response after a resume.
//! A consumer that takes only a few batches and is started again would otherwise always get the partitions that respond
//! first. So the first lane gets time, and more of it the longer it has been passed over: in the end each partition has
//! its turn, and a slow one never holds up the others for longer than one of its own calls.

use std::pin::Pin;
use std::task::Context;
use std::time::Duration;

use tokio::time::Sleep;

use super::state::FeedState;

/// The time for the first lane, and how much more there is for each turn that it has missed.
const GRACE: Duration = Duration::from_secs(1);

pub(super) struct Turns {
    /// Numbers of lanes, the one whose turn it is first.
    order: Vec<usize>,
    grace: Grace,
}

enum Grace {
    Unused(Duration),
    Running(Pin<Box<Sleep>>),
    Over,
}

impl Turns {
    /// The turns of lanes that follow these partitions.
    pub(super) fn new(state: &FeedState, partitions: &[u32]) -> Self {
        let mut order = Vec::from_iter(0..partitions.len());
        order.sort_by_key(|lane| (state.turn(partitions[*lane]), partitions[*lane]));
        let first = order.first().map(|lane| state.turn(partitions[*lane]));
        Self {
            grace: grace(state.last_turn(), first.unwrap_or_default(), partitions.len()),
            order,
        }
    }

    /// The lane at this place in the order.
    pub(super) fn lane(&self, place: usize) -> usize {
        self.order[place]
    }

    /// Whether nothing but the first lane may be handed out yet.
    pub(super) fn is_first_awaited(&mut self, context: &mut Context<'_>) -> bool {
        if let Grace::Unused(time) = self.grace {
            self.grace = Grace::Running(Box::pin(tokio::time::sleep(time)));
        }
        let is_awaited = match &mut self.grace {
            Grace::Running(sleep) => sleep.as_mut().poll(context).is_pending(),
            Grace::Unused(_) | Grace::Over => false,
        };
        if !is_awaited {
            self.grace = Grace::Over;
        }
        is_awaited
    }

    /// The lane at this place has had its turn.
    pub(super) fn take(&mut self, place: usize) {
        self.grace = Grace::Over;
        let lane = self.order.remove(place);
        self.order.push(lane);
    }
}

/// In rotation the first lane had its turn one round ago. For each turn since then it gets more time.
fn grace(last: u64, first: u64, lanes: usize) -> Grace {
    if last == 0 || lanes < 2 {
        return Grace::Over;
    }
    let round = u64::try_from(lanes).unwrap_or(u64::MAX) - 1;
    let missed = last.saturating_sub(first).saturating_sub(round);
    Grace::Unused(GRACE.saturating_mul(u32::try_from(missed.saturating_add(1)).unwrap_or(u32::MAX)))
}
