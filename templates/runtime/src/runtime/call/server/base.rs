//! URLs below which requests go.

use http::Uri;
use http::uri::{Authority, PathAndQuery, Scheme};
use url::{Position, Url};

use crate::runtime::BuildError;
use crate::runtime::call::request::RequestFault;

/// A URL below which requests go.
#[derive(Clone, Debug)]
pub(in crate::runtime::call) struct Base {
    pub(in crate::runtime::call) url: Url,
    /// The same without a slash at its end.
    pub(super) text: String,
    scheme: Scheme,
    authority: Authority,
}

/// Where a request goes, in both forms in which URLs are known.
pub(in crate::runtime::call) struct Target {
    pub(in crate::runtime::call) url: Url,
    pub(in crate::runtime::call) uri: Uri,
}

impl Base {
    pub(in crate::runtime::call) fn parse(what: &str, text: &str) -> Result<Self, BuildError> {
        let url = Url::parse(text).map_err(|error| BuildError::because(format!("{what} {text:?}"), error))?;
        let complaint = if !matches!(url.scheme(), "http" | "https") || !url.has_host() {
            "is not an http or https URL"
        } else if !url.username().is_empty() || url.password().is_some() {
            // The text is not repeated: there is a password in it.
            return Err(BuildError::new(format!(
                "{what}: a URL with a user or password is not accepted"
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

    /// The URL below which everything on the same server is.
    #[cfg(feature = "paging")]
    pub(in crate::runtime::call) fn root(&self) -> Self {
        let mut root = self.clone();
        root.url.set_path("/");
        root.text = root.url.origin().ascii_serialization();
        root
    }

    /// The URL of a path and query that starts with a slash. A fragment is never sent.
    pub(in crate::runtime::call) fn join(&self, target: &str) -> Result<Target, RequestFault> {
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
