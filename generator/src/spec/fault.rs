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
    /// What the author can do about a remark. Whoever uses a part that cannot be read says what becomes of it instead.
    pub help: Option<&'static str>,
    /// Whether no value is of all the schemas that meet at the place, so that what needs one of them is never there.
    pub is_contradiction: bool,
}

impl Fault {
    /// A fault at a place.
    pub fn new(code: Code, at: Pointer, cause: impl Into<Cause>) -> Self {
        Self {
            code,
            at,
            cause: cause.into(),
            help: None,
            is_contradiction: false,
        }
    }

    /// The same with what the author can do.
    pub fn help(self, help: &'static str) -> Self {
        Self {
            help: Some(help),
            ..self
        }
    }

    /// A fault of schemas that no value is of, all at once.
    pub fn contradiction(at: Pointer, cause: impl Into<Cause>) -> Self {
        Self {
            is_contradiction: true,
            ..Self::new(Code::UnsatisfiableAllof, at, cause)
        }
    }

    /// The message about it.
    pub fn diagnostic(self) -> Diagnostic {
        let said = Diagnostic::at(self.code, &self.at, self.cause);
        match self.help {
            Some(help) => said.help(help),
            None => said,
        }
    }
}
