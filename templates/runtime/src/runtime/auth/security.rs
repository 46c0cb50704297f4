use http::{HeaderMap, HeaderName, HeaderValue, header};

use crate::runtime::Secret;
use crate::runtime::codec::encode;
use crate::runtime::encode::escape;

/// A security scheme that the API's document declares.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Scheme {
    /// Its name in the document, by which requirements refer to it.
    pub name: &'static str,
    /// How it is sent.
    pub kind: SchemeKind,
}

/// How a credential is sent.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SchemeKind {
    /// The client's bearer token, wherever it comes from: `http` with `bearer`, `oauth2`, `openIdConnect`.
    Bearer,
    /// User and password: `http` with `basic`.
    Basic,
    /// A key in the header of this name.
    Header(&'static str),
    /// A key in the query, under this name.
    Query(&'static str),
    /// A key in the cookie of this name.
    Cookie(&'static str),
}

/// Requirements of a document: one of the lists has to be met, with all schemes that it names. An empty list
/// means that nothing is needed.
pub(crate) type Alternatives = &'static [&'static [&'static str]];

/// A credential in the form in which it is sent.
pub(crate) enum Key {
    Header(HeaderName, HeaderValue),
    /// Name and value, both encoded.
    Query(String, String),
    /// The whole pair.
    Cookie(String),
}

/// The credentials of a client but for its token, and when they are needed.
#[derive(Default)]
pub(crate) struct Keyring {
    pub(crate) schemes: &'static [Scheme],
    pub(crate) default: Option<Alternatives>,
    keys: Vec<(&'static str, Key)>,
}

/// What one request carries.
pub(crate) struct Chosen<'a> {
    pub(crate) token: bool,
    pub(crate) keys: Vec<&'a Key>,
}

impl Keyring {
    /// The credentials for a request that has these requirements of its own, if any, and these headers.
    ///
    /// - Nothing is required anywhere: everything that the caller has given. Documents often leave it out.
    /// - The first requirement that can be met in full. That nothing is needed counts last: whoever gives a
    ///   credential wants it to be used.
    /// - None can be met: nothing is sent, least of all half of one, and the service reports what is missing. Only the
    ///   token is sent anyway if the document declares no scheme for tokens, because then the caller knows better.
    pub(crate) fn choose(&self, own: Option<Alternatives>, has_token: bool, headers: &HeaderMap) -> Chosen<'_> {
        let Some(alternatives) = own.or(self.default) else {
            return self.chosen(has_token, |_| true);
        };
        let mut is_needed = !alternatives.is_empty();
        for names in alternatives {
            if names.is_empty() {
                is_needed = false;
            } else if names.iter().all(|name| self.has(name, has_token, headers)) {
                let token = names.iter().any(|name| self.kind(name) == Some(SchemeKind::Bearer));
                return self.chosen(token, |name| names.contains(&name));
            }
        }
        let is_unknown = !self.schemes.iter().any(|scheme| scheme.kind == SchemeKind::Bearer);
        self.chosen(has_token && is_needed && is_unknown, |_| false)
    }

    fn chosen(&self, token: bool, is_needed: impl Fn(&str) -> bool) -> Chosen<'_> {
        let keys = self.keys.iter().filter(|(name, _)| is_needed(name));
        Chosen {
            token,
            keys: keys.map(|(_, key)| key).collect(),
        }
    }

    /// Whether there is a credential for this scheme. A header that the caller has set counts as one.
    fn has(&self, name: &str, has_token: bool, headers: &HeaderMap) -> bool {
        let header = match self.kind(name) {
            Some(SchemeKind::Bearer) if has_token => return true,
            Some(SchemeKind::Bearer | SchemeKind::Basic) => header::AUTHORIZATION.as_str(),
            Some(SchemeKind::Header(header)) => header,
            Some(SchemeKind::Query(_) | SchemeKind::Cookie(_)) => "",
            None => return false,
        };
        headers.contains_key(header) || self.keys.iter().any(|(known, _)| *known == name)
    }

    fn kind(&self, name: &str) -> Option<SchemeKind> {
        let scheme = self.schemes.iter().find(|scheme| scheme.name == name)?;
        Some(scheme.kind)
    }
}

// Only a client that takes such credentials has this compiled. No message holds the credential.
impl Keyring {
    /// Adds a key for the scheme of this name.
    #[inline]
    pub(crate) fn add_key(&mut self, name: &str, key: &Secret) -> Result<(), String> {
        self.add(name, |kind| match kind {
            SchemeKind::Bearer => Err("it takes a token, not a key".to_owned()),
            SchemeKind::Basic => Err("it takes a user and a password, not a key".to_owned()),
            SchemeKind::Header(name) => in_header(name, key.expose()),
            SchemeKind::Query(name) => Ok(Key::Query(escape(name), escape(key.expose()))),
            SchemeKind::Cookie(name) => in_cookie(name, key.expose()),
        })
    }

    /// Adds a user and a password for the scheme of this name.
    #[inline]
    pub(crate) fn add_basic(&mut self, name: &str, user: &str, password: &Secret) -> Result<(), String> {
        self.add(name, |kind| match kind {
            SchemeKind::Basic if user.contains(':') => Err("a user cannot have a colon".to_owned()),
            SchemeKind::Basic => {
                let pair = encode(format!("{user}:{}", password.expose()).as_bytes());
                in_header(header::AUTHORIZATION.as_str(), &format!("Basic {pair}"))
            }
            _ => Err("it does not take a user and a password".to_owned()),
        })
    }

    #[inline]
    fn add(&mut self, name: &str, make: impl FnOnce(SchemeKind) -> Result<Key, String>) -> Result<(), String> {
        let made = match self.schemes.iter().find(|scheme| scheme.name == name) {
            Some(scheme) => make(scheme.kind).map(|key| (scheme.name, key)),
            None if self.schemes.is_empty() => Err("the document has none".to_owned()),
            None => {
                let names: Vec<&str> = self.schemes.iter().map(|scheme| scheme.name).collect();
                Err(format!(
                    "the document has no such scheme; there are: {}",
                    names.join(", ")
                ))
            }
        };
        let (name, key) = made.map_err(|reason| format!("security scheme {name}: {reason}"))?;
        self.keys.retain(|(known, _)| *known != name);
        self.keys.push((name, key));
        Ok(())
    }
}

#[inline]
fn in_header(name: &str, text: &str) -> Result<Key, String> {
    let name = HeaderName::from_bytes(name.as_bytes()).map_err(|_| format!("{name:?} is not the name of a header"))?;
    let mut value = HeaderValue::try_from(text).map_err(|_| "the key has characters that a header cannot carry")?;
    value.set_sensitive(true);
    Ok(Key::Header(name, value))
}

/// What RFC 6265 allows. Nothing is encoded, for not every service would decode it.
#[inline]
fn in_cookie(name: &str, text: &str) -> Result<Key, String> {
    let is_fit = |byte| byte == b'!' || (b'#'..=b'~').contains(&byte) && !matches!(byte, b',' | b';' | b'\\');
    match text.bytes().all(is_fit) {
        true => Ok(Key::Cookie(format!("{name}={text}"))),
        false => Err("the key has characters that a cookie cannot carry".to_owned()),
    }
}
