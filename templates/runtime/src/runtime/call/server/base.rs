//! URLs below which requests go.

use http::Uri;
use url::Url;

use crate::runtime::BuildError;
use crate::runtime::call::request::RequestFault;

/// A URL below which requests go.
#[derive(Clone, Debug)]
pub(in crate::runtime::call) struct Base {
    pub(in crate::runtime::call) url: Url,
    /// The same without a slash at its end.
    pub(super) text: String,
}

/// The most bytes that a URL may have: what the `http` crate takes.
const LONGEST: usize = 65_534;

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
            // Asked once, for all requests below it: the `http` crate takes fewer hosts than the `url` crate.
            let _: Uri = url
                .as_str()
                .parse()
                .map_err(|error| BuildError::because(format!("{what} {text:?}"), error))?;
            return Ok(Self { url, text });
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
    pub(in crate::runtime::call) fn join(&self, target: &str) -> Result<Url, RequestFault> {
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
        match url.as_str().len() {
            ..=LONGEST => Ok(url),
            length => Err(RequestFault(format!(
                "the URL has {length} bytes, the limit is {LONGEST}"
            ))),
        }
    }
}

impl std::fmt::Display for Base {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.text)
    }
}
