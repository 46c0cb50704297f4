//! Keys and passwords, and when they are needed.

use super::CoreBuilder;
use crate::runtime::{Scheme, Secret};

impl CoreBuilder {
    /// Sets the security schemes that the API's document declares. Call it before credentials are given for them.
    pub fn schemes(mut self, schemes: &'static [Scheme]) -> Self {
        self.keyring.schemes = schemes;
        self
    }

    /// Sets what operations require that specify nothing themselves: one of these lists, with all schemes that it
    /// names. A list without names, and no list at all, mean that nothing is needed.
    ///
    /// A request carries the credentials of the first list for which the caller has given all; that nothing is needed
    /// counts last. If there is none, it carries none, and the service will respond with 401; only a token is sent
    /// anyway where the document declares no scheme for tokens. Without this setting a request carries everything that
    /// the caller has given. A header that the caller sets takes the place of a credential in that header.
    pub fn default_security(mut self, alternatives: &'static [&'static [&'static str]]) -> Self {
        self.keyring.default = Some(alternatives);
        self
    }

    /// Sends this key where the security scheme of this name requires it: in a header, the query or a cookie. In the
    /// query it is part of the URL, which proxies and services like to log.
    pub fn api_key(mut self, scheme: &str, key: impl Into<Secret>) -> Self {
        let added = self.keyring.add_key(scheme, &key.into());
        self.keep(added)
    }

    /// Sends user and password for the security scheme of this name.
    pub fn basic(mut self, scheme: &str, user: impl Into<String>, password: impl Into<Secret>) -> Self {
        let added = self.keyring.add_basic(scheme, &user.into(), &password.into());
        self.keep(added)
    }
}
