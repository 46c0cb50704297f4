//! A file that the command line names, such as `--report FILE`.

use std::path::{Path, PathBuf};

use crate::file::File;
use crate::write::WriteError;

/// Where it goes, and what it is to hold.
pub(super) struct Named<'a> {
    pub(super) folder: &'a Path,
    pub(super) file: File,
}

impl<'a> Named<'a> {
    /// A file at this path.
    pub(super) fn new(path: &'a Path, text: String) -> Self {
        Self {
            folder: path.parent().unwrap_or(Path::new("")),
            file: File {
                path: path.file_name().unwrap_or_default().to_string_lossy().into_owned(),
                text,
            },
        }
    }

    /// Refuses a folder that does not exist, which is probably a typo.
    pub(super) fn checked(self) -> Result<Self, WriteError> {
        if self.folder.as_os_str().is_empty() || self.folder.is_dir() {
            return Ok(self);
        }
        Err(WriteError {
            path: self.path(),
            message: match self.folder.exists() {
                true => "cannot write this file: Not a directory".to_owned(),
                false => "cannot write this file: No such file or directory".to_owned(),
            },
            help: None,
        })
    }

    /// Its whole path.
    pub(super) fn path(&self) -> PathBuf {
        self.folder.join(&self.file.path)
    }
}
