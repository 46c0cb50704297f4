//! From settings to a client.

#[cfg(feature = "client-wide")]
mod client_wide;
#[cfg(feature = "security")]
mod security;
#[cfg(feature = "servers")]
mod servers;
#[cfg(feature = "tokens")]
mod tokens;
#[cfg(feature = "uploads")]
mod uploads;

use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use http::{HeaderMap, HeaderName, HeaderValue, header};

#[cfg(feature = "client-wide")]
use super::client_wide::ClientWide;
use super::core::{Core, CoreInner, DEFAULT_TIMEOUT};
use super::request::caller_header;
use super::retry::{Budget, RetryPolicy};
#[cfg(feature = "servers")]
use super::server::Base;
#[cfg(feature = "uploads")]
use super::server::UploadHosts;
use super::server::{Place, Places, Server};
#[cfg(feature = "security")]
use crate::runtime::auth::Keyring;
use crate::runtime::auth::{Auth, Login};
#[cfg(feature = "connections")]
use crate::runtime::transport::FreshConnectionAfter;
use crate::runtime::transport::{Gate, HttpTransport, MOST_AT_A_TIME, MOST_BYTES, Transport};
use crate::runtime::{BuildError, Secret};

const DEFAULT_REQUEST_ID_HEADER: &str = "x-request-id";
const DEFAULT_USER_AGENT: &str = concat!(env!("CARGO_PKG_NAME"), "/", env!("CARGO_PKG_VERSION"));

/// Collects what a [`Core`] needs. Mistakes come out at [`build`](CoreBuilder::build).
#[must_use]
pub struct CoreBuilder {
    server: Server,
    place: Place,
    #[cfg(feature = "servers")]
    redirects: Vec<(String, Base)>,
    #[cfg(feature = "uploads")]
    upload_hosts: UploadHosts,
    login: Login,
    /// What the client logs in with. A request may repeat it in its body.
    login_secrets: Arc<[Secret]>,
    #[cfg(feature = "security")]
    keyring: Keyring,
    headers: HeaderMap,
    #[cfg(feature = "client-wide")]
    client_wide: ClientWide,
    timeout: Option<Duration>,
    max_response: usize,
    max_connections: usize,
    #[cfg(feature = "bodies")]
    gzip_above: Option<usize>,
    request_id_header: &'static str,
    auto_retry_header: Option<&'static str>,
    error_message_headers: &'static [&'static str],
    #[cfg(feature = "connections")]
    fresh_connection_after: Option<FreshConnectionAfter>,
    retry: RetryPolicy,
    transport: Option<Arc<dyn Transport>>,
    fault: Option<String>,
}

impl Core {
    /// Starts a client for this server.
    pub fn builder(server: Server) -> CoreBuilder {
        CoreBuilder::new(server)
    }
}

impl CoreBuilder {
    fn new(server: Server) -> Self {
        let mut headers = HeaderMap::new();
        headers.insert(header::ACCEPT, HeaderValue::from_static("application/json"));
        headers.insert(header::USER_AGENT, HeaderValue::from_static(DEFAULT_USER_AGENT));
        Self {
            server,
            place: Place::default(),
            #[cfg(feature = "servers")]
            redirects: Vec::new(),
            #[cfg(feature = "uploads")]
            upload_hosts: UploadHosts::default(),
            login: Login::None,
            login_secrets: Arc::default(),
            #[cfg(feature = "security")]
            keyring: Keyring::default(),
            headers,
            #[cfg(feature = "client-wide")]
            client_wide: ClientWide::default(),
            timeout: None,
            max_response: MOST_BYTES,
            max_connections: MOST_AT_A_TIME,
            #[cfg(feature = "bodies")]
            gzip_above: None,
            request_id_header: DEFAULT_REQUEST_ID_HEADER,
            auto_retry_header: None,
            error_message_headers: &[],
            #[cfg(feature = "connections")]
            fresh_connection_after: None,
            retry: RetryPolicy::default(),
            transport: None,
            fault: None,
        }
    }

