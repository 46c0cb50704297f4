//! What is ours in a folder that is written: the manifest, and the staging folder with its files.

use std::path::{Path, PathBuf};

/// The list of generated files, itself one of them.
pub const MANIFEST: &str = ".oasmith-files";

/// The staging folder in a folder that is written.
pub const STAGE: &str = ".oasmith-stage";

/// New files, by number.
pub(super) const NEW: &str = "new";
/// What they replace.
pub(super) const OLD: &str = "old";

/// The folder that is written, and the staging folder in it.
pub(super) struct Layout {
    /// The folder that is written.
    pub(super) dir: PathBuf,
    /// The staging folder.
    pub(super) home: PathBuf,
}

impl Layout {
    /// Of a folder that is written.
    pub(super) fn new(dir: &Path) -> Self {
        Self {
            dir: dir.to_owned(),
            home: dir.join(STAGE),
        }
    }

    /// Where the new file of a step waits.
    pub(super) fn new_file(&self, number: usize) -> PathBuf {
        self.home.join(NEW).join(number.to_string())
    }

    /// Where the old file of a step is kept.
    pub(super) fn old_file(&self, number: usize) -> PathBuf {
        self.home.join(OLD).join(number.to_string())
    }
}
