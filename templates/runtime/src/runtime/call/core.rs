use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use http::{HeaderMap, HeaderName};

use super::builder::CoreBuilder;
use super::places::Places;
use super::retry::{Budget, RetryPolicy};
use super::server::Server;
use super::transport::Transport;
use crate::runtime::auth::{Auth, ClientCredentials, Keyring};

/// What all calls of a client share: where the service is, connections, token, default options.
///
/// It is one pointer; a clone is the same client. It needs a tokio runtime with time enabled.
#[derive(Clone)]
pub struct Core {
    pub(super) inner: Arc<CoreInner>,
}

pub(super) struct CoreInner {
    pub(super) places: Places,
    pub(super) transport: Arc<dyn Transport>,
    pub(super) auth: Auth,
    pub(super) credentials: Option<ClientCredentials>,
    pub(super) keyring: Keyring,
    pub(super) headers: HeaderMap,
    pub(super) timeout: Duration,
    pub(super) gzip_above: Option<usize>,
    pub(super) request_id_header: HeaderName,
    pub(super) auto_retry_header: Option<HeaderName>,
    pub(super) error_message_headers: Vec<HeaderName>,
    pub(super) retry: RetryPolicy,
    pub(super) budget: Budget,
}

impl Core {
    /// Starts a client for this server.
    pub fn builder(server: Server) -> CoreBuilder {
        CoreBuilder::new(server)
    }

    /// The URL below which requests go, but for operations for which the document names another.
    pub fn server_url(&self) -> String {
        self.inner.places.main.to_string()
    }

    /// What the client logs in with, if it does so with client credentials: for APIs that want the same once more to act in
    /// the caller's name.
    pub fn client_credentials(&self) -> Option<&ClientCredentials> {
        self.inner.credentials.as_ref()
    }

    pub(super) fn default_timeout(&self) -> Duration {
        self.inner.timeout
    }
}

/// Without headers and tokens.
impl fmt::Debug for Core {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Core")
            .field("server_url", &self.server_url())
            .field("timeout", &self.inner.timeout)
            .field("gzip_above", &self.inner.gzip_above)
            .finish_non_exhaustive()
    }
}
