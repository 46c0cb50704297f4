//! How a change is noticed.

/// How a change is noticed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Class {
    /// Code compiles no more.
    Compile,
    /// Code compiles, and does something else or fails.
    Runtime,
    /// Code that worked goes on to work.
    Compatible,
}

impl Class {
    /// In one word.
    pub fn word(self) -> &'static str {
        match self {
            Self::Compile => "compile",
            Self::Runtime => "runtime",
            Self::Compatible => "compatible",
        }
    }
}
