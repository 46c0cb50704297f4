//! Why nothing was written.

use std::fmt;
use std::path::{Path, PathBuf};

use crate::diag::{Code, Diagnostic, Place};

/// Why nothing was written.
#[derive(Debug)]
pub struct WriteError {
    /// The file or folder it is about.
    pub path: PathBuf,
    /// What is wrong.
    pub message: String,
    /// What to do about it.
    pub help: Option<String>,
}

impl WriteError {
    /// The reason alone, without what it prevented.
    #[must_use]
    pub fn why(&self) -> &str {
        self.message.split_once(": ").map_or(&self.message, |(_, why)| why)
    }

    /// The message about it, with this help unless the error has its own.
    pub(crate) fn diagnostic(&self, help: Option<&str>) -> Diagnostic {
        let diagnostic = Diagnostic::new(Code::NotWritten, Place::file(&self.path), self.message.clone());
        match self.help.as_deref().or(help) {
            Some(help) => diagnostic.help(help),
            None => diagnostic,
        }
    }
}

impl fmt::Display for WriteError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)
    }
}

impl std::error::Error for WriteError {}

/// What the operating system refused.
pub(super) fn fault(path: &Path, doing: &str, error: &std::io::Error) -> WriteError {
    use std::io::ErrorKind;
    let why = match error.kind() {
        ErrorKind::NotADirectory => "a part of its path is a file".to_owned(),
        ErrorKind::AlreadyExists => "a file of that name is in the way".to_owned(),
        ErrorKind::PermissionDenied => "permission denied".to_owned(),
        ErrorKind::StorageFull => "the disk is full".to_owned(),
        ErrorKind::InvalidFilename => "its name is too long, or not allowed here".to_owned(),
        _ => error.to_string(),
    };
    WriteError {
        path: path.to_owned(),
        message: format!("cannot {doing}: {why}"),
        help: None,
    }
}
