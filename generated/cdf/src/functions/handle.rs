// From templates/cdf/src/functions/handle.rs; edit it there.

//! A call that was started, with all that can be asked about it.

use serde::de::DeserializeOwned;

use crate::models::{CallLog, FunctionCall};
use crate::operations::function_calls::FunctionCalls;
use crate::{CallError, Error, errors};

use super::FunctionError;
use super::waiting::{CallWait, CallWaitOk};

/// A call and the client that can follow it. [`Run::start`](super::Run::start) gives one, and
/// [`FunctionCalls::follow`] makes one of any call. Dropping it leaves the call alone: calls cannot be cancelled.
///
/// ```no_run
/// # async fn example(cdf: cdf_client::Client, call: cdf_client::models::FunctionCall) -> Result<(), Box<dyn std::error::Error>> {
/// let mut call = cdf.function_calls().follow(call);
/// if call.refresh().await?.is_running() {
///     call.wait().await?;
/// }
/// print!("{}", call.logs().await?.to_text());
/// # Ok(())
/// # }
/// ```
#[derive(Clone, Debug)]
pub struct CallHandle {
    pub(super) calls: FunctionCalls,
    pub(super) call: FunctionCall,
}

impl FunctionCalls {
    /// Follows a call that is there already, such as one of a schedule.
    #[inline]
    pub fn follow(&self, call: FunctionCall) -> CallHandle {
        CallHandle {
            calls: self.clone(),
            call,
        }
    }

    /// One call of a function; `None` if there is none.
    ///
    /// # Errors
    ///
    /// The service could not be asked, or refused.
    #[inline]
    pub async fn find(&self, function_id: i64, call_id: i64) -> Result<Option<FunctionCall>, Error> {
        let found = self.retrieve_many(function_id, [call_id.into()]);
        Ok(found.ignore_unknown_ids(true).await?.items.into_iter().next())
    }

    /// What `handle` returned, as a `T`; `None` if it returned nothing. Any JSON value may come back.
    ///
    /// # Errors
    ///
    /// The service refuses, or what came back is no `T`.
    #[inline]
    pub async fn response_as<T: DeserializeOwned>(
        &self,
        function_id: i64,
        call_id: i64,
    ) -> Result<Option<T>, FunctionError> {
        let response = self.response(function_id, call_id).await?;
        response
            .response
            .map(T::deserialize)
            .transpose()
            .map_err(FunctionError::output)
    }
}

impl CallHandle {
    /// The id of the call.
    #[inline]
    pub fn id(&self) -> i64 {
        self.call.id
    }

    /// The id of the function that runs.
    #[inline]
    pub fn function_id(&self) -> i64 {
        self.call.function_id
    }

    /// The call as it was when last seen.
    #[inline]
    pub fn call(&self) -> &FunctionCall {
        &self.call
    }

    /// Asks how far the call has come.
    ///
    /// # Errors
    ///
    /// The service could not be asked; the handle keeps what it knew.
    #[inline]
    pub async fn refresh(&mut self) -> Result<&FunctionCall, CallError<errors::FunctionCallsRetrieveError>> {
        self.call = self.calls.retrieve(self.function_id(), self.id()).await?;
        Ok(&self.call)
    }

    /// Waits for the end, good or bad.
    #[inline]
    pub fn wait(&self) -> CallWait {
        CallWait::of(self.clone())
    }

    /// Waits for a good end; `Failed` and `Timeout` are errors with the message and the trace.
    #[inline]
    pub fn wait_ok(&self) -> CallWaitOk {
        self.wait().ok()
    }

    /// What the call has printed.
    ///
    /// # Errors
    ///
    /// The service could not be asked, or refused.
    #[inline]
    pub async fn logs(&self) -> Result<CallLog, Error> {
        Ok(self.calls.logs(self.function_id(), self.id()).await?)
    }

    /// What `handle` returned, as a `T`; `None` if it returned nothing. Ask once the call is `Completed`.
    ///
    /// # Errors
    ///
    /// The service refuses, or what came back is no `T`.
    #[inline]
    pub async fn response<T: DeserializeOwned>(&self) -> Result<Option<T>, FunctionError> {
        self.calls.response_as(self.function_id(), self.id()).await
    }
}
