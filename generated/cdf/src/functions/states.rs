// From templates/cdf/src/functions/states.rs; edit it there.

//! Questions to the states of functions and calls.

use std::time::Duration;

use crate::models::{
    ActivationStatus, CallStatus, Function, FunctionActivation, FunctionCall, FunctionLimits, FunctionStatus,
};

const DEFAULT_PATH: &str = "handler.py";

impl CallStatus {
    /// Whether the call has not ended.
    #[inline]
    pub fn is_running(&self) -> bool {
        matches!(self, Self::Running)
    }

    /// Whether the call has ended, well or badly. A status that this crate does not know counts as an end, as it does
    /// for the official SDK.
    #[inline]
    pub fn is_final(&self) -> bool {
        !self.is_running()
    }

    /// Whether the code returned.
    #[inline]
    pub fn is_success(&self) -> bool {
        matches!(self, Self::Completed)
    }

    /// Whether the call ended as `Failed` or `Timeout`.
    #[inline]
    pub fn is_failure(&self) -> bool {
        matches!(self, Self::Failed | Self::Timeout)
    }
}

impl FunctionCall {
    /// Whether the call has not ended.
    #[inline]
    pub fn is_running(&self) -> bool {
        self.status.is_running()
    }

    /// Whether the call has ended, well or badly.
    #[inline]
    pub fn is_final(&self) -> bool {
        self.status.is_final()
    }

    /// Whether the code returned.
    #[inline]
    pub fn is_success(&self) -> bool {
        self.status.is_success()
    }

    /// How long it ran; `None` while it is running.
    #[inline]
    pub fn duration(&self) -> Option<Duration> {
        let millis = self.end_time?.checked_sub(self.start_time)?;
        u64::try_from(millis).ok().map(Duration::from_millis)
    }
}

impl FunctionStatus {
    /// Whether the function can be called.
    #[inline]
    pub fn is_ready(&self) -> bool {
        matches!(self, Self::Ready)
    }

    /// Whether the status stays as it is: the function is built, could not be built, or is retired.
    #[inline]
    pub fn is_final(&self) -> bool {
        !matches!(self, Self::Queued | Self::Deploying)
    }
}

impl Function {
    /// Whether the function can be called.
    #[inline]
    pub fn is_ready(&self) -> bool {
        self.status.is_ready()
    }

    /// Whether its status stays as it is.
    #[inline]
    pub fn is_final(&self) -> bool {
        self.status.is_final()
    }

    /// The entry file inside the archive: `handler.py` if the function names none.
    #[inline]
    pub fn function_path_or_default(&self) -> &str {
        self.function_path.as_deref().unwrap_or(DEFAULT_PATH)
    }
}

impl FunctionLimits {
    /// How long a call may run.
    #[inline]
    pub fn timeout(&self) -> Duration {
        let minutes = u64::try_from(self.timeout_minutes).unwrap_or(0);
        Duration::from_secs(minutes.saturating_mul(60))
    }
}

impl FunctionActivation {
    /// Whether the project may use functions.
    #[inline]
    pub fn is_activated(&self) -> bool {
        matches!(self.status, ActivationStatus::Activated)
    }
}
