//! A file to be written: the only thing that leaves `emit`.

/// Text and where it goes, relative to the output folder, with `/` between parts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct File {
    /// Relative path, `src/models/streams.rs`.
    pub path: String,
    /// The whole content.
    pub text: String,
}
