use std::error::Error as StdError;
use std::fmt;

use super::progress::Stalled;
use super::rules::Feed;
use crate::runtime::error::{Fault, Kind};
use crate::runtime::{BuildError, CallError, Error};

/// A request of a feed that failed, after all its repetitions, or a response that cannot be used. The feed goes on from
/// the same place if it is polled again.
#[derive(Debug)]
pub struct FeedError<F> {
    partition: u32,
    is_cursor_refused: bool,
    is_stalled: bool,
    error: CallError<F>,
}

impl<F> FeedError<F> {
    fn new(partition: u32, error: CallError<F>) -> Self {
        Self {
            partition,
            is_cursor_refused: false,
            is_stalled: false,
            error,
        }
    }

    /// The request with this cursor failed.
    pub(super) fn of_call<O: Feed<Failure = F>>(partition: u32, cursor: Option<&str>, error: CallError<F>) -> Self {
        let is_refused = |status: http::StatusCode| O::RULES.refused_cursor.contains(&status.as_u16());
        let names_cursor = |text: String| text.to_lowercase().contains("cursor");
        Self {
            is_cursor_refused: cursor.is_some()
                && error.status().is_some_and(is_refused)
                && error.message().is_some_and(names_cursor),
            ..Self::new(partition, error)
        }
    }

    /// The service makes no progress.
    pub(super) fn stalled<O: Feed<Failure = F>>(partition: u32, stalled: Stalled) -> Self {
        let fault = Fault::unsent(Kind::Paging, Some(O::INFO), stalled);
        Self {
            is_stalled: true,
            ..Self::new(partition, CallError::new(fault, None))
        }
    }

    /// It is not known which partitions there are.
    pub(super) fn of_partitions(error: Error) -> Self {
        Self::new(0, CallError::of_another(error))
    }

    /// The partition that was asked; 0 if the error is about no partition, because their number is not known.
    pub fn partition(&self) -> u32 {
        self.partition
    }

    /// The service says that there is more, but makes no progress: it gives a cursor again and again, or nothing but
    /// responses without changes.
    ///
    /// The feed stays at the last good cursor, so nothing is skipped. A feed that follows asks again from there, after
    /// longer and longer pauses; in one that is to end the partition is over.
    pub fn is_stalled(&self) -> bool {
        self.is_stalled
    }

    /// The service no longer knows the cursor: it is too old, or what it belongs to was created again.
    ///
    /// Trying again does not help. Decide where to go on with [`Changes::restart`](super::Changes::restart); from
    /// [`Start::Beginning`](super::Start::Beginning) nothing that still exists is skipped.
    pub fn is_cursor_expired(&self) -> bool {
        self.is_cursor_refused
    }

    /// What went wrong.
    pub fn call_error(&self) -> &CallError<F> {
        &self.error
    }

    /// What went wrong, by value.
    pub fn into_call_error(self) -> CallError<F> {
        self.error
    }
}

impl<F> fmt::Display for FeedError<F> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.is_cursor_refused {
            write!(f, "the cursor of partition {} has expired: ", self.partition)?;
        }
        self.error.fmt(f)
    }
}

impl<F: fmt::Debug> StdError for FeedError<F> {
    fn source(&self) -> Option<&(dyn StdError + 'static)> {
        self.error.source()
    }
}

/// For what has to be there before a request and is not. It is about no partition, whatever number it has.
impl<F> From<BuildError> for FeedError<F> {
    fn from(error: BuildError) -> Self {
        Self::new(0, error.into())
    }
}

impl<F: Send + Sync + 'static> From<FeedError<F>> for Error {
    fn from(error: FeedError<F>) -> Self {
        error.error.into()
    }
}

/// A saved state that does not fit the feed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StateError(pub(super) String);

impl fmt::Display for StateError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl StdError for StateError {}
