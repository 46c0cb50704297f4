//! What the checks hand back.

use serde_json::Value;

use super::tally::Tally;
use crate::diag::Diagnostic;
use crate::pointer::Pointer;

/// What was found: messages, and what is to be done to the tree.
#[derive(Default)]
pub(super) struct Findings {
    pub(super) said: Vec<Diagnostic>,
    /// Values that take the place of others, or are new.
    pub(super) set: Vec<(Pointer, Value)>,
    /// Parts that go.
    pub(super) gone: Vec<Pointer>,
    /// Keys of schemas that look like no keyword.
    pub(super) strangers: Tally,
    /// Keys and words that OpenAPI has since 3.2.
    pub(super) since_32: Tally,
}
