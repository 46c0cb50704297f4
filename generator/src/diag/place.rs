//! Where a message belongs.

use std::ops::Range;
use std::path::Path;

use crate::pointer::Pointer;

/// Where it is.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Place {
    /// A place in the merged document; the renderer finds file, line and column.
    At(Pointer),
    /// A place in one file, for what is found before the file is part of the merged document.
    In {
        /// Path as shown to people.
        file: String,
        /// Pointer within that file.
        pointer: Pointer,
    },
    /// A byte range of a file, for text that could not be read as a document (syntax errors, `client.toml`, templates).
    Span {
        /// Path as the user gave it.
        file: String,
        /// Byte offset of the start.
        start: usize,
        /// Byte offset of the end, at least `start`.
        end: usize,
    },
    /// A byte range of a text that is in no file: what a template has made.
    Text {
        /// What it would have been called.
        file: String,
        /// All of it.
        text: String,
        /// Byte offset of the start.
        start: usize,
        /// Byte offset of the end, at least `start`.
        end: usize,
    },
    /// A file or folder as a whole.
    File(String),
    /// The command itself.
    None,
}

impl Place {
    /// A file as a whole.
    pub fn file(path: &Path) -> Self {
        Self::File(shown(path))
    }

    /// An entry of `client.toml`; a choice that was made on the command line has no file.
    pub fn entry(file: &str, span: &Range<usize>) -> Self {
        match file {
            "" => Self::None,
            file => Self::span(file, span.clone()),
        }
    }

    /// Some bytes of a file.
    pub fn span(file: impl Into<String>, span: Range<usize>) -> Self {
        Self::Span {
            file: file.into(),
            start: span.start,
            end: span.end,
        }
    }
}

/// A path for people, with the same separators everywhere.
pub fn shown(path: &Path) -> String {
    path.to_string_lossy().replace('\\', "/")
}
