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
    /// The names of the holes with their defaults; an empty default means that the caller has to give a value.
    pub variables: &'static [(&'static str, &'static str)],
}

/// What the caller says about the server.
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

    /// The URL of the template, or, if it is only a path, on the host of `main`.
    pub(super) fn locate(&self, place: &Place, main: Option<&Base>) -> Result<Base, BuildError> {
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
            (None, _) => self.front(front, place)?,
        };
        Base::parse("server URL", &format!("{front}{}", self.path(path, place)?))
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
}

/// A URL without holes.
#[cfg(not(feature = "servers"))]
impl Server {
    fn front(&self, front: &str, _: &Place) -> Result<String, BuildError> {
        Ok(front.to_owned())
    }

    fn path(&self, path: &str, _: &Place) -> Result<String, BuildError> {
        template::fill_path(path, &[], "server variable").map_err(BuildError::new)
    }
}
