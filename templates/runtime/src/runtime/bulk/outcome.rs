//! The parts of a report: items that were refused or not settled, and why a run stopped.

use std::fmt;

use super::entry::Entry;
use super::reason::{Reason, ReasonKind};
use super::rules::Bulk;
use super::source::RestOfSource;
use crate::runtime::Error;

/// An item that was refused for good.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Rejected<K> {
    /// Its place in the source, from 0.
    pub index: u64,
    /// Its key: what the service calls it.
    pub key: K,
    /// Why.
    pub reason: Reason,
}

/// An item that may have to be sent again.
#[non_exhaustive]
pub struct Unsettled<O: Bulk> {
    /// Its place in the source, from 0.
    pub index: u64,
    /// Its key: what the service calls it.
    pub key: O::Key,
    /// The item itself.
    pub item: O::Item,
    /// Why it is not settled.
    pub reason: Reason,
    pub(super) is_lost: bool,
}

impl<O: Bulk> Unsettled<O> {
    pub(super) fn new(entry: Entry<O::Item>, reason: Reason) -> Self {
        Self {
            index: entry.index,
            key: O::key(&entry.item),
            item: entry.item,
            reason,
            is_lost: entry.is_lost,
        }
    }

    /// An item of the source that was taken after the run had stopped.
    pub(super) fn stopped(index: u64, item: O::Item) -> Self {
        Self {
            index,
            key: O::key(&item),
            item,
            reason: Reason::stopped(),
            is_lost: false,
        }
    }

    /// Whether the service has an item of this key now, which an earlier attempt without a response may have written.
    pub fn is_possibly_ours(&self) -> bool {
        self.is_lost && self.reason.kind() == ReasonKind::Conflict
    }
}

/// Without the item's content.
impl<O: Bulk> fmt::Debug for Unsettled<O> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Unsettled")
            .field("index", &self.index)
            .field("key", &self.key)
            .field("reason", &self.reason)
            .finish_non_exhaustive()
    }
}

/// Why a run took nothing more from its source.
#[derive(Debug)]
#[non_exhaustive]
pub enum Stop {
    /// An error after which no further request would go better: the service cannot be reached, or refuses the
    /// credentials, for example.
    Error(Error),
    /// As many items are unknown or not sent as [`max_details`](super::BulkSend::max_details) allows.
    Unsettled,
    /// As many items were rejected as [`stop_after`](super::BulkSend::stop_after) allows.
    Rejected,
}

impl fmt::Display for Stop {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Error(error) => error.fmt(f),
            Self::Unsettled => f.write_str("as many items as the report may keep are not settled"),
            Self::Rejected => f.write_str("as many items were rejected as the run may have"),
        }
    }
}

/// What a run has not settled: its items, and the rest of its source.
#[non_exhaustive]
pub struct Rest<I> {
    /// The unknown and unsent items, in the order of the source.
    pub items: Vec<I>,
    /// The items that were not taken from the source; `None` if there are none, or if the caller has the source.
    pub source: Option<RestOfSource<I>>,
}

impl<I> fmt::Debug for Rest<I> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Rest")
            .field("items", &self.items.len())
            .field("source", &self.source.as_ref().map(|_| "…"))
            .finish()
    }
}
