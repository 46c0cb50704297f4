use std::error::Error as StdError;
use std::fmt;
use std::task::{Context, Poll};

use bytes::Bytes;
use http::HeaderMap;

use crate::runtime::error::{Fault, Kind};
use crate::runtime::transport::TooLarge;
use crate::runtime::{Body, BoxFuture, Error, Reply, TransportError};

/// The chunks of a body, and the head of the response they belong to. It ends after the first error.
pub(super) struct Feed {
    state: State,
    head: Reply,
    /// The most bytes of the body to be kept in memory.
    most: usize,
}

enum State {
    Idle(Body),
    Waiting(BoxFuture<'static, (Body, Chunk)>),
    Done,
}

type Chunk = Result<Option<Bytes>, TransportError>;

impl Feed {
    /// The body of this reply, from here on.
    #[inline]
    pub(super) fn new(reply: &mut Reply) -> Self {
        let body = reply.take_body();
        Self {
            most: body.most(),
            state: State::Idle(body),
            head: reply.head(),
        }
    }

    #[inline]
    pub(super) fn most(&self) -> usize {
        self.most
    }

    #[inline]
    pub(super) fn headers(&self) -> &HeaderMap {
        &self.head.headers
    }

    #[inline]
    pub(super) fn poll(&mut self, context: &mut Context<'_>) -> Poll<Option<Result<Bytes, Error>>> {
        loop {
            match std::mem::replace(&mut self.state, State::Done) {
                State::Done => return Poll::Ready(None),
                State::Idle(body) => self.state = State::Waiting(Box::pin(next(body))),
                State::Waiting(mut chunk) => match chunk.as_mut().poll(context) {
                    Poll::Pending => {
                        self.state = State::Waiting(chunk);
                        return Poll::Pending;
                    }
                    Poll::Ready((body, Ok(Some(chunk)))) => {
                        self.state = State::Idle(body);
                        return Poll::Ready(Some(Ok(chunk)));
                    }
                    Poll::Ready((_, Ok(None))) => return Poll::Ready(None),
                    Poll::Ready((_, Err(error))) => {
                        return Poll::Ready(Some(Err(self.error(Kind::of(&error), error, Bytes::new()))));
                    }
                },
            }
        }
    }

    /// Closes the connection.
    #[inline]
    pub(super) fn stop(&mut self) {
        self.state = State::Done;
    }

    /// A piece of the body, `raw`, that is not what it should be.
    #[inline]
    pub(super) fn misfit(&self, cause: impl StdError + Send + Sync + 'static, raw: Bytes) -> Error {
        self.error(Kind::Decode, cause, raw)
    }

    /// More of the body than is kept in memory.
    #[inline]
    pub(super) fn oversize(&self) -> Error {
        self.error(Kind::Oversize, TooLarge::new(self.most), Bytes::new())
    }

    #[inline]
    fn error(&self, kind: Kind, cause: impl StdError + Send + Sync + 'static, raw: Bytes) -> Error {
        let reply = Box::new(Reply {
            body: raw,
            ..self.head.head()
        });
        Error::of(Fault::in_response(kind, reply, Some(Box::new(cause))))
    }
}

#[inline]
async fn next(mut body: Body) -> (Body, Chunk) {
    let chunk = body.chunk().await;
    (body, chunk)
}

impl fmt::Debug for Feed {
    #[inline]
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Feed(…)")
    }
}
