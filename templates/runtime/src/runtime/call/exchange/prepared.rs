use std::io::Write;

use bytes::Bytes;
use flate2::Compression;
use flate2::write::GzEncoder;
use http::uri::InvalidUri;
use http::{HeaderMap, HeaderValue, Method, header};
use url::Url;

use crate::runtime::auth::{Bearer, Carried, Key, OfCall, may_be_secret};
use crate::runtime::call::info::OperationInfo;
use crate::runtime::call::operation::Call;
use crate::runtime::call::request::RequestFault;
use crate::runtime::call::request::{Request, push_pair};
use crate::runtime::call::server::Target;
use crate::runtime::encode::is_json;
use crate::runtime::transport::ParsedUrl;

/// A request as it goes out, but for the token.
pub(super) struct Prepared {
    method: Method,
    target: Target,
    headers: HeaderMap,
    body: Bytes,
    pub(super) needs_token: bool,
    /// Its credentials but for the token.
    pub(super) carried: Carried,
}

impl Prepared {
    pub(super) fn new(call: &Call, info: OperationInfo, request: &Request) -> Result<Self, RequestFault> {
        let core = &*call.core().inner;
        let method = Method::from_bytes(info.method.as_bytes())
            .map_err(|_| RequestFault(format!("{:?} is not an HTTP method", info.method)))?;
        let mut target = request.target(info.path)?;
        let destination = core.places.of(request.server)?;
        let mut headers = headers(call, request, destination.is_trusted)?;
        let (mut needs_token, mut query) = (false, Vec::new());
        if destination.is_trusted {
            let chosen = core.keyring.choose(request.security, &headers);
            for key in chosen.keys {
                carry(key, request, &mut target, &mut headers);
                if let Key::Query(_, value) = key {
                    query.push(value.clone());
                }
            }
            needs_token = chosen.token && !headers.contains_key(header::AUTHORIZATION);
        }
        let target = destination.base.join(&target)?;
        let carried = Carried::new(OfCall {
            headers: secret_ones(&headers),
            query,
            login: core.credentials.clone(),
            url: None,
        });
        let body = compress(request.body_bytes(), core.gzip_above, &mut headers);
        Ok(Self {
            method,
            target,
            headers,
            body,
            needs_token,
            carried,
        })
    }

    /// A request to another place, without credentials but for those in its URL.
    pub(super) fn elsewhere(method: Method, url: Url, headers: HeaderMap, body: Bytes) -> Result<Self, InvalidUri> {
        Ok(Self {
            method,
            target: Target {
                uri: url.as_str().parse()?,
                url: url.clone(),
            },
            headers,
            body,
            needs_token: false,
            carried: Carried::new(OfCall {
                url: Some(url),
                ..OfCall::default()
            }),
        })
    }

    pub(super) fn request(&self, bearer: &Bearer) -> http::Request<Bytes> {
        let mut request = http::Request::new(self.body.clone());
        *request.method_mut() = self.method.clone();
        *request.uri_mut() = self.target.uri.clone();
        request.extensions_mut().insert(ParsedUrl(self.target.url.clone()));
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

/// The headers that may hold a credential.
fn secret_ones(headers: &HeaderMap) -> HeaderMap {
    let all = headers.iter().filter(|(name, value)| may_be_secret(name, value));
    all.map(|(name, value)| (name.clone(), value.clone())).collect()
}

/// Puts a credential where it belongs, unless the caller has put something there himself.
fn carry(key: &Key, request: &Request, target: &mut String, headers: &mut HeaderMap) {
    match key {
        Key::Header(name, value) => {
            headers.entry(name).or_insert_with(|| value.clone());
        }
        Key::Query(name, value) => {
            if !request.has_query(name) {
                push_pair(target, &format!("{name}={value}"));
            }
        }
        Key::Cookie(pair) => {
            let before = headers
                .get(header::COOKIE)
                .map(|value| [value.as_bytes(), b"; "].concat());
            let all = [before.as_deref().unwrap_or_default(), pair.as_bytes()].concat();
            // Made of what are header values already.
            if let Ok(mut value) = HeaderValue::try_from(all) {
                value.set_sensitive(true);
                headers.insert(header::COOKIE, value);
            }
        }
    }
}

/// Compresses a JSON body above the threshold, unless it is compressed already or would not get smaller. Files mostly
/// are, and the code that takes forms apart in services mostly knows nothing of compression.
fn compress(body: Bytes, above: Option<usize>, headers: &mut HeaderMap) -> Bytes {
    let content_type = headers.get(header::CONTENT_TYPE).and_then(|value| value.to_str().ok());
    let is_fit = content_type.is_some_and(is_json) && !headers.contains_key(header::CONTENT_ENCODING);
    if !is_fit || above.is_none_or(|above| body.len() <= above) {
        return body;
    }
    let mut encoder = GzEncoder::new(Vec::with_capacity(body.len() / 4), Compression::fast());
    match encoder.write_all(&body).and_then(|()| encoder.finish()) {
        Ok(small) if small.len() < body.len() => {
            headers.insert(header::CONTENT_ENCODING, HeaderValue::from_static("gzip"));
            small.into()
        }
        // Writing to memory does not fail; if it did, the plain body would be as good.
        Ok(_) | Err(_) => body,
    }
}
