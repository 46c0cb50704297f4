//! VERB: files onto the disk, or compared with it. Imports only [`File`] and messages.
//!
//! In: a folder and everything that it is to hold. Out: what changed, or what would. Nothing else of the generator writes.
//!
//! **What is ours.** The folder is output only. The manifest [`MANIFEST`] in it lists the files that a run may replace or
//! remove; it is written with them. A file that is not listed is never touched: where a generated file has to go the run
//! stops and names it, below `src/` it is warned of, elsewhere it is not mentioned. A folder that is not empty and has no
//! manifest is refused, and so is one whose manifest states other [`Contents`]. The folder itself may be reached by symbolic
//! links; nothing below it may be one.
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
mod error;
mod folder;
pub mod interrupt;
mod journal;
mod layout;
mod lock;
mod look;
mod manifest;
mod one;
mod stage;
mod swap;

use std::path::Path;

use crate::diag::Diagnostics;
use crate::file::File;
use folder::Folder;
use interrupt::Writing;
use one::One;
use swap::Swap;

pub use batch::Batch;
#[cfg(feature = "cli")]
pub use compare::{Drift, DriftKind, check, check_one};
pub use error::WriteError;
pub use layout::{MANIFEST, STAGE};
pub use manifest::Contents;
pub use swap::Changes;

/// Makes the folder hold exactly these files (and what is not ours).
pub fn write(dir: &Path, contents: &Contents, files: &[File], diags: &mut Diagnostics) -> Result<Changes, WriteError> {
    let mut batch = Batch::default();
    batch.folder(dir, contents, files);
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
            step: None,
            reason: "the file is there, and is not written over".to_owned(),
            help: None,
        }),
    }
}

#[cfg(test)]
#[cfg(feature = "cli")]
mod tests;
