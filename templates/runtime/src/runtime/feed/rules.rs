use std::time::Duration;

use crate::runtime::Operation;

/// An operation that tells what has changed since a cursor, and gives the next cursor. The generated request types
/// implement it.
pub trait Feed: Operation + Clone + Sync {
    /// What the service understands.
    const RULES: FeedRules;

    /// Asks for what follows a position of one partition.
    fn seek(&mut self, partition: u32, position: Position<'_>);
    /// The cursor behind an answer.
    fn cursor(output: &Self::Output, partition: u32) -> Option<String>;
    /// Whether there is more to read at once.
    fn has_more(output: &Self::Output) -> bool;
    /// Whether the answer tells of no change.
    fn is_empty(output: &Self::Output) -> bool;
    /// How long the service holds a question for which it has nothing yet, with the settings of this request.
    fn long_poll(&self) -> Option<Duration> {
        None
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
