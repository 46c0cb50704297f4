//! A body on its way out, as the HTTP library asks for it.

use std::pin::Pin;
use std::sync::{Mutex, PoisonError};
use std::task::{Context, Poll};

use bytes::Bytes;
use http_body::{Frame, SizeHint};

use super::{Body, BoxFuture, TransportError};

/// The chunks of a body, and how many bytes of it are still to come, if that is known.
pub(super) struct Outgoing {
    /// Never locked by two: the lock makes it shareable, as the library demands.
    state: Mutex<State>,
    left: Option<u64>,
}

enum State {
    Idle(Body),
    Reading(BoxFuture<'static, (Body, Chunk)>),
    Done,
}

type Chunk = Result<Option<Bytes>, TransportError>;

impl Outgoing {
    pub(super) fn new(body: Body, length: Option<u64>) -> Self {
        Self {
            state: Mutex::new(State::Idle(body)),
            left: length,
        }
    }

    /// A chunk that fits the length, or the end. More or fewer bytes than were promised would be cut or hang in
    /// silence.
    fn fitting(&mut self, chunk: Chunk) -> Option<Result<Frame<Bytes>, TransportError>> {
        let chunk = match chunk {
            Ok(Some(chunk)) => chunk,
            Ok(None) => {
                let is_short = self.left.is_some_and(|left| left > 0);
                return is_short.then(|| Err(TransportError::other("the body has fewer bytes than its length")));
            }
            Err(error) => return Some(Err(error)),
        };
        if let Some(left) = &mut self.left {
            match left.checked_sub(chunk.len() as u64) {
                Some(rest) => *left = rest,
                None => return Some(Err(TransportError::other("the body has more bytes than its length"))),
            }
        }
        Some(Ok(Frame::data(chunk)))
    }
}

impl http_body::Body for Outgoing {
    type Data = Bytes;
    type Error = TransportError;

    fn poll_frame(
        self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, TransportError>>> {
        let this = self.get_mut();
        let state = this.state.get_mut().unwrap_or_else(PoisonError::into_inner);
        let mut reading = match std::mem::replace(state, State::Done) {
            State::Done => return Poll::Ready(None),
            State::Reading(reading) => reading,
            State::Idle(mut body) => Box::pin(async move {
                let chunk = body.chunk().await;
                (body, chunk)
            }),
        };
        let Poll::Ready((body, chunk)) = reading.as_mut().poll(context) else {
            *state = State::Reading(reading);
            return Poll::Pending;
        };
        if matches!(chunk, Ok(Some(_))) {
            *state = State::Idle(body);
        }
        Poll::Ready(this.fitting(chunk))
    }

    fn size_hint(&self) -> SizeHint {
        self.left.map_or_else(SizeHint::default, SizeHint::with_exact)
    }
}
