//! The servers that the document names for single operations.

use std::borrow::Cow;

use url::{Host, Url};

use super::Server;
use super::places::{Destination, Places};
use crate::runtime::call::request::RequestFault;

impl Places {
    /// Where a request goes whose operation has this server of its own, if any.
    ///
    /// What the caller has set counts first: a redirection of this server, then a server URL or origin for all.
    /// A server that only the document names gets credentials if it is the client's own, or if nobody can listen on the
    /// way to it.
    pub(in crate::runtime::call) fn of(&self, declared: Option<Server>) -> Result<Destination<'_>, RequestFault> {
        let main = self.own();
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
