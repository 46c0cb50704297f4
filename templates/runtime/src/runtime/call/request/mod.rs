//! The arguments of a call on their way into an HTTP request.

#[cfg(feature = "bodies")]
mod bodies;
mod caller_header;
#[cfg(feature = "client-wide")]
mod client_wide;
#[cfg(feature = "limits")]
mod excess;
mod fault;
#[cfg(feature = "forms")]
mod forms;
#[cfg(feature = "parameters")]
mod parameters;

use std::fmt;

use bytes::Bytes;
use http::header::{ACCEPT, COOKIE};
use http::{HeaderMap, HeaderName, HeaderValue};

#[cfg(feature = "client-wide")]
use super::client_wide::Open;
#[cfg(feature = "servers")]
use super::server::Server;
use super::template;
#[cfg(feature = "sources")]
use crate::runtime::Source;
#[cfg(feature = "security")]
use crate::runtime::auth::Alternatives;
pub(super) use caller_header::caller_header;
#[cfg(feature = "limits")]
pub(super) use excess::Excess;
pub(super) use fault::RequestFault;

/// The arguments of a call, written as the API requires them.
///
/// A `None` is not sent. Errors are kept, and come out when the request is sent: the first one is the call's error,
/// and [`CallError::is_request`](crate::runtime::CallError::is_request) holds for it.
#[derive(Clone, Default)]
pub struct Request {
    path: Vec<(String, String)>,
    query: Vec<String>,
    headers: HeaderMap,
    cookies: Vec<String>,
    body: Option<Bytes>,
    /// What is read while it is sent, in place of the body.
    #[cfg(feature = "sources")]
    pub(super) source: Option<Source>,
    fault: Option<String>,
    /// Parameters that the client may have values for.
    #[cfg(feature = "client-wide")]
    open: Vec<Open>,
    #[cfg(feature = "limits")]
    excess: Option<Excess>,
    /// What the operation requires, in place of what all do.
    #[cfg(feature = "security")]
    pub(super) security: Option<Alternatives>,
    /// Where the operation is, in place of where all are.
    #[cfg(feature = "servers")]
    pub(super) server: Option<Server>,
}

impl Request {
    /// A request without arguments.
    pub fn new() -> Self {
        Self::default()
    }

    /// Says which credentials the operation requires, in place of the
    /// [default](crate::runtime::CoreBuilder::default_security). `&[]` and `&[&[]]` mean that none are sent.
    #[cfg(feature = "security")]
    pub fn security(mut self, alternatives: &'static [&'static [&'static str]]) -> Self {
        self.security = Some(alternatives);
        self
    }

    /// Says that the operation has a server of its own: its URL with holes, and their defaults. Without scheme and
    /// host, it is on the host of the client's server. What the caller has set for the server counts more, see
    /// [`redirect_server`](crate::runtime::CoreBuilder::redirect_server).
    #[cfg(feature = "servers")]
    pub fn server(mut self, template: &'static str, variables: &'static [(&'static str, &'static str)]) -> Self {
        self.server = Some(Server { template, variables });
        self
    }

    /// Asks for these media types, in place of `application/json`.
    pub fn accept(mut self, media_types: &str) -> Self {
        if let Some(value) = self.keep(|| "accept".to_owned(), HeaderValue::from_str(media_types)) {
            self.headers.insert(ACCEPT, value);
        }
        self
    }

    /// By how much it is larger than the service takes.
    #[cfg(feature = "limits")]
    pub(super) fn excess(&self) -> Option<Excess> {
        self.excess
    }

    fn keep<T, E: fmt::Display>(&mut self, place: impl Fn() -> String, result: Result<T, E>) -> Option<T> {
        result
            .map_err(|error| self.fault.get_or_insert_with(|| format!("{}: {error}", place())))
            .ok()
    }

    /// The path and query for this template, or what is wrong with the request.
    pub(crate) fn target(&self, template: &str) -> Result<String, RequestFault> {
        if let Some(fault) = &self.fault {
            return Err(RequestFault(fault.clone()));
        }
        let mut target = template::fill_path(template, &self.path, "path parameter").map_err(RequestFault)?;
        for pair in &self.query {
            push_pair(&mut target, pair);
        }
        Ok(target)
    }

    /// Adds its headers to others, in place of those of the same name.
    pub(super) fn add_headers(&self, headers: &mut HeaderMap) {
        for (name, value) in &self.headers {
            headers.insert(name.clone(), value.clone());
        }
        // The pairs are percent-encoded, so this is always a valid value.
        if !self.cookies.is_empty()
            && let Ok(mut value) = HeaderValue::try_from(self.cookies.join("; "))
        {
            value.set_sensitive(true);
            headers.insert(COOKIE, value);
        }
    }

    /// The same request with another body of the same kind.
    #[cfg(feature = "bulk")]
    pub(crate) fn with_body(mut self, body: Bytes) -> Self {
        self.body = Some(body);
        self
    }

    pub(crate) fn body_bytes(&self) -> Bytes {
        self.body.clone().unwrap_or_default()
    }
}

/// Adds a pair to a path. Some documents have a fixed query in the path itself.
pub(super) fn push_pair(target: &mut String, pair: &str) {
    target.push(if target.contains('?') { '&' } else { '?' });
    target.push_str(pair);
}

/// Names only: the values may be confidential.
impl fmt::Debug for Request {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let names: Vec<&HeaderName> = self.headers.keys().collect();
        let path: Vec<&str> = self.path.iter().map(|(name, _)| name.as_str()).collect();
        f.debug_struct("Request")
            .field("path", &path)
            .field("headers", &names)
            .field("body_bytes", &self.body.as_ref().map(Bytes::len))
            .field("fault", &self.fault)
            .finish_non_exhaustive()
    }
}
