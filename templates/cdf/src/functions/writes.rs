//! From what was read to what makes the same again; many of a kind, though the service takes one at a time.

use serde_json::{Map, Value};

use crate::errors::{FunctionSchedulesCreateError, FunctionsCreateError};
use crate::models::{Function, FunctionSchedule, FunctionScheduleWrite, FunctionWrite};
use crate::operations::function_schedules::FunctionSchedules;
use crate::operations::functions::Functions;
use crate::{CallError, Error, Secret};

use super::FunctionError;

/// What the service shows in place of a secret.
const MASK: &str = "***";

impl Function {
    /// What to send to make the same function again. Secrets come back masked, so they are left out: add them anew.
    ///
    /// ```no_run
    /// # async fn example(cdf: cdf_client::Client) -> Result<(), cdf_client::Error> {
    /// let old = cdf.functions().retrieve(7).await?;
    /// let new = old.to_write().name("a copy").secrets([("key", "the real secret")]);
    /// # Ok(())
    /// # }
    /// ```
    pub fn to_write(&self) -> FunctionWrite {
        let mut write = self.clone().into_write();
        let secrets = write.secrets.take().unwrap_or_default();
        let known: std::collections::BTreeMap<_, _> = secrets
            .into_iter()
            .filter(|(_, secret)| secret.expose() != MASK)
            .collect();
        write.secrets = Some(known).filter(|known| !known.is_empty());
        write
    }
}

impl FunctionWrite {
    /// Sets the name.
    #[must_use]
    pub fn name(mut self, name: impl Into<String>) -> Self {
        self.name = name.into();
        self
    }

    /// Adds one secret.
    #[must_use]
    pub fn secret(mut self, key: impl Into<String>, value: impl Into<Secret>) -> Self {
        self.secrets.get_or_insert_default().insert(key.into(), value.into());
        self
    }

    /// Adds one environment variable.
    #[must_use]
    pub fn env_var(mut self, key: impl Into<String>, value: impl Into<String>) -> Self {
        self.env_vars.get_or_insert_default().insert(key.into(), value.into());
        self
    }
}

impl FunctionSchedule {
    /// What to send to make the same schedule again, with this input: lists do not carry it. A nonce is used up by
    /// one schedule, so a new one is needed.
    pub fn to_write_with(&self, data: Option<Map<String, Value>>, nonce: impl Into<Secret>) -> FunctionScheduleWrite {
        let mut write = self.clone().into_write(nonce);
        // With a nonce the service takes the internal id only.
        if write.function_id.is_some() {
            write.function_external_id = None;
        }
        write.data = data;
        write
    }
}

impl FunctionSchedules {
    /// One schedule; `None` if there is none.
    ///
    /// # Errors
    ///
    /// The service could not be asked, or refused.
    pub async fn find(&self, schedule_id: i64) -> Result<Option<FunctionSchedule>, Error> {
        let found = self.retrieve_many([schedule_id.into()]).ignore_unknown_ids(true);
        Ok(found.await?.items.into_iter().next())
    }

    /// What to send to make the same schedule again, with the input that the service has for it.
    ///
    /// ```no_run
    /// # use cdf_client::functions::SessionAuth;
    /// # async fn example(cdf: cdf_client::Client) -> Result<(), cdf_client::functions::FunctionError> {
    /// let schedule = cdf.function_schedules().retrieve(5).await?;
    /// let nonce = cdf.sessions().nonce(SessionAuth::CurrentCredentials).await?;
    /// let again = cdf.function_schedules().to_write(&schedule, nonce).await?;
    /// cdf.function_schedules().create([again]).await?;
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// # Errors
    ///
    /// The service does not give the input.
    pub async fn to_write(
        &self,
        schedule: &FunctionSchedule,
        nonce: impl Into<Secret>,
    ) -> Result<FunctionScheduleWrite, FunctionError> {
        let nonce = nonce.into();
        let input = self.input_data(schedule.id).await?;
        Ok(schedule.to_write_with(input.data, nonce))
    }

    /// The input of a schedule as a `T`; `None` if it has none.
    ///
    /// # Errors
    ///
    /// The service does not give it, or it is no `T`.
    pub async fn input_data_as<T: serde::de::DeserializeOwned>(
        &self,
        schedule_id: i64,
    ) -> Result<Option<T>, FunctionError> {
        let input = self.input_data(schedule_id).await?;
        input
            .data
            .map(|data| T::deserialize(Value::Object(data)))
            .transpose()
            .map_err(FunctionError::output)
    }

    /// Creates schedules one after the other: the service takes one a request. Each has its own outcome, in the
    /// order of the items.
    pub async fn create_many(
        &self,
        schedules: impl IntoIterator<Item = FunctionScheduleWrite>,
    ) -> Vec<Result<FunctionSchedule, CallError<FunctionSchedulesCreateError>>> {
        let mut outcomes = Vec::new();
        for schedule in schedules.into_iter().collect::<Vec<_>>() {
            let made = self.create([schedule]).await;
            outcomes.extend(each(made.map(|made| made.items)));
        }
        outcomes
    }
}

impl Functions {
    /// Creates functions one after the other: the service takes one a request. Each has its own outcome, in the
    /// order of the items.
    pub async fn create_many(
        &self,
        functions: impl IntoIterator<Item = FunctionWrite>,
    ) -> Vec<Result<Function, CallError<FunctionsCreateError>>> {
        let mut outcomes = Vec::new();
        for function in functions.into_iter().collect::<Vec<_>>() {
            let made = self.create([function]).await;
            outcomes.extend(each(made.map(|made| made.items)));
        }
        outcomes
    }
}

fn each<T, E>(made: Result<Vec<T>, E>) -> Vec<Result<T, E>> {
    match made {
        Ok(items) => items.into_iter().map(Ok).collect(),
        Err(error) => vec![Err(error)],
    }
}