    /// Replaces scheme, host and port of the server's URL, for a proxy or a private address. A path in `url` goes
    /// in front of the server's own path.
    pub fn origin(mut self, url: impl Into<String>) -> Self {
        self.place.origin = Some(url.into());
        self
    }

    /// Replaces the server's URL as a whole, path and variables included.
    pub fn server_url(mut self, url: impl Into<String>) -> Self {
        self.place.server_url = Some(url.into());
        self
    }

    /// Makes [`build`](CoreBuilder::build) fail with this text, unless a mistake was made before: for settings that are
    /// checked outside.
    pub fn fault(mut self, text: impl Into<String>) -> Self {
        self.fault.get_or_insert_with(|| text.into());
        self
    }

    /// Keeps the first mistake until the client is made.
    fn keep<E: fmt::Display>(mut self, result: Result<(), E>) -> Self {
        if let Err(error) = result {
            self.fault.get_or_insert_with(|| error.to_string());
        }
        self
    }

    /// Sends this bearer token with each request. It is never renewed.
    pub fn token(mut self, token: impl Into<Secret>) -> Self {
        self.login = Login::Token(token.into());
        self
    }

    /// Sends a header with each request. An `authorization` set here takes the place of a token.
    pub fn header(mut self, name: &str, value: &str) -> Self {
        let added = caller_header(name, value).map(|(name, value)| {
            self.headers.insert(name, value);
        });
        self.keep(added)
    }

    /// Sets the `user-agent`; by default this crate's name and version. A client sets its own.
    pub fn user_agent(self, text: &str) -> Self {
        self.header(header::USER_AGENT.as_str(), text)
    }

    /// Limits each attempt of a call, from asking for a token to the last byte of the response; for a body that is read
    /// as it arrives, to the headers of the response, and then each wait for a piece of the body. The default is the
    /// limit that the operation specifies, or 60 s.
    pub fn timeout(mut self, limit: Duration) -> Self {
        self.timeout = Some(limit);
        self
    }

    /// Limits the bytes of a response that are kept in memory, as they are after decompression; 128 MiB by default, and
    /// `usize::MAX` is no limit. A success beyond the limit is an error. Of a failure the beginning is kept, at most 1
    /// MiB, unless its body has the results of single items. A response that is read as it arrives has no limit as a
    /// whole.
    pub fn max_response(mut self, bytes: usize) -> Self {
        self.max_response = bytes;
        self
    }

    /// Limits the requests that are under way at the same time, and so the connections that are in use; 256 by default.
    /// Others wait, within the time limit of their attempt. A response that is read as it arrives counts until it ends
    /// or is dropped. Requests for tokens and those of feeds, one for each partition, do not count.
    pub fn max_connections(mut self, most: usize) -> Self {
        self.max_connections = most;
        match most {
            0 => self.fault("`max_connections` must be at least 1"),
            _ => self,
        }
    }

    /// Compresses JSON bodies of more than this many bytes; never if it is `None`, which is the default: not every
    /// service accepts compressed requests.
    #[cfg(feature = "bodies")]
    pub fn gzip_above(mut self, bytes: Option<usize>) -> Self {
        self.gzip_above = bytes;
        self
    }

    /// The response header that holds the request's id. `x-request-id` by default.
    pub fn request_id_header(mut self, name: &'static str) -> Self {
        self.request_id_header = name;
        self
    }

    /// The response header whose value `true` means that a failed request may be sent again. None by default.
    pub fn auto_retry_header(mut self, name: &'static str) -> Self {
        self.auto_retry_header = Some(name);
        self
    }

