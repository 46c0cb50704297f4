//! Where the service is: the document's template, the caller's settings, and the URLs below them.

mod places;
mod upload_hosts;

use http::Uri;
use http::uri::{Authority, PathAndQuery, Scheme};
use url::{Position, Url};

pub(super) use self::places::Places;
pub(super) use self::upload_hosts::UploadHosts;
use super::request::RequestFault;
use super::template;
use crate::runtime::BuildError;
use crate::runtime::encode::escape;

/// A server of the API's document.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Server {
    /// Its URL with holes, such as `https://{region}.example.com/v1/{tenant}`. Without scheme and host, the caller
    /// has to name them.
    pub template: &'static str,
    /// The names of the holes with their defaults; an empty default means that the caller has to give a value.
    pub variables: &'static [(&'static str, &'static str)],
}

/// What the caller says about the server.
#[derive(Clone, Debug, Default)]
pub(super) struct Place {
    pub(super) variables: Vec<(String, String)>,
    pub(super) origin: Option<String>,
    pub(super) server_url: Option<String>,
}

impl Server {
    /// The client's own server.
    pub(super) fn resolve(&self, place: &Place) -> Result<Base, BuildError> {
        self.check_names(place)?;
        match &place.server_url {
            Some(url) => Base::parse("server URL", url),
            None => self.locate(place, None),
        }
    }

    /// The server as the document has it, whatever address the caller uses in its stead.
    pub(super) fn documented(&self, place: &Place) -> Option<Base> {
        let variables = place.variables.clone();
        let place = Place {
            variables,
            ..Place::default()
        };
        self.locate(&place, None).ok()
    }

    /// The URL of the template, or, if it is only a path, on the host of `main`.
    pub(super) fn locate(&self, place: &Place, main: Option<&Base>) -> Result<Base, BuildError> {
        let values = self.values(place);
        let path_start = self.path_start();
        let (front, path) = self.template.split_at(path_start);
        let front = match (&place.origin, main) {
            (Some(origin), _) => Base::parse("origin", origin)?.text,
            (None, Some(main)) if front.is_empty() => main.url.origin().ascii_serialization(),
            (None, None) if front.is_empty() => {
                return Err(BuildError::new(
                    "the API's document names no host: give one with `origin`",
                ));
            }
            (None, _) => self.fill_host(front, &values)?,
        };
        let escaped: Vec<(String, String)> = values.into_iter().map(|(name, value)| (name, escape(&value))).collect();
        let path = template::fill_path(path, &escaped, "server variable").map_err(BuildError::new)?;
        Base::parse("server URL", &format!("{front}{path}"))
    }

    /// Where in the template the path starts: behind scheme and host, or at the beginning if there are none.
    fn path_start(&self) -> usize {
        let Some(scheme) = self.template.find("://") else {
            return 0;
        };
        let host = scheme + "://".len();
        self.template[host..]
            .find('/')
            .map_or(self.template.len(), |slash| host + slash)
    }

    fn check_names(&self, place: &Place) -> Result<(), BuildError> {
        let known = |name: &str| self.variables.iter().any(|(variable, _)| *variable == name);
        let Some((name, _)) = place.variables.iter().find(|(name, _)| !known(name)) else {
            return Ok(());
        };
        let names: Vec<&str> = self.variables.iter().map(|(name, _)| *name).collect();
        Err(BuildError::new(format!(
            "no server variable {name}; there are: {}",
            names.join(", ")
        )))
    }

    /// The caller's values and the defaults of the others; what has neither is left out.
    fn values(&self, place: &Place) -> Vec<(String, String)> {
        let value = |(name, default): &(&str, &str)| {
            let set = place.variables.iter().rev().find(|(variable, _)| variable == name);
            let value = set
                .map(|(_, value)| value.clone())
                .or((!default.is_empty()).then(|| (*default).to_owned()));
            value.map(|value| ((*name).to_owned(), value))
        };
        self.variables.iter().filter_map(value).collect()
    }

