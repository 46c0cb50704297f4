//! VERB: files onto the disk, or compared with it. Imports only [`File`] and messages.
//!
//! In: a folder and everything that it is to hold. Out: what changed, or what would. Nothing else of the generator writes.
//!
//! **What is ours.** The folder is output only. The manifest [`MANIFEST`] in it lists the files that a run may replace or
//! remove; it is written with them. A file that is not listed is never touched: where a generated file has to go the run
//! stops and names it, below `src/` it is warned of, elsewhere it is not mentioned. A folder that is not empty and has no
//! manifest is refused. The folder itself may be reached by symbolic links; nothing below it may be one.
//!
//! **What is promised.** After an error the folder is what it was, byte for byte: everything is written into a staging folder
//! first, what is replaced is kept there, and a journal says how to go back (`stage.rs`, `journal.rs`). The same holds if a
//! signal asks the program to end. If the process is killed, the next run that writes the folder puts it back before it
//! begins, and [`check`] reports it until then. Several folders and files that are written together ([`Batch`]) are one such
//! unit until the first folder is made final, which is one call for each folder: after an error or a kill between these calls
//! the first folders are new and the others old. Single files that were already renamed stay new, too. Two runs never write the
//! same folder at once. Nothing is synced to the disk: after a power failure it may take a restore from version control.

mod batch;
#[cfg(feature = "cli")]
mod compare;
mod disk;
mod folder;
pub mod interrupt;
mod journal;
mod lock;
mod look;
mod manifest;
mod one;
mod stage;
mod swap;

use std::fmt;
use std::path::{Path, PathBuf};

use crate::diag::{Code, Diagnostic, Diagnostics, Place};
use crate::file::File;
use folder::Folder;
use interrupt::Writing;
use one::One;
use swap::Swap;

pub use batch::Batch;
#[cfg(feature = "cli")]
pub use compare::{Drift, DriftKind, check, check_one};

/// The list of generated files, itself one of them.
pub const MANIFEST: &str = ".oasmith-files";

/// The staging folder in a folder that is written.
pub const STAGE: &str = ".oasmith-stage";

/// What a run did to a folder.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Changes {
    /// Files that are new or have new content.
    pub written: usize,
    /// Files that are no longer generated.
    pub removed: usize,
    /// Files that were already right, and were not touched.
    pub unchanged: usize,
}

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

/// Makes the folder hold exactly these files (and what is not ours).
pub fn write(dir: &Path, files: &[File], diags: &mut Diagnostics) -> Result<Changes, WriteError> {
    let mut batch = Batch::default();
    batch.folder(dir, files);
    Ok(batch.write(diags)?.into_iter().next().unwrap_or_default())
}

/// Writes one file that is not in an output folder; replaces the one that is there.
pub fn write_one(dir: &Path, file: &File) -> Result<(), WriteError> {
    let _writing = Writing::begin();
    One::stage(dir, file)?.place()
}

/// Writes one file that does not exist.
pub fn write_new_one(dir: &Path, file: &File) -> Result<(), WriteError> {
    refuse_taken(dir, std::slice::from_ref(file))?;
    write_one(dir, file)
}

/// Writes files that do not exist; if one of them does, none is written.
pub fn write_new(dir: &Path, files: &[File]) -> Result<(), WriteError> {
    let _writing = Writing::begin();
    let swap = Swap::stage(dir, files, || refuse_taken(dir, files).map(|()| Folder::foreign()))?;
    batch::finish(&[swap], Vec::new()).map(drop)
}

/// Puts a folder back to what it was before a run that died while it wrote there.
pub fn recover(dir: &Path) -> Result<(), WriteError> {
    let _writing = Writing::begin();
    match stage::is_left(dir) {
        true => stage::Stage::take(dir).map(drop),
        false => Ok(()),
    }
}

fn refuse_taken(dir: &Path, files: &[File]) -> Result<(), WriteError> {
    let mut targets = files.iter().map(|file| dir.join(&file.path));
    match targets.find(|path| disk::exists(path)) {
        None => Ok(()),
        Some(path) => Err(WriteError {
            path,
            message: "the file is there, and is not written over".to_owned(),
            help: None,
        }),
    }
}

fn fault(path: &Path, doing: &str, error: &std::io::Error) -> WriteError {
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

#[cfg(test)]
#[cfg(feature = "cli")]
mod tests;
