// From templates/cdf/src/records/write.rs; edit it there.

//! Records from Rust values, and the ids of records.

use std::fmt;

use serde::Serialize;
use serde_json::Value;

use crate::models::{ContainerReference, RecordData, RecordId, RecordSource, RecordWrite, ViewReference};
use crate::runtime;

use super::PropertiesError;

impl RecordWrite {
    /// A record without properties yet: add them with [`source`](RecordWrite::source).
    ///
    /// ```
    /// use cdf_client::models::RecordWrite;
    /// use serde_json::json;
    ///
    /// let record = RecordWrite::of("plant", "pump-1")
    ///     .source(("models", "Pump"), &json!({"pressure": 2.5}))?
    ///     .source(("models", "Asset"), &json!({"name": "north"}))?;
    /// assert_eq!(record.sources.len(), 2);
    /// # Ok::<_, cdf_client::records::PropertiesError>(())
    /// ```
    #[inline]
    pub fn of(space: impl Into<String>, external_id: impl Into<String>) -> Self {
        Self::new(space, external_id, [])
    }

    /// Adds the properties that the record has in a container or a view: the fields of a struct, the entries of a map.
    /// Integers stay exact. Fields that are `None` are left out: the service takes no null.
    ///
    /// # Errors
    ///
    /// The value does not become a JSON object, or holds what JSON has no form for, such as NaN.
    #[inline]
    pub fn source<T: Serialize + ?Sized>(
        mut self,
        source: impl Into<RecordSource>,
        properties: &T,
    ) -> Result<Self, PropertiesError> {
        let source = source.into();
        let object = match runtime::json_value(properties) {
            Ok(Value::Object(object)) => object,
            Ok(_) => {
                return Err(PropertiesError::new(
                    &source,
                    "they must be a JSON object, such as a struct or a map",
                ));
            }
            Err(error) => return Err(PropertiesError::new(&source, error)),
        };
        let properties = object.into_iter().filter(|(_, value)| !value.is_null());
        self.sources.push(RecordData {
            source,
            properties: properties.collect(),
        });
        Ok(self)
    }

    /// The id of the record.
    #[inline]
    pub fn id(&self) -> RecordId {
        RecordId::new(&self.space, &self.external_id)
    }
}

impl<S: Into<String>, E: Into<String>> From<(S, E)> for ContainerReference {
    #[inline]
    fn from((space, external_id): (S, E)) -> Self {
        Self::new(space, external_id)
    }
}

impl<S: Into<String>, E: Into<String>> From<(S, E)> for RecordSource {
    #[inline]
    fn from(container: (S, E)) -> Self {
        ContainerReference::from(container).into()
    }
}

/// Space, external id and version.
impl<S: Into<String>, E: Into<String>, V: Into<String>> From<(S, E, V)> for RecordSource {
    #[inline]
    fn from((space, external_id, version): (S, E, V)) -> Self {
        ViewReference::new(space, external_id, version).into()
    }
}

/// `space/externalId`, and `/version` of a view.
impl fmt::Display for RecordSource {
    #[inline]
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Container(container) => container.fmt(f),
            Self::View(view) => write!(f, "{}/{}/{}", view.space, view.external_id, view.version),
        }
    }
}

impl<S: Into<String>, E: Into<String>> From<(S, E)> for RecordId {
    #[inline]
    fn from((space, external_id): (S, E)) -> Self {
        Self::new(space, external_id)
    }
}

impl From<&RecordWrite> for RecordId {
    #[inline]
    fn from(record: &RecordWrite) -> Self {
        record.id()
    }
}
