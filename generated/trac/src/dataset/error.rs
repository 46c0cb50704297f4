// From templates/trac/src/dataset/error.rs; edit it there.

use std::error::Error;
use std::fmt;

use crate::runtime::Printable;

/// Rows that cannot be written, or content that is not what was asked for.
#[derive(Debug)]
pub struct ContentError {
    what: String,
    cause: Option<Box<dyn Error + Send + Sync>>,
}

impl ContentError {
    #[inline]
    pub(super) fn new(what: impl Into<String>) -> Self {
        Self {
            what: what.into(),
            cause: None,
        }
    }

    #[inline]
    pub(super) fn because(self, cause: impl Error + Send + Sync + 'static) -> Self {
        Self {
            cause: Some(Box::new(cause)),
            ..self
        }
    }
}

/// With the cause's text, of which unprintable characters are escaped.
impl fmt::Display for ContentError {
    #[inline]
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.what)?;
        self.cause
            .as_ref()
            .map_or(Ok(()), |cause| write!(f, ": {}", Printable(cause)))
    }
}

impl Error for ContentError {
    #[inline]
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        self.cause.as_deref().map(|cause| cause as _)
    }
}
