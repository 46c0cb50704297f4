// From templates/cdf/src/functions/error.rs; edit it there.

//! Why running, waiting and scheduling failed.

use std::error::Error as StdError;
use std::fmt;
use std::time::Duration;

use serde::de::Error as _;

use crate::models::{CallLog, Function, FunctionCall};
use crate::runtime::{Printable, printable};
use crate::{CallError, Error};

/// Why something with functions failed.
#[derive(Debug)]
#[non_exhaustive]
pub enum FunctionError {
    /// What was given cannot be used; nothing was sent.
    Input(String),
    /// The service refused, or could not be asked.
    Api(Error),
    /// The value that came back is not of the type that was asked for.
    Output(serde_json::Error),
    /// The call ended as `Failed` or `Timeout`; only `wait_ok` makes this an error.
    Call(Box<CallFailed>),
    /// The function could not be built.
    Build(Box<BuildFailed>),
    /// The deadline came first. What was waited for goes on by itself.
    Waiting(StillWaiting),
}

impl FunctionError {
    /// The same with a text of its own, because reports of errors also show the source.
    #[inline]
    pub(super) fn output(error: serde_json::Error) -> Self {
        Self::Output(serde_json::Error::custom(printable(&error.to_string())))
    }

    /// The call that ended badly, if that is what happened.
    #[inline]
    pub fn call_failed(&self) -> Option<&CallFailed> {
        match self {
            Self::Call(failed) => Some(failed),
            _ => None,
        }
    }

    /// Whether the deadline came before the end.
    #[inline]
    pub fn is_deadline(&self) -> bool {
        matches!(self, Self::Waiting(_))
    }
}

/// Unprintable characters of what the service sent are escaped.
impl fmt::Display for FunctionError {
    #[inline]
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Input(text) => Printable(text).fmt(f),
            Self::Api(error) => error.fmt(f),
            Self::Output(error) => write!(
                f,
                "the response is not of the type that was asked for: {}",
                Printable(error)
            ),
            Self::Call(failed) => failed.fmt(f),
            Self::Build(failed) => failed.fmt(f),
            Self::Waiting(waiting) => waiting.fmt(f),
        }
    }
}

impl StdError for FunctionError {
    #[inline]
    fn source(&self) -> Option<&(dyn StdError + 'static)> {
        match self {
            Self::Api(error) => Some(error),
            Self::Output(error) => Some(error),
            Self::Call(failed) => Some(failed),
            Self::Build(failed) => Some(failed),
            Self::Input(_) | Self::Waiting(_) => None,
        }
    }
}

impl From<Error> for FunctionError {
    #[inline]
    fn from(error: Error) -> Self {
        Self::Api(error)
    }
}

impl<F: Send + Sync + 'static> From<CallError<F>> for FunctionError {
    #[inline]
    fn from(error: CallError<F>) -> Self {
        Self::Api(error.into())
    }
}

/// A call that ended as `Failed` or `Timeout`.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct CallFailed {
    /// The call in its last state.
    pub call: FunctionCall,
    /// What it printed, if that was asked for and could be read.
    pub logs: Option<CallLog>,
}

impl CallFailed {
    /// What went wrong, such as the text of the exception, exactly as the service sent it.
    #[inline]
    pub fn message(&self) -> Option<&str> {
        self.call.error.as_ref().map(|error| error.message.as_str())
    }

    /// The stack trace of the Python code, exactly as the service sent it.
    #[inline]
    pub fn trace(&self) -> Option<&str> {
        self.call.error.as_ref()?.trace.as_deref()
    }
}

/// One line: unprintable characters of the status and the message are escaped.
impl fmt::Display for CallFailed {
    #[inline]
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let FunctionCall {
            id,
            function_id,
            status,
            ..
        } = &self.call;
        let status = Printable(status.as_str());
        write!(f, "call {id} of function {function_id} ended as {status}")?;
        match self.message() {
            Some(message) => write!(f, ": {}", Printable(message)),
            None => Ok(()),
        }
    }
}

impl StdError for CallFailed {}

/// A function that could not be built.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct BuildFailed {
    /// The function in its last state.
    pub function: Function,
}

impl BuildFailed {
    /// What went wrong, exactly as the service sent it.
    #[inline]
    pub fn message(&self) -> Option<&str> {
        self.function.error.as_ref().map(|error| error.message.as_str())
    }

    /// The end of the build log, at most 2000 characters, exactly as the service sent it.
    #[inline]
    pub fn trace(&self) -> Option<&str> {
        self.function.error.as_ref()?.trace.as_deref()
    }
}

/// One line: unprintable characters of the status and the message are escaped.
impl fmt::Display for BuildFailed {
    #[inline]
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Function { id, name, status, .. } = &self.function;
        write!(f, "function {name:?} ({id}) is {}", Printable(status.as_str()))?;
        match self.message() {
            Some(message) => write!(f, ": {}", Printable(message)),
            None => Ok(()),
        }
    }
}

impl StdError for BuildFailed {}

/// A deadline that came before the end.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct StillWaiting {
    /// What was waited for, such as `call 5 of function 7`.
    pub what: String,
    /// The last state that was seen, such as `Running`.
    pub status: String,
    /// How long it was waited for.
    pub waited: Duration,
}

/// Unprintable characters of the status are escaped.
impl fmt::Display for StillWaiting {
    #[inline]
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { what, status, waited } = self;
        let (what, status) = (Printable(what), Printable(status));
        write!(f, "{what} is still {status} after {waited:.0?}")
    }
}
