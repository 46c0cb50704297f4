use std::fmt;
use std::future::poll_fn;
use std::pin::Pin;
use std::task::{Context, Poll, ready};
use std::time::Duration;

use futures_core::Stream;

use super::event_splitter::{EventSplitter, RawEvent};
use super::feed::Feed;
use super::frames::Frames;
use crate::runtime::{DecodeError, Error, Reply};

/// One server-sent event.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Event<T> {
    /// The last id that the service has sent, with this event or before it.
    pub id: Option<String>,
    /// The event's name; `None` is what browsers call `message`.
    pub event: Option<String>,
    /// Its data.
    pub data: T,
    /// How long to wait before connecting again, if the service has sent a time since the previous event.
    pub retry: Option<Duration>,
}

/// Server-sent events as they arrive: a stream, or [`next`](Events::next) by [`next`](Events::next).
///
/// An event whose data is not a `T` is an error of its own that holds the data,
/// [`raw_body`](crate::runtime::Error::raw_body), and the next event can be asked for. After an error of the connection
/// and after an event of more than 16 MiB the stream is at its end; it does not connect again by itself. Dropping it
/// closes the connection.
pub struct Events<T> {
    frames: Box<Frames<EventSplitter>>,
    read: Read<T>,
    /// What ends the stream, if it is all that an event says.
    last: Option<&'static [u8]>,
}

type Read<T> = fn(&[u8]) -> Result<T, DecodeError>;

impl<T> Events<T> {
    #[inline]
    pub(crate) fn new(reply: &mut Reply, read: Read<T>, last: Option<&'static [u8]>) -> Self {
        Self {
            frames: Box::new(Frames::new(Feed::new(reply), EventSplitter::default())),
            read,
            last,
        }
    }

    /// The next event; `None` at the end. Nothing is lost if this future is dropped.
    ///
    /// # Errors
    ///
    /// The connection failed, nothing arrived for as long as the call's time limit, or the data is not a `T`.
    #[inline]
    pub async fn next(&mut self) -> Option<Result<Event<T>, Error>> {
        poll_fn(|context| Pin::new(&mut *self).poll_next(context)).await
    }
}

#[inline]
fn poll_raw(
    frames: &mut Frames<EventSplitter>,
    last: Option<&[u8]>,
    context: &mut Context<'_>,
) -> Poll<Option<Result<RawEvent, Error>>> {
    let raw = ready!(frames.poll(context));
    if let (Some(Ok(raw)), Some(last)) = (&raw, last)
        && raw.data == last
    {
        frames.stop();
        return Poll::Ready(None);
    }
    Poll::Ready(raw)
}

impl<T> Stream for Events<T> {
    type Item = Result<Event<T>, Error>;

    #[inline]
    fn poll_next(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        let this = self.get_mut();
        let raw = match ready!(poll_raw(&mut this.frames, this.last, context)) {
            None => return Poll::Ready(None),
            Some(Err(error)) => return Poll::Ready(Some(Err(error))),
            Some(Ok(raw)) => raw,
        };
        Poll::Ready(Some(match (this.read)(&raw.data) {
            Ok(data) => Ok(Event {
                id: raw.id,
                event: raw.event,
                data,
                retry: raw.retry,
            }),
            Err(error) => Err(this.frames.feed.misfit(error, raw.data.into())),
        }))
    }
}

impl<T> fmt::Debug for Events<T> {
    #[inline]
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Events(…)")
    }
}
