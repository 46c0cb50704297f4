//! What the check finds.

use std::ops::Range;

/// One thing that is not there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Finding {
    /// The bytes of the template that it is about.
    pub at: Range<usize>,
    /// What is not there.
    pub message: String,
    /// What may have been meant.
    pub help: Option<String>,
}
