//! Bearer tokens that are fetched and renewed.

use std::sync::Arc;

use super::CoreBuilder;
use crate::runtime::auth::{Login, Source};
use crate::runtime::{ClientCredentials, TokenProvider};

impl CoreBuilder {
    /// Asks for bearer tokens as they are needed, and keeps each until it is about to expire.
    pub fn token_provider(mut self, provider: impl TokenProvider) -> Self {
        self.login = Login::Fetched(Source::Provider(Box::new(provider)));
        self
    }

    /// Fetches bearer tokens with the OAuth 2 client credentials grant.
    pub fn client_credentials(mut self, credentials: ClientCredentials) -> Self {
        self.login_secrets = credentials.secrets().cloned().collect();
        self.login = Login::Fetched(Source::Credentials(Arc::new(credentials)));
        self
    }
}
