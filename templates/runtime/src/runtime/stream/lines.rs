use std::fmt;
use std::future::poll_fn;
use std::pin::Pin;
use std::task::{Context, Poll, ready};

use futures_core::Stream;

use super::feed::Feed;
use super::frames::Frames;
use super::record_splitter::RecordSplitter;
use crate::runtime::{DecodeError, Error, Reply};

/// JSON values as they arrive, one a line: a stream, or [`next`](Lines::next) by [`next`](Lines::next).
///
/// A line that is not a `T` is an error of its own that holds the line, [`raw_body`](crate::runtime::Error::raw_body),
/// and the next line can be asked for. After an error of the connection and after a line of more than 16 MiB the stream
/// is at its end. Dropping it closes the connection.
pub struct Lines<T> {
    frames: Box<Frames<RecordSplitter>>,
    read: fn(&[u8]) -> Result<T, DecodeError>,
}

impl<T> Lines<T> {
    #[inline]
    pub(crate) fn new(reply: &mut Reply, read: fn(&[u8]) -> Result<T, DecodeError>) -> Self {
        Self {
            frames: Box::new(Frames::new(Feed::new(reply), RecordSplitter::default())),
            read,
        }
    }

    /// The next value; `None` at the end. Nothing is lost if this future is dropped.
    ///
    /// # Errors
    ///
    /// The connection failed, nothing arrived for as long as the call's time limit, or the line is not a `T`.
    #[inline]
    pub async fn next(&mut self) -> Option<Result<T, Error>> {
        poll_fn(|context| Pin::new(&mut *self).poll_next(context)).await
    }
}

impl<T> Stream for Lines<T> {
    type Item = Result<T, Error>;

    #[inline]
    fn poll_next(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        let this = self.get_mut();
        let record = match ready!(this.frames.poll(context)) {
            None => return Poll::Ready(None),
            Some(Err(error)) => return Poll::Ready(Some(Err(error))),
            Some(Ok(record)) => record,
        };
        let value = (this.read)(&record);
        Poll::Ready(Some(value.map_err(|error| this.frames.feed.misfit(error, record))))
    }
}

impl<T> fmt::Debug for Lines<T> {
    #[inline]
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Lines(…)")
    }
}
