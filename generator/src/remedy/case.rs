//! A message with what is at its place.

use serde_json::Value;

use crate::diag::Diagnostic;
use crate::pointer::Pointer;

/// A message at a place of the document.
pub(super) struct Case<'a> {
    pub(super) root: &'a Value,
    pub(super) at: &'a Pointer,
    pub(super) said: &'a Diagnostic,
}

impl<'a> Case<'a> {
    /// The value at the place.
    pub(super) fn value(&self) -> Option<&'a Value> {
        self.get(self.at)
    }

    /// The value at any place.
    pub(super) fn get(&self, at: &Pointer) -> Option<&'a Value> {
        self.root.pointer(at.as_str())
    }
}
