use super::outcome::{Rejected, Unsettled};
use super::rules::Bulk;
use crate::runtime::Error;

/// What became of a chunk.
pub(super) struct Settled<O: Bulk> {
    pub(super) done: Vec<(u64, O::Item)>,
    pub(super) rejected: Vec<Rejected<O::Key>>,
    pub(super) unknown: Vec<Unsettled<O>>,
    pub(super) not_sent: Vec<Unsettled<O>>,
    pub(super) requests: u64,
    pub(super) stop: Option<Error>,
}
