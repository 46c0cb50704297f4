// From templates/cdf/src/functions/references.rs; edit it there.

//! A function by its id or its external id, and the id behind either.

use crate::Error;
use crate::models::{CallReference, Function, FunctionReference, ScheduleReference};
use crate::operations::functions::Functions;

use super::FunctionError;

impl From<i64> for FunctionReference {
    #[inline]
    fn from(id: i64) -> Self {
        Self::Id(id)
    }
}

impl From<&str> for FunctionReference {
    #[inline]
    fn from(external_id: &str) -> Self {
        Self::ExternalId(external_id.to_owned())
    }
}

impl From<String> for FunctionReference {
    #[inline]
    fn from(external_id: String) -> Self {
        Self::ExternalId(external_id)
    }
}

impl From<&Function> for FunctionReference {
    #[inline]
    fn from(function: &Function) -> Self {
        Self::Id(function.id)
    }
}

impl From<i64> for CallReference {
    #[inline]
    fn from(id: i64) -> Self {
        Self::new(id)
    }
}

impl From<i64> for ScheduleReference {
    #[inline]
    fn from(id: i64) -> Self {
        Self::new(id)
    }
}

impl Functions {
    /// One function by its id or external id; `None` if there is none.
    ///
    /// ```no_run
    /// # async fn example(cdf: cdf_client::Client) -> Result<(), cdf_client::Error> {
    /// if let Some(function) = cdf.functions().find("my-function").await? {
    ///     println!("{} is {:?}", function.name, function.status);
    /// }
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// # Errors
    ///
    /// The service could not be asked, or refused.
    #[inline]
    pub async fn find(&self, function: impl Into<FunctionReference>) -> Result<Option<Function>, Error> {
        let found = self.retrieve_many([function.into()]).ignore_unknown_ids(true).await?;
        Ok(found.items.into_iter().next())
    }

    /// The internal id behind a reference; asks the service only for external ids.
    #[inline]
    pub(super) async fn id_of(&self, function: FunctionReference) -> Result<i64, FunctionError> {
        let external_id = match &function {
            FunctionReference::Id(id) => return Ok(*id),
            FunctionReference::ExternalId(external_id) => external_id.clone(),
        };
        match self.find(function).await? {
            Some(function) => Ok(function.id),
            None => Err(FunctionError::Input(format!(
                "there is no function with the external id {external_id:?}"
            ))),
        }
    }
}
