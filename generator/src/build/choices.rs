//! What a build script asks for.

use std::path::PathBuf;

/// As it was said; nothing is filled in.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Choices {
    pub(super) documents: Vec<PathBuf>,
    pub(super) client_toml: Option<PathBuf>,
    pub(super) overlays: Vec<PathBuf>,
    pub(super) allow_outside: Vec<PathBuf>,
    pub(super) templates: Vec<PathBuf>,
    pub(super) module: Option<String>,
    pub(super) strict: bool,
}
