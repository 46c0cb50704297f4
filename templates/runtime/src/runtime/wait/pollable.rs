use std::fmt;
use std::pin::Pin;
use std::sync::Arc;
use std::time::Duration;

use super::patience::{Patience, WaitError};
use crate::runtime::{BoxFuture, Error, Operation};

/// An operation that starts something which ends later, with another operation that tells how it stands. The generated
/// request types implement it.
pub trait Pollable: Operation<Output: Sync> + Sync {
    /// The operation that tells how it stands.
    type Ask: Operation<Output: Sync> + Clone + Sync;

    /// The question for what was started; `None` if the answer does not say what that is.
    fn ask(&self, started: &Self::Output) -> Option<Self::Ask>;
    /// How it stands.
    fn standing(answer: &<Self::Ask as Operation>::Output) -> Standing;
}

/// How something stands that was started.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    /// It has not ended.
    Running,
    /// It has ended as it should.
    Done,
    /// It has ended otherwise.
    Failed,
}

/// The answer to the question how it stands.
type Answer<O> = <<O as Pollable>::Ask as Operation>::Output;

/// What hears of each answer.
type Listener<O> = Arc<dyn Fn(&Answer<O>) + Send + Sync>;

/// Starts something and waits for its end. Awaiting it gives the last answer, or, before `ok`, whatever it says.
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

    /// How long to wait at most after it was started. What was started goes on all the same.
    pub fn deadline(mut self, limit: Duration) -> Self {
        self.patience = self.patience.deadline(limit);
        self
    }

    /// How long to wait, and how long between two questions.
    pub fn patience(mut self, patience: Patience) -> Self {
        self.patience = patience;
        self
    }

    /// Calls this with each answer.
    pub fn on_progress(mut self, progress: impl Fn(&Answer<O>) + Send + Sync + 'static) -> Self {
        self.progress = Some(Arc::new(progress));
        self
    }

    /// Makes an error of an end that is none as it should be.
    pub fn ok(mut self) -> Self {
        self.must_succeed = true;
        self
    }

    async fn run(self) -> Result<Answer<O>, WaitError<Answer<O>, Error>> {
        let Self {
            operation,
            patience,
            progress,
            must_succeed,
        } = self;
        // The request is sent from here, and its arguments are needed for the question.
        let sent = crate::runtime::send_by_reference(&operation);
        let started = sent.await.map_err(|error| WaitError::Call(error.into()))?;
        let question = operation
            .ask(&started)
            .ok_or_else(|| WaitError::Call(Error::unnamed(O::INFO)))?;
        let ask = || {
            let pending = crate::runtime::send(question.clone());
            async { pending.await.map_err(Error::from) }
        };
        let is_over = |answer: &Answer<O>| {
            if let Some(progress) = &progress {
                progress(answer);
            }
            O::standing(answer) != Standing::Running
        };
        let answer = patience.wait(ask, is_over).await?;
        match must_succeed && O::standing(&answer) == Standing::Failed {
            true => Err(WaitError::Failed(answer)),
            false => Ok(answer),
        }
    }
}

impl<O: Pollable> IntoFuture for Waiting<O> {
    type Output = Result<Answer<O>, WaitError<Answer<O>, Error>>;
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
