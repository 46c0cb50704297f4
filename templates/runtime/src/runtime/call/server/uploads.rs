//! The servers to which a URL may lead that the service names.

use url::Url;

use super::{Base, Place, Places, Server};
use crate::runtime::call::request::RequestFault;

impl Server {
    /// The server as the document has it, whatever address the caller uses in its stead.
    pub(in crate::runtime::call) fn documented(&self, place: &Place) -> Option<Base> {
        let variables = place.variables.clone();
        let place = Place {
            variables,
            ..Place::default()
        };
        self.locate(&place, None).ok()
    }
}

impl Base {
    /// A URL that a response has named, maybe relative to this one.
    pub(in crate::runtime::call) fn relative(&self, text: &str) -> Option<Url> {
        let url = self.url.join(text).ok()?;
        (matches!(url.scheme(), "http" | "https") && url.has_host()).then_some(url)
    }
}

impl Places {
    /// Refuses a URL, named by the service, to which nothing may be uploaded.
    pub(in crate::runtime::call) fn check_upload(&self, url: &Url) -> Result<(), RequestFault> {
        let others = self.redirects.iter().map(|(_, base)| base).chain(&self.documented);
        let servers: Vec<&Url> = [&self.main].into_iter().chain(others).map(|base| &base.url).collect();
        self.upload_hosts.check(url, &servers)
    }
}
