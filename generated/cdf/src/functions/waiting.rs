// From templates/cdf/src/functions/waiting.rs; edit it there.

//! Waiting for calls, with a deadline and without a pause after the end.

use std::fmt;
use std::time::Duration;

use crate::CallError;
use crate::models::FunctionCall;
use crate::operations::functions::Functions;
use crate::runtime::{BoxFuture, Patience, WaitError};

use super::error::{CallFailed, FunctionError, StillWaiting};
use super::{CallHandle, Run};

/// How long a call may take if the limits of the project cannot be read.
const USUAL_TIMEOUT: Duration = Duration::from_secs(15 * 60);
/// What a call may take beyond its time limit: waiting for a machine, and the clock of the service.
const GRACE: Duration = Duration::from_secs(60);

/// What is called with each state that is seen.
pub(super) type Progress<T> = Option<Box<dyn FnMut(&T) + Send>>;

/// Asks again and again, with pauses between these two.
#[inline]
pub(super) fn patience(first: Duration, longest: Duration, deadline: Duration) -> Patience {
    Patience::new()
        .first_pause(first)
        .longest_pause(longest)
        .deadline(deadline)
}

/// What waiting ended with, if not with the end; `what` was waited for.
#[inline]
pub(super) fn failed<T, F: Send + Sync + 'static>(
    what: String,
    status: impl Fn(&T) -> &str,
) -> impl Fn(WaitError<T, CallError<F>>) -> FunctionError {
    move |error| {
        let waited = error.waited();
        let last = match error.into_last() {
            Ok(last) => last,
            Err(error) => return error.into(),
        };
        FunctionError::Waiting(StillWaiting {
            what: what.clone(),
            status: status(&last).to_owned(),
            waited,
        })
    }
}

/// Waits for the end of a call, good or bad. Await it; dropping it ends the waiting, not the call.
#[must_use = "nothing happens until it is awaited"]
pub struct CallWait {
    start: Start,
    deadline: Option<Duration>,
    progress: Progress<FunctionCall>,
}

enum Start {
    Run(Run),
    Started(CallHandle),
}

impl CallWait {
    #[inline]
    pub(super) fn of(handle: CallHandle) -> Self {
        Self::new(Start::Started(handle))
    }

    #[inline]
    pub(super) fn after(run: Run) -> Self {
        Self::new(Start::Run(run))
    }

    #[inline]
    fn new(start: Start) -> Self {
        Self {
            start,
            deadline: None,
            progress: None,
        }
    }

    /// The longest time to wait. Without it: what a call may take in this project (asked from the limits of
    /// functions), and a minute more.
    #[inline]
    pub fn deadline(mut self, deadline: Duration) -> Self {
        self.deadline = Some(deadline);
        self
    }

    /// Called with the call each time it is seen, also the last time.
    #[inline]
    pub fn on_progress(mut self, progress: impl FnMut(&FunctionCall) + Send + 'static) -> Self {
        self.progress = Some(Box::new(progress));
        self
    }

    /// Makes `Failed` and `Timeout` errors.
    #[inline]
    pub fn ok(self) -> CallWaitOk {
        CallWaitOk {
            wait: self,
            logs: false,
        }
    }

    #[inline]
    async fn finish(self) -> Result<CallHandle, FunctionError> {
        let mut handle = match self.start {
            Start::Run(run) => run.start().await?,
            Start::Started(handle) => handle,
        };
        let mut progress = self.progress;
        let mut is_over = |call: &FunctionCall| {
            if let Some(progress) = &mut progress {
                progress(call);
            }
            call.is_final()
        };
        if is_over(&handle.call) {
            return Ok(handle);
        }
        let (function_id, id) = (handle.function_id(), handle.id());
        let deadline = match self.deadline {
            Some(deadline) => deadline,
            None => Functions::new(&handle.calls.core).usual_deadline().await,
        };
        let calls = &handle.calls;
        handle.call = patience(Duration::from_millis(500), Duration::from_secs(10), deadline)
            .wait(|| calls.retrieve(function_id, id).send(), is_over)
            .await
            .map_err(failed(
                format!("call {id} of function {function_id}"),
                |call: &FunctionCall| call.status.as_str(),
            ))?;
        Ok(handle)
    }
}

impl IntoFuture for CallWait {
    type Output = Result<FunctionCall, FunctionError>;
    type IntoFuture = BoxFuture<'static, Self::Output>;

    #[inline]
    fn into_future(self) -> Self::IntoFuture {
        Box::pin(async move { Ok(self.finish().await?.call) })
    }
}

impl fmt::Debug for CallWait {
    #[inline]
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("CallWait")
            .field("deadline", &self.deadline)
            .finish_non_exhaustive()
    }
}

/// Waits for a good end of a call. Await it.
#[derive(Debug)]
#[must_use = "nothing happens until it is awaited"]
pub struct CallWaitOk {
    wait: CallWait,
    logs: bool,
}

impl CallWaitOk {
    /// The longest time to wait; see [`CallWait::deadline`].
    #[inline]
    pub fn deadline(mut self, deadline: Duration) -> Self {
        self.wait = self.wait.deadline(deadline);
        self
    }

    /// Called with the call each time it is seen.
    #[inline]
    pub fn on_progress(mut self, progress: impl FnMut(&FunctionCall) + Send + 'static) -> Self {
        self.wait = self.wait.on_progress(progress);
        self
    }

    /// Puts what the call printed into the error, if it ends badly.
    #[inline]
    pub fn with_logs(mut self) -> Self {
        self.logs = true;
        self
    }
}

impl IntoFuture for CallWaitOk {
    type Output = Result<FunctionCall, FunctionError>;
    type IntoFuture = BoxFuture<'static, Self::Output>;

    #[inline]
    fn into_future(self) -> Self::IntoFuture {
        Box::pin(async move {
            let handle = self.wait.finish().await?;
            if handle.call.is_success() {
                return Ok(handle.call);
            }
            // The logs come along if they can be read; what matters is that the call has failed.
            let logs = if self.logs { handle.logs().await.ok() } else { None };
            Err(FunctionError::Call(Box::new(CallFailed {
                call: handle.call,
                logs,
            })))
        })
    }
}

impl Functions {
    /// What a call may take in this project, and some more.
    #[inline]
    async fn usual_deadline(&self) -> Duration {
        let limits = self.limits().await;
        limits.map_or(USUAL_TIMEOUT, |limits| limits.timeout()) + GRACE
    }
}
