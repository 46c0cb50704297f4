//! Bearer tokens that the client asks for as it needs them.
//!
//! In: a provider. Out: a token for each request, fetched once for all calls that wait for it (`fetch.rs`) and kept
//! until it is about to expire (`cache.rs`). `client_credentials.rs` is a provider, and `grant.rs` reads the response
//! of its endpoint.

mod cache;
mod client_credentials;
mod fetch;
mod grant;
mod provider;

use std::sync::Arc;
use std::time::Duration;

use self::client_credentials::CredentialsProvider;
use crate::runtime::{BuildError, Transport};
pub(super) use cache::TokenCache;
pub use client_credentials::ClientCredentials;
pub use provider::{Token, TokenProvider};

/// Of an attempt, as far as token requests go by it: however fast a service is, a login may take longer.
const SHORTEST_LIMIT: Duration = Duration::from_secs(60);

/// Where tokens come from.
pub(in crate::runtime) enum Source {
    Provider(Box<dyn TokenProvider>),
    Credentials(Arc<ClientCredentials>),
}

impl Source {
    /// `timeout` is the limit of an attempt. A token request may outlast it once: it goes on for the next attempt, and
    /// for every other call that waits for it.
    pub(super) fn cache(self, transport: &Arc<dyn Transport>, timeout: Duration) -> Result<TokenCache, BuildError> {
        let limit = timeout.max(SHORTEST_LIMIT).saturating_mul(2);
        Ok(match self {
            Self::Provider(provider) => TokenCache::new(provider, limit, None),
            Self::Credentials(credentials) => {
                let provider = CredentialsProvider::new(Arc::clone(&credentials), Arc::clone(transport), limit)?;
                TokenCache::new(Box::new(provider), limit, Some(credentials))
            }
        })
    }
}
