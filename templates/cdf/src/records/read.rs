//! Records as Rust values.

use std::fmt;

use serde::de::DeserializeOwned;
use serde_json::{Map, Value};

use crate::models::{
    Record, RecordData, RecordId, RecordProperties, RecordSource, RecordWrite, SyncRecord, SyncStatus,
};
use crate::runtime::Printable;

/// Properties that are not of the wanted type, or cannot be written. Unprintable characters in its text are escaped.
#[derive(Debug)]
pub struct PropertiesError {
    source: String,
    reason: String,
}

impl PropertiesError {
    pub(super) fn new(source: impl fmt::Display, reason: impl fmt::Display) -> Self {
        Self {
            source: Printable(source).to_string(),
            reason: Printable(reason).to_string(),
        }
    }
}

impl fmt::Display for PropertiesError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "the properties of {}: {}", self.source, self.reason)
    }
}

impl std::error::Error for PropertiesError {}

impl Record {
    /// The id of the record.
    pub fn id(&self) -> RecordId {
        RecordId::new(&self.space, &self.external_id)
    }

    /// The properties of a container as a `T`; `None` if the response has none of it. A view is called
    /// `externalId/version`.
    ///
    /// ```
    /// # use cdf_client::models::Record;
    /// #[derive(serde::Deserialize)]
    /// struct Pump {
    ///     pressure: f64,
    /// }
    /// # fn example(record: Record) -> Result<(), cdf_client::records::PropertiesError> {
    /// let pump: Option<Pump> = record.properties("models", "Pump")?;
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// # Errors
    ///
    /// They are no `T`.
    pub fn properties<T: DeserializeOwned>(&self, space: &str, container: &str) -> Result<Option<T>, PropertiesError> {
        read(Some(&self.properties), space, container)
    }

    /// What to send to make the same record again: without its times.
    pub fn to_write(&self) -> RecordWrite {
        RecordWrite::new(&self.space, &self.external_id, sources(&self.properties))
    }
}

impl SyncRecord {
    /// The id of the record.
    pub fn id(&self) -> RecordId {
        RecordId::new(&self.space, &self.external_id)
    }

    /// Whether the record is new.
    pub fn is_created(&self) -> bool {
        matches!(self.status, SyncStatus::Created)
    }

    /// Whether the record was there before, and has changed.
    pub fn is_updated(&self) -> bool {
        matches!(self.status, SyncStatus::Updated)
    }

    /// Whether this is a tombstone: the record is gone, and has no properties.
    pub fn is_deleted(&self) -> bool {
        matches!(self.status, SyncStatus::Deleted)
    }

    /// The properties of a container as a `T`; `None` for a tombstone, and if the response has none of the container. A
    /// view is called `externalId/version`.
    ///
    /// # Errors
    ///
    /// They are no `T`.
    pub fn properties<T: DeserializeOwned>(&self, space: &str, container: &str) -> Result<Option<T>, PropertiesError> {
        read(self.properties.as_ref(), space, container)
    }

    /// What to send to make the same record again; `None` for a tombstone.
    pub fn to_write(&self) -> Option<RecordWrite> {
        let properties = self.properties.as_ref()?;
        let write = RecordWrite::new(&self.space, &self.external_id, sources(properties));
        (!self.is_deleted()).then_some(write)
    }
}

fn read<T: DeserializeOwned>(
    properties: Option<&RecordProperties>,
    space: &str,
    container: &str,
) -> Result<Option<T>, PropertiesError> {
    let Some(found) = properties.and_then(|spaces| spaces.get(space)?.get(container)) else {
        return Ok(None);
    };
    let object: Map<String, Value> = found
        .iter()
        .map(|(name, value)| (name.clone(), value.clone()))
        .collect();
    let read = T::deserialize(Value::Object(object));
    read.map(Some)
        .map_err(|error| PropertiesError::new(format_args!("{space}/{container}"), error))
}

fn sources(properties: &RecordProperties) -> impl Iterator<Item = RecordData> {
    properties.iter().flat_map(|(space, containers)| {
        containers.iter().map(move |(name, values)| {
            // Only views have a slash: a container's external id cannot.
            let source = match name.split_once('/') {
                Some((view, version)) => RecordSource::from((space, view, version)),
                None => RecordSource::from((space, name)),
            };
            RecordData::new(source, values.clone())
        })
    })
}
