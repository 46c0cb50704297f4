//! A single file outside of an output folder: a report, a lock, an overlay.
//!
//! It is written completely next to its target and then renamed, so that readers see the old text or the new one. The name of
//! the temporary file depends on that of the target alone: if a run dies, the next one that writes the file removes it.

use std::fs::File as Handle;
use std::path::{Path, PathBuf};

use super::disk::{self, Made};
use super::error::{WriteError, fault};
use super::interrupt;
use super::lock;
use super::look::{OnDisk, in_the_way, look};
use crate::file::File;

/// A file that waits next to its target. It goes if it is dropped.
pub(super) struct One {
    temporary: PathBuf,
    target: PathBuf,
    is_placed: bool,
    _made: Made,
    _lock: Handle,
}

impl One {
    /// Writes the text next to the target, creating folders if need be. `dir` is what the user names and may be reached by
    /// links; nothing below it may be one.
    pub(super) fn stage(dir: &Path, file: &File) -> Result<Self, WriteError> {
        interrupt::check(dir)?;
        let target = dir.join(&file.path);
        match look(dir, &file.path)? {
            OnDisk::Nothing | OnDisk::File => {}
            found => return Err(in_the_way(&target, found)),
        }
        let mut made = Made::default();
        let folder = target.parent().unwrap_or(Path::new("")).to_owned();
        made.create(&folder)?;
        let name = target.file_name().unwrap_or_default().to_string_lossy();
        let temporary = folder.join(format!(".oasmith-{name}.new"));
        let failed = |error: std::io::Error| fault(&target, "write this file", &error);
        let Some(lock) = lock::take(&temporary).map_err(failed)? else {
            return Err(WriteError {
                path: target,
                step: None,
                reason: "another run is writing this file".to_owned(),
                help: Some("wait until it has ended, then run the command again".to_owned()),
            });
        };
        let written = disk::fill(&lock, file.text.as_bytes());
        let one = Self {
            temporary,
            target: target.clone(),
            is_placed: false,
            _made: made,
            _lock: lock,
        };
        written.map_err(failed)?;
        Ok(one)
    }

    /// Moves it into place.
    pub(super) fn place(mut self) -> Result<(), WriteError> {
        let moved = disk::rename(&self.temporary, &self.target);
        self.is_placed = moved.is_ok();
        moved.map_err(|error| fault(&self.target, "write this file", &error))
    }
}

impl Drop for One {
    fn drop(&mut self) {
        // Once it is in place, a file of the temporary name is that of another run.
        if !self.is_placed {
            let _ = disk::remove_file(&self.temporary);
        }
    }
}
