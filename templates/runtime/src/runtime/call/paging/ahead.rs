use std::pin::Pin;
use std::task::{Context, Poll, ready};

use tokio::task::JoinHandle;
use tracing::Instrument;

use crate::runtime::{CallError, Pending};

/// A call that goes on while nobody waits for it. It ends when this is dropped.
pub(super) struct Ahead<T, F>(JoinHandle<Outcome<T, F>>);

type Outcome<T, F> = Result<T, CallError<F>>;

impl<T: Send + 'static, F: Send + Sync + 'static> Ahead<T, F> {
    pub(super) fn start(call: Pending<T, F>) -> Self {
        Self(tokio::spawn(call.in_current_span()))
    }

    /// The outcome; `None` if the runtime on which the call went on has ended before it.
    pub(super) fn poll(&mut self, context: &mut Context<'_>) -> Poll<Option<Outcome<T, F>>> {
        match ready!(Pin::new(&mut self.0).poll(context)) {
            Ok(outcome) => Poll::Ready(Some(outcome)),
            // A transport or a token provider of the caller has panicked. That is as loud here as without a task.
            Err(error) if error.is_panic() => std::panic::resume_unwind(error.into_panic()),
            Err(_) => Poll::Ready(None),
        }
    }
}

impl<T, F> Drop for Ahead<T, F> {
    fn drop(&mut self) {
        self.0.abort();
    }
}
