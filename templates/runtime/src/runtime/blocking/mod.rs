//! Calls without `async`: from a plain `fn main`, from threads, from a callback.
//!
//! With the feature `blocking`, and [`Blocking`] in scope, whatever can be awaited has `.blocking()` instead, and
//! whatever is a stream, if the API has any, `.blocking_iter()`. For what gives no `Result`, such as the report of a
//! bulk of items, and for functions of your own there is [`run`].
//!
//! All of it runs on one small tokio runtime that is made when it is first needed and stays as long as the process, so
//! that connections are kept from one call to the next. If it cannot be made, because the system gives no thread or no
//! file handle, the call fails with the error of a client that could not be made, and the next call tries again.
//!
//! In code that is asynchronous, `.await` is better: these functions hold the thread. They do work there, with one
//! exception: a client that was used with `.await` on a runtime of one thread keeps connections that only this thread
//! can serve, and this thread waits. Give the blocking code a client of its own then.

#[cfg(any(feature = "feeds", feature = "paging", feature = "streams"))]
mod iter;
mod runtime;

#[cfg(any(feature = "feeds", feature = "paging", feature = "streams"))]
use futures_core::Stream;

use crate::runtime::BuildError;
#[cfg(any(feature = "feeds", feature = "paging", feature = "streams"))]
pub use iter::BlockingIter;

/// Methods for threads that may wait.
pub trait Blocking: Sized {
    /// Waits for the result of what could be awaited: an operation, or a wait for the end of something.
    ///
    /// # Errors
    ///
    /// What `.await` gives, or the runtime could not be made.
    fn blocking<T, E>(self) -> Result<T, E>
    where
        Self: IntoFuture<Output = Result<T, E>, IntoFuture: Send>,
        T: Send,
        E: From<BuildError> + Send,
    {
        run(self)?
    }

    /// The elements of a stream one by one, such as the items of a list. Nothing is fetched before it is asked for.
    #[cfg(any(feature = "feeds", feature = "paging", feature = "streams"))]
    fn blocking_iter(self) -> BlockingIter<Self>
    where
        Self: Stream + Unpin + Send,
    {
        BlockingIter::new(self)
    }
}

impl<T> Blocking for T {}

/// Waits for what could be awaited, whatever it gives: a bulk of items, a function of several calls.
///
/// # Errors
///
/// The runtime could not be made.
pub fn run<F>(work: F) -> Result<F::Output, BuildError>
where
    F: IntoFuture<IntoFuture: Send, Output: Send>,
{
    runtime::run(work.into_future())
}
