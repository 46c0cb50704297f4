use std::sync::Arc;

use bytes::Bytes;
use http::{HeaderMap, HeaderValue, Method, header};

#[cfg(feature = "bodies")]
use super::compress::compress;
#[cfg(feature = "security")]
use super::keys::Keyed;
#[cfg(feature = "sources")]
use crate::runtime::Source;
use crate::runtime::auth::{Bearer, Carried, OfCall, may_be_secret};
use crate::runtime::call::info::OperationInfo;
use crate::runtime::call::operation::Call;
use crate::runtime::call::request::{Request, RequestFault};
use crate::runtime::call::server::Target;

/// A request as it goes out, but for the token.
pub(super) struct Prepared {
    pub(super) method: Method,
    pub(super) target: Target,
    pub(super) headers: HeaderMap,
    pub(super) body: Bytes,
    /// What is read while it is sent, in place of the body.
    #[cfg(feature = "sources")]
    pub(super) source: Option<Source>,
    pub(super) needs_token: bool,
    /// Its credentials but for the token.
    pub(super) carried: Carried,
}

impl Prepared {
    pub(super) fn new(call: &Call, info: OperationInfo, request: &Request) -> Result<Self, RequestFault> {
        let core = &*call.core().inner;
        let method = Method::from_bytes(info.method.as_bytes())
            .map_err(|_| RequestFault(format!("{:?} is not an HTTP method", info.method)))?;
        #[cfg(feature = "servers")]
        let destination = core.places.of(request.server)?;
        #[cfg(not(feature = "servers"))]
        let destination = core.places.own();
        #[cfg(feature = "client-wide")]
        let request = &request.with_client(&core.client_wide, destination.is_trusted)?;
        let target = request.target(info.path)?;
        let base = destination.base;
        #[cfg(feature = "paging")]
        let (target, base) = match call.place() {
            Some(place) => place.turn(target, base)?,
            None => (target, base),
        };
        let headers = headers(call, request, destination.is_trusted)?;
        #[cfg(not(feature = "security"))]
        let needs_token = core.auth.has_token();
        #[cfg(feature = "security")]
        let Keyed {
            target,
            headers,
            needs_token,
            query,
        } = Keyed::new(core, request, destination.is_trusted, target, headers);
        let needs_token = destination.is_trusted && needs_token && !headers.contains_key(header::AUTHORIZATION);
        let target = base.join(&target)?;
        let carried = Carried::new(OfCall {
            headers: secret_ones(&headers),
            #[cfg(feature = "security")]
            query,
            login: Arc::clone(&core.login_secrets),
            #[cfg(feature = "uploads")]
            url: None,
        });
        let body = request.body_bytes();
        #[cfg(feature = "bodies")]
        let (body, headers) = compress(body, core.gzip_above, headers);
        #[cfg(feature = "sources")]
        let is_read_later = request.source.is_some();
        #[cfg(not(feature = "sources"))]
        let is_read_later = false;
        let headers = match is_read_later {
            true => headers,
            false => with_length(&method, &body, headers),
        };
        Ok(Self {
            #[cfg(feature = "sources")]
            source: request.source.clone(),
            method,
            target,
            headers,
            body,
            needs_token,
            carried,
        })
    }

    /// Whether it can be sent, or sent again: a body that can be read only once is not used yet.
    pub(super) fn is_ready(&self) -> bool {
        #[cfg(feature = "sources")]
        if let Some(source) = &self.source {
            return source.is_ready();
        }
        true
    }

    pub(super) fn request(&self, bearer: &Bearer) -> http::Request<Bytes> {
        let mut request = http::Request::new(self.body.clone());
        *request.method_mut() = self.method.clone();
        *request.uri_mut() = self.target.uri.clone();
        *request.headers_mut() = self.headers.clone();
        if let Some(value) = bearer.header() {
            request.headers_mut().insert(header::AUTHORIZATION, value.clone());
        }
        request
    }
}

/// The client's headers, those of the operation and those of the call; the later ones count. Where credentials must not
/// go, none of the client's go that the caller has set, because any may be one; those of this very call are meant.
fn headers(call: &Call, request: &Request, is_trusted: bool) -> Result<HeaderMap, RequestFault> {
    let call_headers = call.headers().map_err(|fault| RequestFault(fault.to_owned()))?;
    let client = &call.core().inner.headers;
    let mut headers = HeaderMap::new();
    match is_trusted {
        true => headers.clone_from(client),
        false => headers.extend(
            client
                .get(header::USER_AGENT)
                .cloned()
                .map(|value| (header::USER_AGENT, value)),
        ),
    }
    request.add_headers(&mut headers);
    for (name, value) in call_headers {
        headers.insert(name.clone(), value.clone());
    }
    Ok(headers)
}

/// Sends `content-length: 0` where there could be a body and is none: many servers refuse a POST without it (411), and
/// HTTP libraries leave it to their callers (RFC 9110, 8.6).
pub(super) fn with_length(method: &Method, body: &Bytes, mut headers: HeaderMap) -> HeaderMap {
    if body.is_empty() && [Method::POST, Method::PUT, Method::PATCH, Method::QUERY].contains(method) {
        headers.insert(header::CONTENT_LENGTH, HeaderValue::from_static("0"));
    }
    headers
}

/// The headers that may hold a credential.
fn secret_ones(headers: &HeaderMap) -> HeaderMap {
    let all = headers.iter().filter(|(name, value)| may_be_secret(name, value));
    all.map(|(name, value)| (name.clone(), value.clone())).collect()
}
