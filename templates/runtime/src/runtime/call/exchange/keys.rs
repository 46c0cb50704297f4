//! The credentials of a request, and whether it needs a token.

use http::{HeaderMap, HeaderValue, header};

use crate::runtime::auth::Key;
use crate::runtime::call::core::CoreInner;
use crate::runtime::call::request::{Request, push_pair};

/// A request with the credentials that the client has for it, but for the token.
pub(super) struct Keyed {
    pub(super) target: String,
    pub(super) headers: HeaderMap,
    pub(super) needs_token: bool,
    /// Keys in the query, encoded.
    pub(super) query: Vec<String>,
}

impl Keyed {
    /// Nothing is added for a server that must not get credentials.
    pub(super) fn new(
        core: &CoreInner,
        request: &Request,
        is_trusted: bool,
        target: String,
        headers: HeaderMap,
    ) -> Self {
        let mut keyed = Self {
            target,
            headers,
            needs_token: false,
            query: Vec::new(),
        };
        if !is_trusted {
            return keyed;
        }
        #[cfg(feature = "client-wide")]
        keyed.query.extend(core.client_wide.values_of_query());
        let chosen = core
            .keyring
            .choose(request.security, core.auth.has_token(), &keyed.headers);
        keyed.needs_token = chosen.token;
        for key in chosen.keys {
            carry(key, &mut keyed.target, &mut keyed.headers);
            if let Key::Query(_, value) = key {
                keyed.query.push(value.clone());
            }
        }
        keyed
    }
}

/// Puts a credential where it belongs, unless something is there already: what the caller has put there, or the service
/// in the URL of the next page.
fn carry(key: &Key, target: &mut String, headers: &mut HeaderMap) {
    match key {
        Key::Header(name, value) => {
            headers.entry(name).or_insert_with(|| value.clone());
        }
        Key::Query(name, value) => {
            if !has_query(target, name) {
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

/// Whether there is a query parameter of this name, encoded.
fn has_query(target: &str, name: &str) -> bool {
    let query = target.split_once('?').map_or("", |(_, query)| query);
    let mut pairs = query.split('&');
    pairs.any(|pair| pair.strip_prefix(name).is_some_and(|rest| rest.starts_with('=')))
}
