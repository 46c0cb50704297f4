//! The URL of a request as the `url` crate reads it, next to the URI that every transport gets.
//!
//! The client has parsed the URL already, and parsing it again costs as much as all else that a small call does here. So the
//! parsed form goes along in the extensions of the request. A transport between the client and this one may change the URI;
//! then the parsed form is of no use.

use http::Uri;
use url::{Position, Url};

/// The parsed form of the URI of the request that has it as an extension.
#[derive(Clone, Debug)]
pub(crate) struct ParsedUrl(pub(crate) Url);

impl ParsedUrl {
    /// The URL, if the request still goes to this URI.
    pub(super) fn if_of(self, uri: &Uri) -> Option<Url> {
        let Self(url) = self;
        let is_same = uri.scheme_str() == Some(url.scheme())
            && uri
                .authority()
                .is_some_and(|authority| authority == &url[Position::BeforeUsername..Position::AfterPort])
            && uri
                .path_and_query()
                .is_some_and(|target| target.as_str() == &url[Position::BeforePath..Position::AfterQuery]);
        is_same.then_some(url)
    }
}
