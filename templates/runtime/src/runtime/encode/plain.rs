use std::fmt;

use crate::runtime::Upload;

/// A value as a parameter or a part of a form has it: strings, in lists and objects of declared order.
pub(crate) enum Plain {
    Null,
    Text(String),
    /// A number or a boolean: the same text, but JSON writes it without quotes.
    Bare(String),
    /// A file of its own in a multipart body; elsewhere it has to be a text.
    File(Upload),
    List(Vec<Plain>),
    Object(Vec<(String, Plain)>),
}

impl Plain {
    /// The text of what is neither list nor object; `None` for null.
    pub(crate) fn scalar(&self) -> Result<Option<&str>, PlainError> {
        match self {
            Self::Null => Ok(None),
            Self::Text(text) | Self::Bare(text) => Ok(Some(text)),
            Self::File(file) => file.text().map(Some).map_err(PlainError::new),
            Self::List(_) | Self::Object(_) => Err(PlainError::new(
                "an array or object inside another has no form in this place",
            )),
        }
    }

    pub(super) fn is_null(&self) -> bool {
        matches!(self, Self::Null)
    }

    pub(super) fn is_scalar(&self) -> bool {
        !matches!(self, Self::List(_) | Self::Object(_))
    }

    /// Whether there is a array or object inside this one.
    #[cfg(feature = "forms")]
    pub(super) fn is_nested(&self) -> bool {
        match self {
            Self::List(list) => !list.iter().all(Self::is_scalar),
            Self::Object(entries) => !entries.iter().all(|(_, value)| value.is_scalar()),
            _ => false,
        }
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
