use std::fmt;
use std::pin::Pin;
use std::sync::Arc;
use std::time::Duration;

use super::patience::{Patience, WaitError};
use crate::runtime::{BoxFuture, Error, Operation};

/// An operation that starts something which ends later, with another operation that reports its state. The generated
/// request types implement it.
pub trait Pollable: Operation<Output: Sync> + Sync {
    /// The operation that reports the state.
    type Ask: Operation<Output: Sync> + Clone + Sync;

    /// The request for the state of what was started; `None` if the response does not name it.
    fn ask(&self, started: &Self::Output) -> Option<Self::Ask>;
    /// The state that a response reports.
    fn standing(polled: &<Self::Ask as Operation>::Output) -> Standing;
}

/// The state of something that was started.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    /// It has not ended.
    Running,
    /// It has succeeded.
    Done,
    /// It has failed.
    Failed,
}

/// The decoded response that reports the state.
type Polled<O> = <<O as Pollable>::Ask as Operation>::Output;

/// The function to call with each response.
type Listener<O> = Arc<dyn Fn(&Polled<O>) + Send + Sync>;

/// Starts something and waits for its end. Awaiting it returns the last response, also that of a failure unless
/// [`ok`](Waiting::ok) was called.
#[must_use = "nothing is sent until it is awaited"]
pub struct Waiting<O: Pollable> {
    operation: O,
    patience: Patience,
    progress: Option<Listener<O>>,
    must_succeed: bool,
}

impl<O: Pollable> Waiting<O> {
    /// Waits without a deadline; what the macro `pollable!` calls.
    pub fn new(operation: O) -> Self {
        Self {
            operation,
            patience: Patience::new(),
            progress: None,
            must_succeed: false,
        }
    }

    /// How long to wait at most after it was started. What was started goes on when the wait ends.
    pub fn deadline(mut self, limit: Duration) -> Self {
        self.patience = self.patience.deadline(limit);
        self
    }

    /// How long to wait, and how long between two requests.
    pub fn patience(mut self, patience: Patience) -> Self {
        self.patience = patience;
        self
    }

    /// Calls this function with each response.
    pub fn on_progress(mut self, progress: impl Fn(&Polled<O>) + Send + Sync + 'static) -> Self {
        self.progress = Some(Arc::new(progress));
        self
    }

    /// Makes a failure of what was started an error: [`WaitError::Failed`].
    pub fn ok(mut self) -> Self {
        self.must_succeed = true;
        self
    }

    async fn run(self) -> Result<Polled<O>, WaitError<Polled<O>, Error>> {
        let Self {
            operation,
            patience,
            progress,
            must_succeed,
        } = self;
        // The request is sent from here, and its arguments are needed to ask for the state.
        let sent = crate::runtime::send_by_reference(&operation);
        let started = sent.await.map_err(|error| WaitError::Call(error.into()))?;
        let request = operation
            .ask(&started)
            .ok_or_else(|| WaitError::Call(Error::unnamed(O::INFO)))?;
        let ask = || {
            let pending = crate::runtime::send(request.clone());
            async { pending.await.map_err(Error::from) }
        };
        let is_over = |polled: &Polled<O>| {
            if let Some(progress) = &progress {
                progress(polled);
            }
            O::standing(polled) != Standing::Running
        };
        let last = patience.wait(ask, is_over).await?;
        match must_succeed && O::standing(&last) == Standing::Failed {
            true => Err(WaitError::Failed(last)),
            false => Ok(last),
        }
    }
}

impl<O: Pollable> IntoFuture for Waiting<O> {
    type Output = Result<Polled<O>, WaitError<Polled<O>, Error>>;
    type IntoFuture = Pin<Box<dyn Future<Output = Self::Output> + Send>>;

    fn into_future(self) -> Self::IntoFuture {
        let future: BoxFuture<'static, Self::Output> = Box::pin(self.run());
        future
    }
}

impl<O: Pollable> fmt::Debug for Waiting<O> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Waiting")
            .field("operation", &O::INFO.id)
            .field("patience", &self.patience)
            .finish_non_exhaustive()
    }
}

/// The method that waits for the end of what an operation starts.
#[doc(hidden)]
#[macro_export]
macro_rules! pollable {
    ($name:ident) => {
        impl $name {
            /// Sends the request and waits until what it started has ended.
            pub fn wait(self) -> $crate::runtime::Waiting<Self> {
                $crate::runtime::Waiting::new(self)
            }
        }
    };
}
