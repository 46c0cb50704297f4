use std::fmt;
use std::task::{Context, Poll, ready};

use bytes::Bytes;

use super::feed::Feed;
use crate::runtime::Error;

/// The longest event or line that is kept in memory: 16 MiB. Beyond it, the other side has lost its way.
pub(super) const MOST_BYTES: usize = 16 << 20;

/// Cuts chunks, wherever they begin and end, into pieces that mean something.
pub(super) trait Split {
    type Frame;

    /// Takes a chunk, once the one before is used up.
    fn push(&mut self, chunk: Bytes);
    /// The next whole piece, as far as the chunks go.
    fn next(&mut self) -> Result<Option<Self::Frame>, TooLong>;
    /// What is left after the last chunk.
    fn end(&mut self) -> Option<Self::Frame>;
}

/// The pieces of a body. It ends after the first error.
#[derive(Debug)]
pub(super) struct Frames<S> {
    pub(super) feed: Feed,
    split: S,
    is_ended: bool,
}

impl<S: Split> Frames<S> {
    #[inline]
    pub(super) fn new(feed: Feed, split: S) -> Self {
        Self {
            feed,
            split,
            is_ended: false,
        }
    }

    #[inline]
    pub(super) fn poll(&mut self, context: &mut Context<'_>) -> Poll<Option<Result<S::Frame, Error>>> {
        while !self.is_ended {
            match self.split.next() {
                Ok(None) => {}
                Ok(Some(frame)) => return Poll::Ready(Some(Ok(frame))),
                Err(error) => {
                    self.stop();
                    return Poll::Ready(Some(Err(self.feed.misfit(error, Bytes::new()))));
                }
            }
            match ready!(self.feed.poll(context)) {
                Some(Ok(chunk)) => self.split.push(chunk),
                Some(Err(error)) => {
                    self.stop();
                    return Poll::Ready(Some(Err(error)));
                }
                None => {
                    self.stop();
                    return Poll::Ready(self.split.end().map(Ok));
                }
            }
        }
        Poll::Ready(None)
    }

    /// Lets the rest go, and closes the connection.
    #[inline]
    pub(super) fn stop(&mut self) {
        self.is_ended = true;
        self.feed.stop();
    }
}

/// A piece beyond the limit.
#[derive(Debug)]
pub(super) struct TooLong;

impl fmt::Display for TooLong {
    #[inline]
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "one piece of the stream has more than {} MiB", MOST_BYTES >> 20)
    }
}

impl std::error::Error for TooLong {}
