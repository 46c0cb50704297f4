//! What a call returns when it fails, and what the builder of a client returns.

mod build;
mod cause;
mod causes;
mod fault;
mod message;
mod questions;

use std::any::Any;
use std::error::Error as StdError;
use std::fmt;

pub use build::BuildError;
pub(super) use causes::causes;
pub(super) use fault::{Fault, Kind};
pub(super) use message::Remarks;
#[cfg(feature = "bulk")]
pub(super) use message::message;

#[cfg(feature = "waiting")]
use super::OperationInfo;

/// Why a call failed. `F` is what the API describes as the body of its errors.
///
/// It holds everything that came back: status, headers, request id, body. Use the `is_*` methods to tell the kinds of
/// failures apart, or take the described body with [`failure`](CallError::failure). Its `Display` says what was called
/// and what came of it, with the service's own message and without any credential. Use [`Error`] where calls of several
/// kinds meet.
pub struct CallError<F> {
    fault: Box<Fault>,
    failure: Option<Box<F>>,
}

impl<F> CallError<F> {
    pub(super) fn new(fault: Box<Fault>, failure: Option<F>) -> Self {
        Self {
            fault,
            failure: failure.map(Box::new),
        }
    }

    /// The error of another operation that this one depends on. Its typed body is dropped: it is not an `F`.
    #[cfg(feature = "feeds")]
    pub(super) fn of_another(error: Error) -> Self {
        Self::new(error.fault, None)
    }

    /// The error body that the API describes for this status; `None` if there was no response or it has another form.
    pub fn failure(&self) -> Option<&F> {
        self.failure.as_deref()
    }

    /// The error body that the API describes for this status, by value.
    pub fn into_failure(self) -> Option<F> {
        self.failure.map(|failure| *failure)
    }

    questions::questions!();
}

impl<F> fmt::Display for CallError<F> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.fault.fmt(f)
    }
}

impl<F: fmt::Debug> fmt::Debug for CallError<F> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.fault
            .debug(f.debug_struct("CallError"))
            .field("failure", &self.failure)
            .finish()
    }
}

/// The cause's text is part of this error's own text; `source` is for looking at the cause itself.
impl<F: fmt::Debug> StdError for CallError<F> {
    fn source(&self) -> Option<&(dyn StdError + 'static)> {
        self.fault.cause()
    }
}

/// The error of any call of this client, for functions that make several: `?` turns each [`CallError`] into it.
pub struct Error {
    fault: Box<Fault>,
    failure: Option<Box<dyn Any + Send + Sync>>,
}

impl Error {
    /// The error body that the API describes for this status, if there was one and it is an `F`.
    pub fn failure<F: 'static>(&self) -> Option<&F> {
        self.failure.as_deref().and_then(|failure| failure.downcast_ref())
    }

    questions::questions!();
}

impl<F: Send + Sync + 'static> From<CallError<F>> for Error {
    fn from(error: CallError<F>) -> Self {
        Self {
            fault: error.fault,
            failure: error.failure.map(|failure| failure as Box<dyn Any + Send + Sync>),
        }
    }
}

/// What goes wrong while a body is read has no failure that the API describes.
impl Error {
    pub(super) fn of(fault: Box<Fault>) -> Self {
        Self { fault, failure: None }
    }

    /// A response that does not name what was started.
    #[cfg(feature = "waiting")]
    pub(super) fn unnamed(info: OperationInfo) -> Self {
        let cause = BuildError::new("the response does not name what was started, so it cannot be waited for");
        Self::of(Fault::unsent(Kind::Decode, Some(info), cause))
    }
}

/// For what has to be there before a call and is not. Such an error names no operation and has no attempts.
impl<F> From<BuildError> for CallError<F> {
    fn from(error: BuildError) -> Self {
        Self::new(Fault::unsent(Kind::Build, None, error), None)
    }
}

/// So that `?` also takes the errors of making a client. Such an error names no operation and has no attempts.
impl From<BuildError> for Error {
    fn from(error: BuildError) -> Self {
        Self {
            fault: Fault::unsent(Kind::Build, None, error),
            failure: None,
        }
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.fault.fmt(f)
    }
}

impl fmt::Debug for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.fault.debug(f.debug_struct("Error")).finish()
    }
}

/// The cause's text is part of this error's own text; `source` is for looking at the cause itself.
impl StdError for Error {
    fn source(&self) -> Option<&(dyn StdError + 'static)> {
        self.fault.cause()
    }
}
