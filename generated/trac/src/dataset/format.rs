// From templates/trac/src/dataset/format.rs; edit it there.

use std::fmt;

/// A format that the service reads and writes. The calls take any text, so that of a newer service, too.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Format {
    /// Lines of values, with a line of names before.
    Csv,
    /// A list of objects, one for each row.
    Json,
    /// An Arrow IPC file.
    ArrowFile,
    /// An Arrow IPC stream.
    ArrowStream,
}

impl Format {
    /// The code of the format.
    #[inline]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Csv => "CSV",
            Self::Json => "JSON",
            Self::ArrowFile => "ARROW_FILE",
            Self::ArrowStream => "ARROW_STREAM",
        }
    }
}

impl fmt::Display for Format {
    #[inline]
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}

impl From<Format> for String {
    #[inline]
    fn from(format: Format) -> Self {
        format.as_str().to_owned()
    }
}
