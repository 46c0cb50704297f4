use std::sync::atomic::AtomicBool;

use super::config::BulkSend;
use super::envelope::Envelope;
use super::rules::Bulk;

/// What a run shares.
pub(super) struct Run<O: Bulk> {
    pub(super) config: BulkSend<O>,
    pub(super) envelope: Envelope,
    /// Set once nothing that follows will go better.
    pub(super) is_stopped: AtomicBool,
}
