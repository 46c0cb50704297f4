//! How far overlays may enlarge a document: an action that matches what earlier ones added can double it each time.
//!
//! In: how many places an action matches, and its update. Out: whether it may be applied, or a fault that names the limit.

use serde_json::Value;

use super::fault::OverlayFault;
use crate::diag::Code;
use crate::pointer::Pointer;
use crate::spec::count_values;

/// The copies that overlays make may have so many times as many values as the document has.
const TIMES: usize = 10;
/// So many more are allowed, for the sake of small documents.
const LEAST: usize = 10_000;

/// What overlays have added to a document.
pub(in crate::load) struct Growth {
    copied: usize,
    most: usize,
}

impl Growth {
    /// Nothing has been added to the document yet.
    pub(in crate::load) fn of(root: &Value) -> Self {
        Self {
            copied: 0,
            most: LEAST + TIMES * count_values(root),
        }
    }

    /// Counts an update of this many places by the action at `at`. In the first place it is as large as the overlay is.
    pub(super) fn take(&mut self, places: usize, update: &Value, at: &Pointer) -> Result<(), OverlayFault> {
        let copies = places.saturating_sub(1).saturating_mul(count_values(update));
        let copied = self.copied.saturating_add(copies);
        if copied <= self.most {
            self.copied = copied;
            return Ok(());
        }
        let message = format!(
            "this action matches {places} places, and with its update in each of them the overlays copy {copied} values; \
             the limit for this document is {}",
            self.most
        );
        let fault = OverlayFault::new(Code::Overlay, at.key("target"), message);
        Err(fault.help("let the target match fewer places, and not what an earlier action has added"))
    }
}
