//! A file that the command line names, such as `--report FILE`.

use std::path::{Path, PathBuf};

use crate::file::{File, read_text};
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
            step: Some("cannot write this file".to_owned()),
            reason: match self.folder.exists() {
                true => "Not a directory".to_owned(),
                false => "No such file or directory".to_owned(),
            },
            help: None,
        })
    }

    /// Refuses to replace a file that this command did not write, such as a document or a `client.toml` that was named by
    /// mistake. `what` names what it writes, and `is_such` recognizes it by its text.
    pub(super) fn replacing(self, what: &str, is_such: impl Fn(&str) -> bool) -> Result<Self, WriteError> {
        let path = self.path();
        match path.is_file() && !read_text(&path).is_ok_and(|text| text.trim().is_empty() || is_such(&text)) {
            false => Ok(self),
            true => Err(WriteError {
                path,
                step: Some("cannot write this file".to_owned()),
                reason: format!("it exists and is not {what}"),
                help: Some("name another file, or delete this one".to_owned()),
            }),
        }
    }

    /// Its whole path.
    pub(super) fn path(&self) -> PathBuf {
        self.folder.join(&self.file.path)
    }
}
