//! Servers with variables, and those of single operations.

use super::CoreBuilder;
use crate::runtime::call::server::Base;

impl CoreBuilder {
    /// Fills a hole of the server's URL. In the path any text is good; in the host, only a piece of a host name.
    pub fn variable(mut self, name: &str, value: impl Into<String>) -> Self {
        self.place.variables.push((name.to_owned(), value.into()));
        self
    }

    /// Replaces a server that the document names for single operations; `declared` is its URL there, with holes.
    ///
    /// It is meant by the caller as much as [`server_url`](CoreBuilder::server_url) is, so it gets credentials. One
    /// that is not replaced gets them if it has `https`, is this machine, or is the client's own server; and it is not
    /// used if the caller has set an [`origin`](CoreBuilder::origin), which replaces its front as well, or a server
    /// URL.
    pub fn redirect_server(mut self, declared: &str, url: impl Into<String>) -> Self {
        let base = Base::parse(&format!("redirection of {declared}"), &url.into());
        let added = base.map(|base| self.redirects.push((declared.to_owned(), base)));
        self.keep(added)
    }
}
