//! A word of `client.toml`, with its place.

use std::ops::Range;

/// A word of the file, and where it stands.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Entry {
    /// The word.
    pub text: String,
    /// Its bytes.
    pub span: Range<usize>,
}

impl From<String> for Entry {
    fn from(text: String) -> Self {
        Self { text, span: 0..0 }
    }
}
