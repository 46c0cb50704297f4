use std::hash::{DefaultHasher, Hash, Hasher};

use super::link;
use super::next_page::NextPage;
use crate::runtime::call::reply::Reply;

/// A page, and what came around it.
pub(super) struct Arrived<T> {
    pub(super) page: T,
    pub(super) around: Around,
}

/// What a page does not hold itself.
#[derive(Default)]
pub(super) struct Around {
    /// The URL of the next page, by the header.
    pub(super) next: Option<String>,
    /// A digest of the page as it was sent.
    pub(super) digest: u64,
}

impl Around {
    /// Only what this way of paging needs.
    pub(super) fn of(how: NextPage, reply: &Reply) -> Self {
        let mut out = Self::default();
        if how == NextPage::Link {
            out.next = link::next(&reply.headers);
        }
        if how.number().is_some() {
            let mut hasher = DefaultHasher::new();
            reply.body.hash(&mut hasher);
            out.digest = hasher.finish();
        }
        out
    }
}