    /// The response headers that say what went wrong, besides the body; the first one that is present counts. None by
    /// default.
    pub fn error_message_headers(mut self, names: &'static [&'static str]) -> Self {
        self.error_message_headers = names;
        self
    }

    /// Does not reuse a connection after such a response: see [`FreshConnectionAfter`]. It has no effect on a transport
    /// that is [given](CoreBuilder::transport).
    #[cfg(feature = "connections")]
    pub fn fresh_connection_after(mut self, responses: FreshConnectionAfter) -> Self {
        self.fresh_connection_after = Some(responses);
        self
    }

    /// How calls are repeated; [`RetryPolicy::new`] by default.
    pub fn retry(mut self, policy: RetryPolicy) -> Self {
        self.retry = policy;
        self
    }

    /// Sends requests this way rather than with an [`HttpTransport`] of its own. An `Arc` of one is a transport too,
    /// so that clients can share it.
    pub fn transport(mut self, transport: impl Transport) -> Self {
        self.transport = Some(Arc::new(transport));
        self
    }

    /// Makes the client. Nothing is sent yet.
    ///
    /// # Errors
    ///
    /// A server variable is missing or does not fit, a URL or header is malformed, a credential is for no scheme of the
    /// document or does not fit its own, or HTTP cannot be set up.
    pub fn build(self) -> Result<Core, BuildError> {
        let Self {
            server,
            place,
            #[cfg(feature = "servers")]
            redirects,
            #[cfg(feature = "uploads")]
            upload_hosts,
            login,
            login_secrets,
            #[cfg(feature = "security")]
            keyring,
            headers,
            #[cfg(feature = "client-wide")]
            client_wide,
            timeout,
            max_response,
            max_connections,
            #[cfg(feature = "bodies")]
            gzip_above,
            request_id_header,
            auto_retry_header,
            error_message_headers,
            #[cfg(feature = "connections")]
            fresh_connection_after,
            retry,
            transport,
            fault,
        } = self;
        if let Some(fault) = fault {
            return Err(BuildError::new(fault));
        }
        let places = Places {
            main: server.resolve(&place)?,
            #[cfg(feature = "uploads")]
            documented: server.documented(&place),
            #[cfg(feature = "servers")]
            place,
            #[cfg(feature = "servers")]
            redirects,
            #[cfg(feature = "uploads")]
            upload_hosts,
        };
        let transport = match transport {
            Some(transport) => transport,
            #[cfg(feature = "connections")]
            None => Arc::new(match fresh_connection_after {
                Some(responses) => HttpTransport::fresh_after(responses)?,
                None => HttpTransport::new()?,
            }),
            #[cfg(not(feature = "connections"))]
            None => Arc::new(HttpTransport::new()?),
        };
        let auth = Auth::new(login, &transport, timeout.unwrap_or(DEFAULT_TIMEOUT))?;
        let header_name = |name: &'static str| {
            HeaderName::from_bytes(name.as_bytes())
                .map_err(|error| BuildError::because(format!("the name of a header, {name:?}"), error))
        };
        let inner = CoreInner {
            places,
            transport,
            auth,
            login_secrets,
            #[cfg(feature = "security")]
            keyring,
            headers,
            #[cfg(feature = "client-wide")]
            client_wide,
            timeout,
            max_response,
            gate: Gate::new(max_connections),
            #[cfg(feature = "bodies")]
            gzip_above,
            request_id_header: header_name(request_id_header)?,
            auto_retry_header: auto_retry_header.map(header_name).transpose()?,
            error_message_headers: error_message_headers
                .iter()
                .copied()
                .map(header_name)
                .collect::<Result<_, _>>()?,
            retry,
            budget: Budget::new(),
        };
        Ok(Core { inner: Arc::new(inner) })
    }
}

/// Without headers and tokens.
impl fmt::Debug for CoreBuilder {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("CoreBuilder")
            .field("server", &self.server)
            .field("timeout", &self.timeout.unwrap_or(DEFAULT_TIMEOUT))
            .finish_non_exhaustive()
    }
}
