//! What is wrong with a file of the author.

use std::ops::Range;

/// What is wrong with a `client.toml`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ConfigError {
    /// In one sentence.
    pub message: String,
    /// The bytes it is about.
    pub span: Range<usize>,
    /// What to do about it.
    pub help: Option<String>,
}

impl ConfigError {
    /// The fault that keeps a text from being read.
    pub(super) fn from_toml(error: &toml::de::Error) -> Self {
        let message = error.message().lines().next().unwrap_or("this is not TOML").to_owned();
        let help = message
            .strip_prefix("missing field ")
            .map(|field| format!("give {field}; README.md shows a whole file"));
        Self {
            message,
            span: error.span().unwrap_or(0..0),
            help,
        }
    }
}
