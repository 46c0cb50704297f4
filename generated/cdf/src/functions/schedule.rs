// From templates/cdf/src/functions/schedule.rs; edit it there.

//! Running a function by the clock.

use serde::Serialize;
use serde_json::{Map, Value};

use crate::models::{FunctionReference, FunctionSchedule, FunctionScheduleWrite};
use crate::operations::function_schedules::FunctionSchedules;
use crate::operations::functions::Functions;
use crate::operations::sessions::Sessions;
use crate::runtime::BoxFuture;

use super::run::object;
use super::{FunctionError, SessionAuth};

const CRON_FIELDS: usize = 5;

/// A schedule that has not been made yet. [`FunctionSchedules::schedule`] gives one; await it.
#[derive(Clone, Debug)]
#[must_use = "nothing is sent until it is awaited"]
pub struct NewSchedule {
    schedules: FunctionSchedules,
    function: FunctionReference,
    name: String,
    cron: String,
    description: Option<String>,
    data: Option<Result<Map<String, Value>, String>>,
    auth: SessionAuth,
}

impl FunctionSchedules {
    /// Runs a function again and again, with all that belongs to it: the id behind an external id is looked up, and
    /// the session is made right before. The session lives as long as the schedule.
    ///
    /// `cron` has five fields, in UTC: minute, hour, day of the month, month, day of the week.
    ///
    /// ```no_run
    /// # use cdf_client::functions::SessionAuth;
    /// # async fn example(cdf: cdf_client::Client) -> Result<(), cdf_client::functions::FunctionError> {
    /// let schedule = cdf
    ///     .function_schedules()
    ///     .schedule("nightly", "0 3 * * *", "my-function")
    ///     .data(serde_json::json!({"site": 7}))
    ///     .auth(SessionAuth::client_credentials("client-id", "client-secret"))
    ///     .await?;
    /// println!("{}", schedule.when);
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// # Errors
    ///
    /// Awaiting it fails if an input cannot be used, there is no such function, or the service refuses.
    #[inline]
    pub fn schedule(
        &self,
        name: impl Into<String>,
        cron: impl Into<String>,
        function: impl Into<FunctionReference>,
    ) -> NewSchedule {
        NewSchedule {
            schedules: self.clone(),
            function: function.into(),
            name: name.into(),
            cron: cron.into(),
            description: None,
            data: None,
            auth: SessionAuth::default(),
        }
    }
}

impl NewSchedule {
    /// What the schedule is for, up to 500 characters.
    #[inline]
    pub fn description(mut self, description: impl Into<String>) -> Self {
        self.description = Some(description.into());
        self
    }

    /// What `handle` gets as `data` each time: anything that becomes a JSON object. Put no secrets here.
    #[inline]
    pub fn data(mut self, data: impl Serialize) -> Self {
        self.data = Some(object("data", &data));
        self
    }

    /// Under whose identity the code runs. Without it: under that of this client, by token exchange.
    #[inline]
    pub fn auth(mut self, auth: SessionAuth) -> Self {
        self.auth = auth;
        self
    }

    #[inline]
    async fn make(self) -> Result<FunctionSchedule, FunctionError> {
        let data = self.data.transpose().map_err(FunctionError::Input)?;
        check_cron(&self.cron)?;
        let core = &self.schedules.core;
        let function_id = Functions::new(core).id_of(self.function).await?;
        let nonce = Sessions::new(core).nonce(self.auth).await?;
        let mut write = FunctionScheduleWrite::new(self.name, self.cron, nonce).function_id(function_id);
        write.description = self.description;
        write.data = data;
        let made = self.schedules.create([write]).await?;
        let first = made.items.into_iter().next();
        first.ok_or_else(|| FunctionError::Input("the service made the schedule and did not send it back".into()))
    }
}

impl IntoFuture for NewSchedule {
    type Output = Result<FunctionSchedule, FunctionError>;
    type IntoFuture = BoxFuture<'static, Self::Output>;

    #[inline]
    fn into_future(self) -> Self::IntoFuture {
        Box::pin(self.make())
    }
}

/// Before a session is made for it in vain.
#[inline]
fn check_cron(cron: &str) -> Result<(), FunctionError> {
    match cron.split_whitespace().count() {
        CRON_FIELDS => Ok(()),
        fields => Err(FunctionError::Input(format!(
            "the cron expression {cron:?} has {fields} fields, it needs {CRON_FIELDS}"
        ))),
    }
}
