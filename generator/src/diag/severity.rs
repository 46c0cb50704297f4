//! How bad a message is.

/// How bad it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// The run stops at the end of the pass; nothing is written.
    Error,
    /// Something of the document is lost or replaced by a free-form type; the run goes on. `--strict` makes it an error.
    Gap,
    /// The output is whole, but the author of the document will want to know.
    Warning,
}

impl Severity {
    /// The word for it.
    pub fn word(self) -> &'static str {
        match self {
            Self::Error => "error",
            Self::Gap => "gap",
            Self::Warning => "warning",
        }
    }
}
