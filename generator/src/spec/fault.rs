//! What is said of a part that cannot be read.

use crate::diag::{Cause, Code, Diagnostic};
use crate::pointer::Pointer;

/// A part of the document that could not be read: it costs itself and what reaches it.
#[derive(Clone, Debug)]
pub struct Fault {
    /// What kind of fault it is.
    pub code: Code,
    /// Where it is.
    pub at: Pointer,
    /// What is wrong.
    pub cause: Cause,
}

impl Fault {
    /// A fault at a place.
    pub fn new(code: Code, at: Pointer, cause: impl Into<Cause>) -> Self {
        let cause = cause.into();
        Self { code, at, cause }
    }

    /// Whether no value is of all the schemas that meet at the place, so that what needs one of them is never there.
    pub fn is_contradiction(&self) -> bool {
        self.code == Code::UnsatisfiableAllof
    }

    /// The message about it.
    pub fn diagnostic(self) -> Diagnostic {
        Diagnostic::at(self.code, &self.at, self.cause)
    }
}
