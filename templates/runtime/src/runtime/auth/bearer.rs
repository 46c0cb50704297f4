use http::HeaderValue;

use super::error::TokenError;
use crate::runtime::Secret;

/// The token of one request.
#[derive(Clone)]
pub(crate) struct Bearer {
    pub(super) header: Option<HeaderValue>,
    /// Counts the tokens of a cache; `None` for a token that cannot be renewed.
    #[cfg(feature = "tokens")]
    pub(super) generation: Option<u64>,
}

impl Bearer {
    pub(crate) fn none() -> Self {
        Self {
            header: None,
            #[cfg(feature = "tokens")]
            generation: None,
        }
    }

    /// A token that is never replaced.
    pub(super) fn fixed(header: HeaderValue) -> Self {
        Self {
            header: Some(header),
            #[cfg(feature = "tokens")]
            generation: None,
        }
    }

    pub(crate) fn header(&self) -> Option<&HeaderValue> {
        self.header.as_ref()
    }

    #[cfg(feature = "tokens")]
    pub(crate) fn is_renewable(&self) -> bool {
        self.generation.is_some()
    }
}

/// Marked as sensitive, so that no `Debug` of a request shows it.
pub(super) fn bearer_header(token: &Secret) -> Result<HeaderValue, TokenError> {
    if token.expose().trim().is_empty() {
        return Err(TokenError::new("the token is empty"));
    }
    let mut value = HeaderValue::try_from(format!("Bearer {}", token.expose()))
        .map_err(|_| TokenError::new("the token has characters that a header cannot carry"))?;
    value.set_sensitive(true);
    Ok(value)
}
