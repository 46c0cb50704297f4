use std::fmt;
use std::future::poll_fn;
use std::pin::Pin;

use futures_core::Stream;

use super::runtime::run;
use crate::runtime::BuildError;

/// A stream as an iterator; what [`Blocking::blocking_iter`](super::Blocking::blocking_iter) gives. Each step waits
/// until the element is there.
#[must_use = "nothing is fetched before it is asked for"]
pub struct BlockingIter<S> {
    stream: S,
}

impl<S> BlockingIter<S> {
    pub(super) fn new(stream: S) -> Self {
        Self { stream }
    }

    /// The stream, to ask it for something else: the cursor of a list, or the state of a feed.
    pub fn stream(&self) -> &S {
        &self.stream
    }

    /// The stream itself.
    pub fn into_stream(self) -> S {
        self.stream
    }
}

impl<S, T, E> Iterator for BlockingIter<S>
where
    S: Stream<Item = Result<T, E>> + Unpin + Send,
    T: Send,
    E: From<BuildError> + Send,
{
    type Item = Result<T, E>;

    fn next(&mut self) -> Option<Self::Item> {
        let step = poll_fn(|context| Pin::new(&mut self.stream).poll_next(context));
        run(step).unwrap_or_else(|error| Some(Err(error.into())))
    }
}

impl<S> fmt::Debug for BlockingIter<S> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("BlockingIter(…)")
    }
}
