//! Credentials: bearer tokens, where they come from and how long they are kept; keys and passwords, and when they are
//! sent.
//!
//! `tokens/` fetches tokens and keeps them; `security.rs` chooses what an operation needs. `carried.rs` remembers what
//! a request carried, so that `redact.rs` and `spelling.rs` can mask it in an error.

mod bearer;
mod carried;
mod error;
mod redact;
#[cfg(feature = "security")]
mod security;
mod spelling;
#[cfg(feature = "tokens")]
mod tokens;

use std::sync::Arc;
use std::time::Duration;

use http::HeaderValue;

use self::bearer::bearer_header;
#[cfg(feature = "tokens")]
use self::tokens::TokenCache;
use super::{BuildError, Secret, Transport};
pub(crate) use bearer::Bearer;
pub(super) use carried::{Carried, OfCall, may_be_secret};
pub use error::TokenError;
pub(super) use redact::Redactor;
#[cfg(feature = "security")]
pub(super) use security::{Alternatives, Key, Keyring};
#[cfg(feature = "security")]
pub use security::{Scheme, SchemeKind};
#[cfg(feature = "tokens")]
pub(super) use tokens::Source;
#[cfg(feature = "tokens")]
pub use tokens::{ClientCredentials, Token, TokenProvider};

/// How the caller wants to log in.
pub(super) enum Login {
    None,
    Token(Secret),
    #[cfg(feature = "tokens")]
    Fetched(Source),
}

/// How a client logs in.
pub(super) enum Auth {
    None,
    Fixed(HeaderValue),
    #[cfg(feature = "tokens")]
    Cached(TokenCache),
}

impl Auth {
    /// `timeout` is the limit of an attempt.
    #[cfg_attr(
        not(feature = "tokens"),
        expect(unused_variables, reason = "only a token request has limits")
    )]
    pub(super) fn new(login: Login, transport: &Arc<dyn Transport>, timeout: Duration) -> Result<Self, BuildError> {
        Ok(match login {
            Login::None => Self::None,
            Login::Token(token) => {
                Self::Fixed(bearer_header(&token).map_err(|error| BuildError::new(error.to_string()))?)
            }
            #[cfg(feature = "tokens")]
            Login::Fetched(source) => Self::Cached(source.cache(transport, timeout)?),
        })
    }

    /// Whether there is a token to be sent, now or later.
    pub(super) fn has_token(&self) -> bool {
        !matches!(self, Self::None)
    }

    /// What the next request carries.
    pub(super) async fn bearer(&self) -> Result<Bearer, TokenError> {
        match self {
            Self::None => Ok(Bearer::none()),
            Self::Fixed(header) => Ok(Bearer::fixed(header.clone())),
            #[cfg(feature = "tokens")]
            Self::Cached(cache) => cache.bearer().await,
        }
    }
}

#[cfg(feature = "tokens")]
impl Auth {
    /// Drops the token that was refused, unless a newer one has taken its place already.
    pub(super) fn forget(&self, bearer: &Bearer) {
        if let (Self::Cached(cache), Some(generation)) = (self, bearer.generation) {
            cache.forget(generation);
        }
    }

    /// What the client logs in with, if it does so with client credentials.
    pub(super) fn credentials(&self) -> Option<&Arc<ClientCredentials>> {
        match self {
            Self::Cached(cache) => cache.credentials.as_ref(),
            Self::None | Self::Fixed(_) => None,
        }
    }
}
