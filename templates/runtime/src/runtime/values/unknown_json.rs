use std::fmt;

use serde::{Serialize, Serializer};
use serde_json::Value;

/// The JSON of a union's branch that this client does not know. It is written back with the same content.
///
/// Only decoding creates one, so that an unknown branch never equals a known one.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct UnknownJson(Value);

impl UnknownJson {
    pub(crate) fn new(value: Value) -> Self {
        Self(value)
    }

    /// The JSON as the service sent it.
    pub fn as_value(&self) -> &Value {
        &self.0
    }

    /// The JSON as the service sent it.
    pub fn into_value(self) -> Value {
        self.0
    }
}

impl fmt::Display for UnknownJson {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl Serialize for UnknownJson {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.0.serialize(serializer)
    }
}
