//! Why a build script fails.

use std::fmt;

/// Why no client was made: all messages, rendered for people.
///
/// `Debug` is the same text, since that is what cargo shows of a build script that returns an error.
pub struct BuildError(String);

impl BuildError {
    pub(super) fn new(text: impl Into<String>) -> Self {
        Self(text.into())
    }
}

impl fmt::Display for BuildError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.0.trim_end())
    }
}

impl fmt::Debug for BuildError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "no client was made\n{self}")
    }
}

impl std::error::Error for BuildError {}
