use std::error::Error as StdError;
use std::fmt;

use crate::runtime::{BuildError, CallError, Error};

/// A question of a feed that failed, after all its repetitions. The feed goes on from the same place if it is asked for
/// more.
#[derive(Debug)]
pub struct FeedError<F> {
    pub(super) partition: u32,
    pub(super) is_cursor_refused: bool,
    pub(super) error: CallError<F>,
}

impl<F> FeedError<F> {
    /// The partition that was asked.
    pub fn partition(&self) -> u32 {
        self.partition
    }

    /// The service does not know the cursor any more: it is too old, or what it belongs to was made anew.
    ///
    /// To ask again does not help. Decide where to go on with [`Changes::restart`](super::Changes::restart); from
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

/// For what has to be there before a question and is not. It is about no partition, whatever number it has.
impl<F> From<BuildError> for FeedError<F> {
    fn from(error: BuildError) -> Self {
        Self {
            partition: 0,
            is_cursor_refused: false,
            error: error.into(),
        }
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