    // A value in front of the path decides to whom the credentials go. So it must be what a part of a host name, a
    // scheme or a port is made of, and nothing that could end the host and start another: `/`, `@`, `:`, `#`, `\`.
    fn fill_host(&self, front: &str, values: &[(String, String)]) -> Result<String, BuildError> {
        let mut rest = front;
        while let Some((_, name, after)) = template::hole(rest) {
            let value = values
                .iter()
                .find(|(known, _)| known == name)
                .map_or("", |(_, value)| value);
            let is_plain = value
                .bytes()
                .all(|byte| byte.is_ascii_alphanumeric() || byte == b'-' || byte == b'.');
            if !is_plain || value.starts_with(['.', '-']) || value.ends_with(['.', '-']) || value.contains("..") {
                return Err(BuildError::new(format!(
                    "server variable {name}: {value:?} is not part of a host name"
                )));
            }
            rest = after;
        }
        template::fill(front, values, "server variable").map_err(BuildError::new)
    }
}

/// A URL below which requests go.
#[derive(Clone, Debug)]
pub(super) struct Base {
    pub(super) url: Url,
    /// The same without a slash at its end.
    text: String,
    scheme: Scheme,
    authority: Authority,
}

/// Where a request goes, in both forms in which URLs are known.
pub(super) struct Target {
    pub(super) url: Url,
    pub(super) uri: Uri,
}

impl Base {
    /// A URL that an answer has named, maybe relative to this one.
    pub(super) fn relative(&self, text: &str) -> Option<Url> {
        let url = self.url.join(text).ok()?;
        (matches!(url.scheme(), "http" | "https") && url.has_host()).then_some(url)
    }

    pub(super) fn parse(what: &str, text: &str) -> Result<Self, BuildError> {
        let url = Url::parse(text).map_err(|error| BuildError::because(format!("{what} {text:?}"), error))?;
        let complaint = if !matches!(url.scheme(), "http" | "https") || !url.has_host() {
            "is not an http or https URL"
        } else if !url.username().is_empty() || url.password().is_some() {
            // The text is not repeated: there is a password in it.
            return Err(BuildError::new(format!(
                "{what}: a URL with a user or password is not taken"
            )));
        } else if url.query().is_some() || url.fragment().is_some() {
            "must not have a query or a fragment"
        } else {
            let text = url.as_str().trim_end_matches('/').to_owned();
            let uri: Uri = url
                .as_str()
                .parse()
                .map_err(|error| BuildError::because(format!("{what} {text:?}"), error))?;
            let parts = uri.into_parts();
            if let (Some(scheme), Some(authority)) = (parts.scheme, parts.authority) {
                return Ok(Self {
                    url,
                    text,
                    scheme,
                    authority,
                });
            }
            "is not an http or https URL"
        };
        Err(BuildError::new(format!("{what} {text:?} {complaint}")))
    }

    /// The URL of a path and query that starts with a slash. A fragment is never sent.
    pub(super) fn join(&self, target: &str) -> Result<Target, RequestFault> {
        let (target, _) = target.split_once('#').unwrap_or((target, ""));
        let (path, query) = match target.split_once('?') {
            Some((path, query)) => (path, Some(query)),
            None => (target, None),
        };
        let prefix = self.url.path().trim_end_matches('/');
        // Only path and query are replaced, so the request cannot go to another host.
        let mut url = self.url.clone();
        url.set_path(&[prefix, path].concat());
        url.set_query(query);
        // Encoding has seen to this already. It is asked again because the token goes wherever this URL leads.
        let is_below = url
            .path()
            .strip_prefix(prefix)
            .is_some_and(|rest| rest.starts_with('/'));
        if !is_below {
            return Err(RequestFault("the path leads out of the server's URL".to_owned()));
        }
        let uri = self
            .uri_of(&url)
            .map_err(|_| RequestFault("the URL is too long or has a character that HTTP does not allow".to_owned()))?;
        Ok(Target { url, uri })
    }

    fn uri_of(&self, url: &Url) -> Result<Uri, http::Error> {
        let mut parts = http::uri::Parts::default();
        parts.scheme = Some(self.scheme.clone());
        parts.authority = Some(self.authority.clone());
        parts.path_and_query = Some(PathAndQuery::try_from(
            &url[Position::BeforePath..Position::AfterQuery],
        )?);
        Ok(Uri::from_parts(parts)?)
    }
}

impl std::fmt::Display for Base {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.text)
    }
}
