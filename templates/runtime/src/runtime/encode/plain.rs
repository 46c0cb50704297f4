use std::fmt;

use serde::Serialize;

use super::serializer::PlainSerializer;

/// A value as a parameter sees it: texts, in lists and objects of declared order.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Plain {
    Null,
    Text(String),
    List(Vec<Plain>),
    Object(Vec<(String, Plain)>),
}

impl Plain {
    /// Fails for what JSON has no form for either, such as NaN.
    pub(crate) fn of<T: Serialize + ?Sized>(value: &T) -> Result<Self, PlainError> {
        value.serialize(PlainSerializer)
    }
}

/// Why a value cannot be sent.
#[derive(Debug)]
pub(crate) struct PlainError(pub(super) String);

impl PlainError {
    pub(super) fn new(text: impl Into<String>) -> Self {
        Self(text.into())
    }
}

impl fmt::Display for PlainError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::error::Error for PlainError {}

impl serde::ser::Error for PlainError {
    fn custom<T: fmt::Display>(message: T) -> Self {
        Self(message.to_string())
    }
}
