//! What is wrong with a text before it is a tree, and how deep a tree may be.

use std::ops::Range;

use crate::diag::{Code, Diagnostic, Place};

/// Nesting beyond this is refused: no document needs it, and what reads or writes the tree may recurse.
pub(in crate::load) const MAX_DEPTH: usize = 128;
pub(in crate::load) const DEPTH_HELP: &str = "move inner schemas to `components` and refer to them";

/// A fault in the text of a file, before it is a tree.
pub(in crate::load) struct SyntaxError {
    pub(super) message: String,
    pub(super) span: Range<usize>,
    pub(super) help: Option<String>,
}

impl SyntaxError {
    /// The message for a file of that name.
    pub(in crate::load) fn diagnostic(self, file: &str) -> Diagnostic {
        let Self { message, span, help } = self;
        Diagnostic {
            help,
            ..Diagnostic::new(Code::Syntax, Place::span(file, span), message)
        }
    }
}
