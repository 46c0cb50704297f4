//! Whether a service makes progress in one partition.
//!
//! What goes in is one response after the other; what comes out is whether to go on at once, to go on with a pause, or
//! that the service is at fault. Nothing is sent from here, and no cursor is changed.

use std::fmt;

use crate::runtime::guard::LoopGuard;

/// How many responses in a row may repeat the cursor, or have no change, without a pause. A service may need a moment
/// to get on, and a filter may leave nothing of some stretches.
const TOLERATED: u32 = 16;

/// How many responses in a row may have no change although there is more, before a feed that is to end gives up.
const MOST_EMPTY: u32 = 100;

/// What is known of the responses so far, in constant memory.
#[derive(Default)]
pub(super) struct Progress {
    guard: LoopGuard,
    /// Responses in a row with changes and the cursor of the request.
    repeated: u32,
    /// Responses in a row without changes although there is more.
    empty: u32,
}

/// What the judgement needs of a response.
pub(super) struct Step<'a> {
    pub(super) is_empty: bool,
    pub(super) has_more: bool,
    /// The next cursor, if it differs from that of the request.
    pub(super) moved_to: Option<&'a str>,
    pub(super) is_endless: bool,
}

impl Progress {
    /// From a cursor that was saved.
    pub(super) fn starting_at(cursor: Option<&str>) -> Self {
        Self {
            guard: LoopGuard::starting_at(cursor),
            ..Self::default()
        }
    }

    /// # Errors
    ///
    /// The service makes no progress: the response must not be used, nor its cursor.
    pub(super) fn judge(&mut self, step: &Step<'_>) -> Result<(), Stalled> {
        let Step { is_empty, has_more, .. } = *step;
        match step.moved_to {
            Some(cursor) if (has_more || !is_empty) && self.guard.is_repeated(cursor) => return Err(Stalled::Circle),
            None if !is_empty => self.repeated = self.repeated.saturating_add(1),
            _ => self.repeated = 0,
        }
        let is_skipping = is_empty && has_more && step.moved_to.is_some();
        self.empty = if is_skipping { self.empty.saturating_add(1) } else { 0 };
        if has_more && self.repeated >= TOLERATED {
            return Err(Stalled::Cursor);
        }
        if self.empty > MOST_EMPTY && !step.is_endless {
            return Err(Stalled::Empty);
        }
        Ok(())
    }

    /// Whether the next request needs a pause although the service has more.
    pub(super) fn is_slow(&self) -> bool {
        self.repeated >= TOLERATED || self.empty >= TOLERATED
    }
}

/// How a service that has more makes no progress.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Stalled {
    /// The cursor is that of the request, again and again.
    Cursor,
    /// The cursor is one of an earlier response.
    Circle,
    /// The cursor moves, but there is nothing.
    Empty,
}

impl fmt::Display for Stalled {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Cursor => write!(
                f,
                "the service says that there is more, but has given the same cursor {TOLERATED} times in a row"
            ),
            Self::Circle => {
                f.write_str("the service gave an earlier cursor again, so its changes would come in a circle")
            }
            Self::Empty => write!(
                f,
                "the service says that there is more, but {MOST_EMPTY} responses in a row had no changes; \
                 resume from the state to go on"
            ),
        }
    }
}

impl std::error::Error for Stalled {}
