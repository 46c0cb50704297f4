//! Why nothing was written.

use std::fmt;
use std::path::{Path, PathBuf};

#[cfg(feature = "cli")]
use crate::diag::{Code, Diagnostic, Place};

/// Why nothing was written.
#[derive(Debug)]
pub struct WriteError {
    /// The file or folder it is about.
    pub path: PathBuf,
    /// What could not be done, `cannot write this file`; none if the reason says it.
    pub step: Option<String>,
    /// What is wrong.
    pub reason: String,
    /// What to do about it.
    pub help: Option<String>,
}

#[cfg(feature = "cli")]
impl WriteError {
    /// The message about it, with this help unless the error has its own.
    pub(crate) fn diagnostic(&self, help: Option<&str>) -> Diagnostic {
        let diagnostic = Diagnostic::new(Code::NotWritten, Place::file(&self.path), self.to_string());
        match self.help.as_deref().or(help) {
            Some(help) => diagnostic.help(help),
            None => diagnostic,
        }
    }
}

impl fmt::Display for WriteError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.step {
            Some(step) => write!(f, "{step}: {}", self.reason),
            None => f.write_str(&self.reason),
        }
    }
}

impl std::error::Error for WriteError {}

/// What the operating system refused.
pub(super) fn fault(path: &Path, doing: &str, error: &std::io::Error) -> WriteError {
    use std::io::ErrorKind;
    let reason = match error.kind() {
        ErrorKind::NotADirectory => "a part of its path is a file".to_owned(),
        ErrorKind::AlreadyExists => "a file of that name is in the way".to_owned(),
        ErrorKind::PermissionDenied => "permission denied".to_owned(),
        ErrorKind::StorageFull => "the disk is full".to_owned(),
        ErrorKind::InvalidFilename => "its name is too long, or not allowed here".to_owned(),
        _ => error.to_string(),
    };
    WriteError {
        path: path.to_owned(),
        step: Some(format!("cannot {doing}")),
        reason,
        help: None,
    }
}
