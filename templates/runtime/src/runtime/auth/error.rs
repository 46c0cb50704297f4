use std::error::Error as StdError;
use std::fmt;
use std::sync::Arc;

use crate::runtime::printable;

/// Why there is no token. Its text contains no secret.
#[derive(Clone)]
pub struct TokenError {
    text: Arc<str>,
    source: Option<Arc<dyn StdError + Send + Sync>>,
    is_transient: bool,
}

impl TokenError {
    /// Creates an error with this text. Unprintable characters are escaped. The text must not contain secrets.
    pub fn new(text: impl Into<String>) -> Self {
        Self {
            text: printable(&text.into()).into(),
            source: None,
            is_transient: false,
        }
    }

    /// Creates an error with this text and that of its cause. The text must not contain secrets.
    pub fn because(text: impl fmt::Display, source: impl StdError + Send + Sync + 'static) -> Self {
        Self {
            text: printable(&format!("{text}: {source}")).into(),
            source: Some(Arc::new(source)),
            is_transient: false,
        }
    }

    /// Sets whether asking again later may help. If so, the call that needs the token is repeated.
    pub fn transient(mut self, is_transient: bool) -> Self {
        self.is_transient = is_transient;
        self
    }

    /// Whether asking again later may help.
    pub fn is_transient(&self) -> bool {
        self.is_transient
    }
}

impl fmt::Display for TokenError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text)
    }
}

impl fmt::Debug for TokenError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("TokenError").field(&self.text).finish()
    }
}

impl StdError for TokenError {
    fn source(&self) -> Option<&(dyn StdError + 'static)> {
        self.source.as_deref().map(|source| source as _)
    }
}
