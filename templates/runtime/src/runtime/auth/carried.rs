//! The credentials that one request carried, so that they can be taken out of what comes back.
//!
//! Collecting them costs nothing but counted pointers; they are taken apart only when an error is made.

use std::fmt;
use std::sync::Arc;

use http::{HeaderMap, HeaderName, HeaderValue, header};
#[cfg(any(feature = "security", feature = "uploads"))]
use percent_encoding::percent_decode_str;
#[cfg(feature = "uploads")]
use url::Url;

use super::redact::{LONG, Redactor};
use crate::runtime::Secret;
use crate::runtime::codec::decode;

/// The credentials of one request. Its `Debug` shows no secret.
#[derive(Clone, Default)]
pub(crate) struct Carried {
    call: Option<Arc<OfCall>>,
    bearer: Option<HeaderValue>,
}

/// What all attempts of a call carry.
#[derive(Default)]
pub(crate) struct OfCall {
    /// Those that may be secret.
    pub(crate) headers: HeaderMap,
    /// Keys in the query, encoded.
    #[cfg(feature = "security")]
    pub(crate) query: Vec<String>,
    /// What the client logs in with. A request may repeat it in its body.
    pub(crate) login: Arc<[Secret]>,
    /// A URL that is a credential itself.
    #[cfg(feature = "uploads")]
    pub(crate) url: Option<Url>,
}

impl OfCall {
    fn is_empty(&self) -> bool {
        #[cfg(feature = "security")]
        if !self.query.is_empty() {
            return false;
        }
        #[cfg(feature = "uploads")]
        if self.url.is_some() {
            return false;
        }
        self.headers.is_empty() && self.login.is_empty()
    }
}

impl Carried {
    pub(crate) fn new(call: OfCall) -> Self {
        Self {
            call: (!call.is_empty()).then(|| Arc::new(call)),
            bearer: None,
        }
    }

    /// The same with the token of an attempt.
    pub(crate) fn with(&self, bearer: Option<&HeaderValue>) -> Self {
        Self {
            call: self.call.clone(),
            bearer: bearer.cloned(),
        }
    }

    /// What takes them out of a response.
    pub(crate) fn redactor(&self) -> Redactor {
        let mut secrets = Vec::new();
        if let Some(bearer) = &self.bearer {
            authorization(&text(bearer), &mut secrets);
        }
        if let Some(call) = &self.call {
            for (name, value) in &call.headers {
                of_header(name, &text(value), &mut secrets);
            }
            #[cfg(feature = "security")]
            secrets.extend(call.query.iter().map(|key| decoded(key)));
            secrets.extend(call.login.iter().map(|secret| secret.expose().to_owned()));
            #[cfg(feature = "uploads")]
            if let Some(url) = &call.url {
                of_url(url, &mut secrets);
            }
        }
        Redactor::new(secrets)
    }
}

impl fmt::Debug for Carried {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Carried(…)")
    }
}

/// Headers whose values are not secret, whoever sets them; a `-` at the end stands for any continuation.
const PUBLIC: [&str; 29] = [
    "accept",
    "accept-",
    "baggage",
    "cache-control",
    "connection",
    "content-",
    "date",
    "dnt",
    "expect",
    "forwarded",
    "host",
    "idempotency-key",
    "if-",
    "keep-alive",
    "origin",
    "pragma",
    "prefer",
    "priority",
    "range",
    "referer",
    "te",
    "traceparent",
    "tracestate",
    "transfer-encoding",
    "upgrade",
    "user-agent",
    "x-correlation-id",
    "x-forwarded-",
    "x-request-id",
];

/// Parts of a header's name that suggest that its value is a credential.
const SOUNDS_SECRET: [&str; 10] = [
    "auth", "cookie", "cred", "jwt", "key", "pass", "secret", "session", "sign", "token",
];

/// Whether the value of this header may be a credential. Those of the caller are marked as sensitive.
pub(crate) fn may_be_secret(name: &HeaderName, value: &HeaderValue) -> bool {
    let name = name.as_str();
    let is = |public: &&str| name == *public || (public.ends_with('-') && name.starts_with(*public));
    !PUBLIC.iter().any(is) && (value.is_sensitive() || sounds_secret(name))
}

fn sounds_secret(name: &str) -> bool {
    SOUNDS_SECRET.iter().any(|word| name.contains(word))
}

fn of_header(name: &HeaderName, value: &str, secrets: &mut Vec<String>) {
    match *name {
        header::AUTHORIZATION | header::PROXY_AUTHORIZATION => authorization(value, secrets),
        header::COOKIE => {
            let values = value.split(';').map(|pair| pair.split_once('=').map_or(pair, second));
            secrets.extend(values.map(|value| value.trim().trim_matches('"').to_owned()));
        }
        _ if sounds_secret(name.as_str()) => authorization(value, secrets),
        // Any header of the caller may hold a credential, but a short one hardly does.
        _ if value.chars().count() >= LONG => secrets.push(value.to_owned()),
        _ => {}
    }
}

/// What follows the scheme: the whole, the password of a pair in base64, and the values of a list (`a="b", c="d"`).
fn authorization(value: &str, secrets: &mut Vec<String>) {
    let (scheme, rest) = value.trim().split_once(' ').unwrap_or(("", value));
    let rest = rest.trim();
    if scheme.eq_ignore_ascii_case("basic") {
        let pair = decode(rest.as_bytes()).ok();
        let pair = pair.map(|pair| String::from_utf8_lossy(&pair).into_owned());
        if let Some((_, password)) = pair.as_deref().and_then(|pair| pair.split_once(':')) {
            secrets.push(password.to_owned());
        }
        secrets.push(rest.trim_end_matches('=').to_owned());
    }
    if rest.contains(',') {
        let values = rest.split(',').filter_map(|pair| pair.split_once('=').map(second));
        secrets.extend(values.map(|value| value.trim().trim_matches('"').to_owned()));
    }
    secrets.push(rest.to_owned());
}

/// The URL, and what of it makes it a credential: the query with its values, and long segments of the path.
#[cfg(feature = "uploads")]
fn of_url(url: &Url, secrets: &mut Vec<String>) {
    secrets.push(url.as_str().to_owned());
    let path = url.path();
    if let Some(query) = url.query() {
        secrets.extend([query.to_owned(), format!("{path}?{query}")]);
        let values = query.split('&').filter_map(|pair| pair.split_once('='));
        secrets.extend(values.flat_map(|(_, value)| [value.to_owned(), decoded(value)]));
    }
    let long = path.split('/').filter(|segment| segment.len() >= LONG);
    secrets.extend(long.map(decoded));
}

fn second<'a>((_, value): (&str, &'a str)) -> &'a str {
    value
}

/// A header need not be UTF-8; a byte is a character then.
fn text(value: &HeaderValue) -> String {
    let bytes = value.as_bytes();
    let latin = || bytes.iter().copied().map(char::from).collect();
    std::str::from_utf8(bytes).map_or_else(|_| latin(), str::to_owned)
}

#[cfg(any(feature = "security", feature = "uploads"))]
fn decoded(text: &str) -> String {
    percent_decode_str(text).decode_utf8_lossy().into_owned()
}
