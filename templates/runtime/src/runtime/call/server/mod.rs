//! Where the service is: the document's template, the caller's settings, and the URLs below them.

mod base;
#[cfg(feature = "servers")]
mod declared;
mod places;
#[cfg(feature = "uploads")]
mod upload_hosts;
#[cfg(feature = "uploads")]
mod uploads;
#[cfg(feature = "servers")]
mod variables;

pub(super) use self::base::{Base, Target};
pub(super) use self::places::Places;
#[cfg(feature = "uploads")]
pub(super) use self::upload_hosts::UploadHosts;
#[cfg(not(feature = "servers"))]
use super::template;
use crate::runtime::BuildError;

/// A server of the API's document.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Server {
    /// Its URL with holes, such as `https://{region}.example.com/v1/{tenant}`. Without scheme and host, the caller
    /// has to name them.
    pub template: &'static str,
    /// The names of the holes with their defaults.
    pub variables: &'static [(&'static str, &'static str)],
}

/// The caller's settings of the server.
#[derive(Clone, Debug, Default)]
pub(super) struct Place {
    #[cfg(feature = "servers")]
    pub(super) variables: Vec<(String, String)>,
    pub(super) origin: Option<String>,
    pub(super) server_url: Option<String>,
}

impl Server {
    /// The client's own server.
    pub(super) fn resolve(&self, place: &Place) -> Result<Base, BuildError> {
        #[cfg(feature = "servers")]
        self.check_names(place)?;
        match &place.server_url {
            Some(url) => Base::parse("server URL", url),
            None => self.locate(place, None),
        }
    }

    /// The URL of the template, or, if it is only a path, on the host of `main`. Values are filled in first, because
    /// one may be all of the URL; only then is it looked for scheme, host and path.
    pub(super) fn locate(&self, place: &Place, main: Option<&Base>) -> Result<Base, BuildError> {
        let mut text = self.filled(place)?;
        if self.template.starts_with("//") {
            text.insert_str(0, "https:");
        }
        let (front, path) = text.split_at(path_start(&text));
        let front = match (&place.origin, main) {
            (Some(origin), _) => Base::parse("origin", origin)?.text,
            (None, Some(main)) if front.is_empty() => main.url.origin().ascii_serialization(),
            (None, None) if front.is_empty() => {
                return Err(BuildError::new(
                    "the API's document names no host: give one with `origin`",
                ));
            }
            (None, _) => front.to_owned(),
        };
        Base::parse("server URL", &format!("{front}{}", self.path(path)?))
    }

    /// A path without empty segments, which empty values leave behind.
    fn path(&self, path: &str) -> Result<String, BuildError> {
        let mut out = String::new();
        for segment in path.split('/').filter(|segment| !segment.is_empty()) {
            // A URL library takes `..` as "one up", so the path would be that of another place.
            if matches!(segment, "." | "..") {
                let message = format!("`{segment}` would lead out of the path of the server {}", self.template);
                return Err(BuildError::new(message));
            }
            out.push('/');
            out.push_str(segment);
        }
        Ok(out)
    }
}

/// Where in a URL the path starts: behind scheme and host, or at the beginning if there are none.
fn path_start(url: &str) -> usize {
    let Some(scheme) = url.find("://") else {
        return 0;
    };
    let host = scheme + "://".len();
    url[host..].find('/').map_or(url.len(), |slash| host + slash)
}

/// A URL without holes.
#[cfg(not(feature = "servers"))]
impl Server {
    fn filled(&self, place: &Place) -> Result<String, BuildError> {
        let needed = match place.origin {
            // It stands in for the front.
            Some(_) => &self.template[path_start(self.template)..],
            None => self.template,
        };
        match template::hole(needed) {
            Some((_, name, _)) => Err(BuildError::new(format!("server variable {name} has no value"))),
            None => Ok(needed.to_owned()),
        }
    }
}
