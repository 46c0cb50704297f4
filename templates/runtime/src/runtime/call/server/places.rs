use std::borrow::Cow;

use url::{Host, Url};

use super::upload_hosts::UploadHosts;
use super::{Base, Place, Server};
use crate::runtime::call::request::RequestFault;

/// Where the requests of a client go: to its server, or to those that the document names for single operations.
pub(in crate::runtime::call) struct Places {
    pub(in crate::runtime::call) main: Base,
    pub(in crate::runtime::call) place: Place,
    /// Declared URL, and what the caller wants in its place.
    pub(in crate::runtime::call) redirects: Vec<(String, Base)>,
    /// The document's own server, if it can be told without the caller's.
    pub(in crate::runtime::call) documented: Option<Base>,
    pub(in crate::runtime::call) upload_hosts: UploadHosts,
}

/// Where one request goes.
pub(in crate::runtime::call) struct Destination<'a> {
    pub(in crate::runtime::call) base: Cow<'a, Base>,
    /// Whether it may be told who is asking.
    pub(in crate::runtime::call) is_trusted: bool,
}

impl Places {
    /// Where a request goes whose operation has this server of its own, if any.
    ///
    /// What the caller has said himself counts first: a redirection of this server, then a server URL or origin for all.
    /// A server that only the document names gets credentials if it is the client's own, or if nobody can listen on the
    /// way to it.
    pub(in crate::runtime::call) fn of(&self, declared: Option<Server>) -> Result<Destination<'_>, RequestFault> {
        let main = Destination {
            base: Cow::Borrowed(&self.main),
            is_trusted: true,
        };
        let Some(declared) = declared else {
            return Ok(main);
        };
        if let Some((_, base)) = self.redirects.iter().find(|(url, _)| url == declared.template) {
            return Ok(Destination {
                base: Cow::Borrowed(base),
                is_trusted: true,
            });
        }
        if self.place.server_url.is_some() {
            return Ok(main);
        }
        let base = declared
            .locate(&self.place, Some(&self.main))
            .map_err(|error| RequestFault(format!("server {}: {error}", declared.template)))?;
        let is_trusted = base.url.origin() == self.main.url.origin() || is_private(&base.url);
        Ok(Destination {
            base: Cow::Owned(base),
            is_trusted,
        })
    }

    /// Refuses a URL, named by the service, to which nothing may be uploaded.
    pub(in crate::runtime::call) fn check_upload(&self, url: &Url) -> Result<(), RequestFault> {
        let others = self.redirects.iter().map(|(_, base)| base).chain(&self.documented);
        let servers: Vec<&Url> = [&self.main].into_iter().chain(others).map(|base| &base.url).collect();
        self.upload_hosts.check(url, &servers)
    }
}

/// Whether the way to it is encrypted, or does not leave the machine.
fn is_private(url: &Url) -> bool {
    url.scheme() == "https"
        || match url.host() {
            Some(Host::Ipv4(address)) => address.is_loopback(),
            Some(Host::Ipv6(address)) => address.is_loopback(),
            Some(Host::Domain(name)) => name == "localhost",
            None => false,
        }
}
