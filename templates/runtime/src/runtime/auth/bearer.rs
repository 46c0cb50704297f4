use http::HeaderValue;

use super::provider::TokenError;
use crate::runtime::Secret;

/// The token of one request.
#[derive(Clone)]
pub(crate) struct Bearer {
    pub(super) header: Option<HeaderValue>,
    /// Counts the tokens of a cache; `None` for a token that cannot be renewed.
    pub(super) generation: Option<u64>,
}

impl Bearer {
    pub(crate) fn none() -> Self {
        Self {
            header: None,
            generation: None,
        }
    }

    pub(crate) fn header(&self) -> Option<&HeaderValue> {
        self.header.as_ref()
    }

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
