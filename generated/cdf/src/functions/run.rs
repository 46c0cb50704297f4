// From templates/cdf/src/functions/run.rs; edit it there.

//! Starting a call.

use serde::Serialize;
use serde_json::{Map, Value};

use crate::models::FunctionReference;
use crate::operations::function_calls::FunctionCalls;
use crate::operations::functions::Functions;
use crate::operations::sessions::Sessions;
use crate::{Secret, runtime};

use super::session::SessionAuth;
use super::waiting::{CallWait, CallWaitOk};
use super::{CallHandle, FunctionError};

/// A call that has not been started yet. [`FunctionCalls::run`] makes one.
#[derive(Clone, Debug)]
#[must_use = "nothing is sent until the call is started or waited for"]
pub struct Run {
    calls: FunctionCalls,
    function: FunctionReference,
    data: Result<Map<String, Value>, String>,
    auth: SessionAuth,
}

impl FunctionCalls {
    /// Runs a function, by its id or its external id, with all that belongs to it: the id behind an external id is
    /// looked up, and the session is made right before the call.
    ///
    /// ```no_run
    /// # async fn example(cdf: cdf_client::Client) -> Result<(), cdf_client::functions::FunctionError> {
    /// # use std::time::Duration;
    /// let call = cdf
    ///     .function_calls()
    ///     .run("my-function")
    ///     .data(serde_json::json!({"site": 7}))
    ///     .wait()
    ///     .deadline(Duration::from_secs(120))
    ///     .on_progress(|call| eprintln!("{}", call.status.as_str()))
    ///     .await?;
    /// println!("{:?}", call.status);
    /// # Ok(())
    /// # }
    /// ```
    #[inline]
    pub fn run(&self, function: impl Into<FunctionReference>) -> Run {
        Run {
            calls: self.clone(),
            function: function.into(),
            data: Ok(Map::new()),
            auth: SessionAuth::default(),
        }
    }
}

impl Run {
    /// What `handle` gets as `data`: anything that becomes a JSON object. `{}` if not set. Put no secrets here, the
    /// service shows it to whoever may read the call.
    #[inline]
    pub fn data(mut self, data: impl Serialize) -> Self {
        self.data = object("data", &data);
        self
    }

    /// The nonce of a session of one's own. Without it a session is made right before the call.
    #[inline]
    pub fn nonce(self, nonce: impl Into<Secret>) -> Self {
        self.auth(SessionAuth::Nonce(nonce.into()))
    }

    /// Under whose identity the code runs. Without it: under that of this client, by token exchange.
    #[inline]
    pub fn auth(mut self, auth: SessionAuth) -> Self {
        self.auth = auth;
        self
    }

    /// Starts the call and does not wait for its end.
    ///
    /// # Errors
    ///
    /// `data` is no object, there is no such function, or the service makes no session or does not start the call.
    #[inline]
    pub async fn start(self) -> Result<CallHandle, FunctionError> {
        let data = self.data.map_err(FunctionError::Input)?;
        let core = &self.calls.core;
        let function_id = Functions::new(core).id_of(self.function).await?;
        let nonce = Sessions::new(core).nonce(self.auth).await?;
        let call = self.calls.call(function_id, nonce).data(data).await?;
        Ok(self.calls.follow(call))
    }

    /// Starts the call and waits for its end, good or bad.
    #[inline]
    pub fn wait(self) -> CallWait {
        CallWait::after(self)
    }

    /// Starts the call and waits for a good end; `Failed` and `Timeout` are errors.
    #[inline]
    pub fn wait_ok(self) -> CallWaitOk {
        self.wait().ok()
    }
}

/// What was given as a JSON object; `what` names it in the message.
#[inline]
pub(super) fn object(what: &str, data: &impl Serialize) -> Result<Map<String, Value>, String> {
    match runtime::json_value(data) {
        Ok(Value::Object(object)) => Ok(object),
        Ok(Value::Null) => Ok(Map::new()),
        Ok(_) => Err(format!("{what} must be a JSON object, such as a struct or a map")),
        Err(error) => Err(format!("{what} cannot be written as JSON: {error}")),
    }
}
