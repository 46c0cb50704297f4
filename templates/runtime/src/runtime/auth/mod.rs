//! Who is asking: bearer tokens, where they come from and how long they are kept; keys and passwords, and when they are sent.
//!
//! Tokens are fetched by `provider.rs` and `client_credentials.rs`, checked by `grant.rs` and kept by `cache.rs`; `schemes.rs`
//! chooses what an operation needs. `carried.rs` remembers what a request carried, so that `redact.rs` and `spelling.rs` can
//! mask it in an error.

mod bearer;
mod cache;
mod carried;
mod client_credentials;
mod fetch;
mod grant;
mod provider;
mod redact;
mod schemes;
mod spelling;

use std::sync::Arc;
use std::time::Duration;

use http::HeaderValue;

use self::bearer::bearer_header;
use self::cache::TokenCache;
use self::client_credentials::CredentialsProvider;
use super::{BuildError, Secret, Transport};
pub(crate) use bearer::Bearer;
pub(super) use carried::{Carried, OfCall, may_be_secret};
pub use client_credentials::ClientCredentials;
pub use provider::{Token, TokenError, TokenProvider};
pub(super) use redact::Redactor;
pub(super) use schemes::{Alternatives, Key, Keyring};
pub use schemes::{Scheme, SchemeKind};

/// Of an attempt, as far as token requests go by it: however fast a service is, a login may take longer.
const SHORTEST_LIMIT: Duration = Duration::from_secs(60);

/// How the caller wants to log in.
pub(super) enum Login {
    None,
    Token(Secret),
    Provider(Box<dyn TokenProvider>),
    Credentials(Arc<ClientCredentials>),
}

/// How a client logs in.
pub(super) enum Auth {
    None,
    Fixed(HeaderValue),
    Cached(TokenCache),
}

impl Auth {
    /// `timeout` is the limit of an attempt. A token request may outlast it once: it goes on for the next attempt, and for
    /// every other call that waits for it.
    pub(super) fn new(login: Login, transport: &Arc<dyn Transport>, timeout: Duration) -> Result<Self, BuildError> {
        let limit = timeout.max(SHORTEST_LIMIT).saturating_mul(2);
        Ok(match login {
            Login::None => Self::None,
            Login::Token(token) => {
                Self::Fixed(bearer_header(&token).map_err(|error| BuildError::new(error.to_string()))?)
            }
            Login::Provider(provider) => Self::Cached(TokenCache::new(provider, limit)),
            Login::Credentials(credentials) => {
                let provider = CredentialsProvider::new(credentials, Arc::clone(transport), limit)?;
                Self::Cached(TokenCache::new(Box::new(provider), limit))
            }
        })
    }

    /// What the next request carries.
    pub(super) async fn bearer(&self) -> Result<Bearer, TokenError> {
        match self {
            Self::None => Ok(Bearer::none()),
            Self::Fixed(header) => Ok(Bearer {
                header: Some(header.clone()),
                generation: None,
            }),
            Self::Cached(cache) => cache.bearer().await,
        }
    }

    /// Drops the token that was refused, unless a newer one has taken its place already.
    pub(super) fn forget(&self, bearer: &Bearer) {
        if let (Self::Cached(cache), Some(generation)) = (self, bearer.generation) {
            cache.forget(generation);
        }
    }
}
