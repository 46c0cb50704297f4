use std::borrow::Cow;

#[cfg(feature = "servers")]
use super::Place;
use super::base::Base;
#[cfg(feature = "uploads")]
use super::upload_hosts::UploadHosts;

/// Where the requests of a client go: to its server, or to those that the document names for single operations.
pub(in crate::runtime::call) struct Places {
    pub(in crate::runtime::call) main: Base,
    #[cfg(feature = "servers")]
    pub(in crate::runtime::call) place: Place,
    /// Declared URLs, and what replaces each.
    #[cfg(feature = "servers")]
    pub(in crate::runtime::call) redirects: Vec<(String, Base)>,
    /// The document's own server, if it can be known without the caller's settings.
    #[cfg(feature = "uploads")]
    pub(in crate::runtime::call) documented: Option<Base>,
    #[cfg(feature = "uploads")]
    pub(in crate::runtime::call) upload_hosts: UploadHosts,
}

/// Where one request goes.
pub(in crate::runtime::call) struct Destination<'a> {
    pub(in crate::runtime::call) base: Cow<'a, Base>,
    /// Whether credentials may be sent to it.
    pub(in crate::runtime::call) is_trusted: bool,
}

impl Places {
    /// The client's own server.
    pub(in crate::runtime::call) fn own(&self) -> Destination<'_> {
        Destination {
            base: Cow::Borrowed(&self.main),
            is_trusted: true,
        }
    }
}
