use std::fmt;
use std::time::Duration;

use crate::runtime::{BoxFuture, Error, Operation};

/// An operation that returns what has changed since a cursor, and the next cursor. The generated request types
/// implement it.
pub trait Feed: Operation + Clone + Sync {
    /// What the service understands.
    const RULES: FeedRules;

    /// Asks for what follows a position of one partition.
    fn seek(&mut self, partition: u32, position: Position<'_>);
    /// The cursor behind a response.
    fn cursor(output: &Self::Output, partition: u32) -> Option<String>;
    /// Whether there is more to read at once.
    fn has_more(output: &Self::Output) -> bool;
    /// Whether the response has no changes.
    fn is_empty(output: &Self::Output) -> bool;
    /// How long the service holds this request if it has nothing new yet.
    fn long_poll(&self) -> Option<Duration> {
        None
    }
    /// Which partitions there are, for a caller who does not name any.
    fn partitions(&self) -> Partitions {
        Partitions::One
    }
}

/// Which partitions there are.
#[non_exhaustive]
pub enum Partitions {
    /// Only one, with the number 0.
    One,
    /// Several, and only the caller knows which.
    Unknown,
    /// As many as the service reports when it is asked, numbered from 0; `None` if its response does not report it.
    Asked(BoxFuture<'static, Result<Option<u32>, Error>>),
}

impl Partitions {
    /// As many as the response to this request reports; generated code calls it.
    pub fn asked<O: Operation>(request: O, count: fn(&O::Output) -> Option<u32>) -> Self {
        Self::Asked(Box::pin(async move {
            let output = crate::runtime::send(request).await.map_err(Error::from)?;
            Ok(count(&output))
        }))
    }
}

impl fmt::Debug for Partitions {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::One => "One",
            Self::Unknown => "Unknown",
            Self::Asked(_) => "Asked",
        })
    }
}

/// What a service understands about where to start.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct FeedRules {
    /// The word for the beginning; without one, nothing is said for it.
    pub beginning: Option<&'static str>,
    /// The word for now.
    pub now: &'static str,
    /// Members of the body that do not change what is followed, so that a saved state stays good without them.
    pub loose: &'static [&'static str],
    /// The statuses by which the service refuses a cursor.
    pub refused_cursor: &'static [u16],
}

/// Where to go on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Position<'a> {
    /// Where the log begins, or at this word.
    Start(Option<&'a str>),
    /// Behind what gave this cursor.
    Cursor(&'a str),
}
