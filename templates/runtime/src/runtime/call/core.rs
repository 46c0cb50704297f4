use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use http::{HeaderMap, HeaderName};

#[cfg(feature = "client-wide")]
use super::client_wide::ClientWide;
use super::retry::{Budget, RetryPolicy};
use super::server::Places;
use crate::runtime::Secret;
use crate::runtime::auth::Auth;
#[cfg(feature = "tokens")]
use crate::runtime::auth::ClientCredentials;
#[cfg(feature = "security")]
use crate::runtime::auth::Keyring;
use crate::runtime::transport::{Gate, Transport};

/// The limit of an attempt, unless another is set.
pub(super) const DEFAULT_TIMEOUT: Duration = Duration::from_secs(60);

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
    /// What the client logs in with. A request may repeat it in its body.
    pub(super) login_secrets: Arc<[Secret]>,
    #[cfg(feature = "security")]
    pub(super) keyring: Keyring,
    pub(super) headers: HeaderMap,
    #[cfg(feature = "client-wide")]
    pub(super) client_wide: ClientWide,
    /// As the caller has set it.
    pub(super) timeout: Option<Duration>,
    /// The most bytes of a response that are kept in memory.
    pub(super) max_response: usize,
    pub(super) gate: Gate,
    #[cfg(feature = "bodies")]
    pub(super) gzip_above: Option<usize>,
    pub(super) request_id_header: HeaderName,
    pub(super) auto_retry_header: Option<HeaderName>,
    pub(super) error_message_headers: Vec<HeaderName>,
    pub(super) retry: RetryPolicy,
    pub(super) budget: Budget,
}

impl Core {
    /// The URL below which requests go, but for operations for which the document names another.
    pub fn server_url(&self) -> String {
        self.inner.places.main.to_string()
    }

    /// What the client logs in with, if it does so with client credentials: for APIs that require them again to act on
    /// the caller's behalf.
    #[cfg(feature = "tokens")]
    pub fn client_credentials(&self) -> Option<&ClientCredentials> {
        self.inner.auth.credentials().map(Arc::as_ref)
    }

    /// The limit of an attempt of an operation that may have one of its own.
    pub(super) fn timeout(&self, of_operation: Option<Duration>) -> Duration {
        self.inner.timeout.or(of_operation).unwrap_or(DEFAULT_TIMEOUT)
    }
}

/// Without headers and tokens.
impl fmt::Debug for Core {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Core")
            .field("server_url", &self.server_url())
            .field("timeout", &self.timeout(None))
            .finish_non_exhaustive()
    }
}
