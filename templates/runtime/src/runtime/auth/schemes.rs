use std::fmt;

use http::{HeaderMap, HeaderName, HeaderValue, header};

use crate::runtime::encode::escape;
use crate::runtime::values::base64_text;
use crate::runtime::{BuildError, Secret};

/// A security scheme that the API's document declares.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Scheme {
    /// Its name in the document, by which requirements speak of it.
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

/// Requirements of a document: one of the lists has to be met, with all schemes that it names. A list without any
/// says that nothing is needed.
pub(crate) type Alternatives = &'static [&'static [&'static str]];

/// What the caller has given for the scheme of this name.
pub(crate) enum Given {
    ApiKey(String, Secret),
    Basic(String, String, Secret),
}

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
    pub(crate) keys: Vec<(&'static str, Key)>,
    pub(crate) has_token: bool,
}

/// What one request carries.
pub(crate) struct Chosen<'a> {
    pub(crate) token: bool,
    pub(crate) keys: Vec<&'a Key>,
}

impl Keyring {
    /// Finds the scheme that a credential is meant for.
    pub(crate) fn add(&mut self, given: Given) -> Result<(), BuildError> {
        let (name, made) = match &given {
            Given::ApiKey(name, key) => (name, self.kind(name).and_then(|kind| api_key(kind, key))),
            Given::Basic(name, user, password) => (name, self.kind(name).and_then(|kind| basic(kind, user, password))),
        };
        let key = made.map_err(|reason| BuildError::new(format!("security scheme {name}: {reason}")))?;
        if let Some(scheme) = self.schemes.iter().find(|scheme| scheme.name == name) {
            self.keys.retain(|(known, _)| *known != scheme.name);
            self.keys.push((scheme.name, key));
        }
        Ok(())
    }

    fn kind(&self, name: &str) -> Result<SchemeKind, String> {
        let scheme = self.schemes.iter().find(|scheme| scheme.name == name);
        scheme.map(|scheme| scheme.kind).ok_or_else(|| {
            let names: Vec<&str> = self.schemes.iter().map(|scheme| scheme.name).collect();
            match names.is_empty() {
                true => "the document has none".to_owned(),
                false => format!("the document has no such scheme; there are: {}", names.join(", ")),
            }
        })
    }

    /// The credentials for a request that has these requirements of its own, if any, and these headers.
    ///
    /// - Nothing is required anywhere: everything that the caller has given. Documents forget to say it.
    /// - The first requirement that can be met in full. That nothing is needed counts last: who gives a credential wants
    ///   it used.
    /// - None can be met: nothing is sent, least of all half of one, and the service says what it misses. Only the token
    ///   goes all the same if the document knows no scheme for tokens, because then the caller knows better.
    pub(crate) fn choose(&self, own: Option<Alternatives>, headers: &HeaderMap) -> Chosen<'_> {
        let Some(alternatives) = own.or(self.default) else {
            return Chosen {
                token: self.has_token,
                keys: self.keys.iter().map(|(_, key)| key).collect(),
            };
        };
        let is_met = |names: &&&[&str]| !names.is_empty() && names.iter().all(|name| self.has(name, headers));
        let Some(names) = alternatives.iter().find(is_met) else {
            let is_needed = !alternatives.iter().any(|names| names.is_empty()) && !alternatives.is_empty();
            let is_unknown = !self.schemes.iter().any(|scheme| scheme.kind == SchemeKind::Bearer);
            return Chosen {
                token: self.has_token && is_needed && is_unknown,
                keys: Vec::new(),
            };
        };
        let keys = self.keys.iter().filter(|(name, _)| names.contains(name));
        Chosen {
            token: names.iter().any(|name| self.kind(name) == Ok(SchemeKind::Bearer)),
            keys: keys.map(|(_, key)| key).collect(),
        }
    }

    /// Whether there is a credential for this scheme. A header that the caller has set himself is as good.
    fn has(&self, name: &str, headers: &HeaderMap) -> bool {
        let is_known = self.keys.iter().any(|(known, _)| *known == name);
        is_known
            || match self.kind(name) {
                Ok(SchemeKind::Bearer) => self.has_token || headers.contains_key(header::AUTHORIZATION),
                Ok(SchemeKind::Basic) => headers.contains_key(header::AUTHORIZATION),
                Ok(SchemeKind::Header(header)) => headers.contains_key(header),
                Ok(SchemeKind::Query(_) | SchemeKind::Cookie(_)) | Err(_) => false,
            }
    }
}

// No message holds the credential.

fn api_key(kind: SchemeKind, key: &Secret) -> Result<Key, String> {
    match kind {
        SchemeKind::Bearer => Err("it takes a token, not a key".to_owned()),
        SchemeKind::Basic => Err("it takes a user and a password, not a key".to_owned()),
        SchemeKind::Header(name) => header_key(name, key.expose()),
        SchemeKind::Query(name) => Ok(Key::Query(escape(name), escape(key.expose()))),
        SchemeKind::Cookie(name) => {
            // What RFC 6265 allows. Nothing is encoded, for not every service would decode it.
            let is_fit = |byte| byte == b'!' || (b'#'..=b'~').contains(&byte) && !matches!(byte, b',' | b';' | b'\\');
            match key.expose().bytes().all(is_fit) {
                true => Ok(Key::Cookie(format!("{name}={}", key.expose()))),
                false => Err("the key has characters that a cookie cannot carry".to_owned()),
            }
        }
    }
}

fn basic(kind: SchemeKind, user: &str, password: &Secret) -> Result<Key, String> {
    if kind != SchemeKind::Basic {
        return Err("it does not take a user and a password".to_owned());
    }
    if user.contains(':') {
        return Err("a user cannot have a colon".to_owned());
    }
    let pair = base64_text(format!("{user}:{}", password.expose()).as_bytes());
    header_key(header::AUTHORIZATION.as_str(), &format!("Basic {pair}"))
}

fn header_key(name: &str, text: &str) -> Result<Key, String> {
    let name = HeaderName::from_bytes(name.as_bytes()).map_err(|_| format!("{name:?} is not the name of a header"))?;
    let mut value = HeaderValue::try_from(text).map_err(|_| "the key has characters that a header cannot carry")?;
    value.set_sensitive(true);
    Ok(Key::Header(name, value))
}

/// Without the credentials.
impl fmt::Debug for Keyring {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let names: Vec<&str> = self.keys.iter().map(|(name, _)| *name).collect();
        f.debug_struct("Keyring")
            .field("schemes", &self.schemes)
            .field("keys", &names)
            .finish_non_exhaustive()
    }
}
