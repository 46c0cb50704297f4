//! Several folders and files that are written together: all of them, or none.

use std::path::Path;

use super::error::WriteError;
use super::folder;
use super::interrupt::Writing;
use super::manifest::{Contents, with_manifest};
use super::one::One;
use super::swap::{Changes, Swap};
use crate::diag::Diagnostics;
use crate::file::File;

/// What is written together.
#[derive(Clone, Debug, Default)]
pub struct Batch<'a> {
    folders: Vec<(&'a Path, &'a Contents, &'a [File])>,
    files: Vec<(&'a Path, &'a File)>,
}

impl<'a> Batch<'a> {
    /// A folder that is to hold exactly these files, and what is not ours.
    pub fn folder(&mut self, dir: &'a Path, contents: &'a Contents, files: &'a [File]) {
        self.folders.push((dir, contents, files));
    }

    /// A file of its own.
    pub fn file(&mut self, dir: &'a Path, file: &'a File) {
        self.files.push((dir, file));
    }

    /// Writes all of it, or changes nothing. Gives what changed in each folder; warns of what in a folder is not ours.
    ///
    /// The files come last, each by one rename. If one of these renames fails, the files before it stay. If one of several
    /// folders cannot be made final after all are in place, those before it stay.
    pub fn write(&self, diags: &mut Diagnostics) -> Result<Vec<Changes>, WriteError> {
        let _writing = Writing::begin();
        let mut swaps = Vec::new();
        for (number, (dir, contents, files)) in self.folders.iter().enumerate() {
            if self.folders[..number].iter().any(|(other, ..)| other == dir) {
                return Err(doubled(dir));
            }
            let files = with_manifest(contents, files);
            swaps.push(Swap::stage(dir, &files, || folder::read(dir, contents, &files, diags))?);
        }
        let files = self.files.iter().map(|(dir, file)| One::stage(dir, file));
        let files: Vec<One> = files.collect::<Result<_, _>>()?;
        finish(&swaps, files)
    }
}

/// Moves everything into place and makes it final, or puts everything back.
pub(super) fn finish(swaps: &[Swap], files: Vec<One>) -> Result<Vec<Changes>, WriteError> {
    let placed = swaps
        .iter()
        .try_for_each(Swap::place)
        .and_then(|()| files.into_iter().try_for_each(One::place));
    let kept = placed.and_then(|()| swaps.iter().map(Swap::keep).collect());
    kept.map_err(|error| {
        let undone = swaps.iter().rev().map(Swap::undo);
        undone.fold(error, |error, undone| match undone {
            Ok(()) => error,
            Err(second) => not_undone(error, &second),
        })
    })
}

/// An error, and that what was done before it is not undone.
fn not_undone(error: WriteError, second: &WriteError) -> WriteError {
    let WriteError { path, step, reason, .. } = error;
    let what = format!("{}: {second}", second.path.display());
    WriteError {
        path,
        step,
        reason: format!("{reason}; and what was done before could not be undone ({what})"),
        help: Some("remove the cause and run the command again: the next run undoes it first".to_owned()),
    }
}

fn doubled(dir: &Path) -> WriteError {
    WriteError {
        path: dir.to_owned(),
        step: None,
        reason: "two crates go to this folder".to_owned(),
        help: Some("`dir` in the client.toml of one of them chooses another".to_owned()),
    }
}
