//! The calls that change the disk, so that a test can let each of them fail. None of them follows a symbolic link at the end
//! of its path; what lies on the way there is checked by [`look`](super::look::look) just before.

use std::fs::{self, File, OpenOptions};
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};

use super::error::{WriteError, fault};

/// Moves a file, over another one if there is one.
pub(super) fn rename(from: &Path, to: &Path) -> io::Result<()> {
    allowed()?;
    fs::rename(from, to)
}

/// Removes a file, or a link but not its target.
pub(super) fn remove_file(path: &Path) -> io::Result<()> {
    allowed()?;
    fs::remove_file(path)
}

/// Removes an empty folder.
pub(super) fn remove_dir(path: &Path) -> io::Result<()> {
    allowed()?;
    fs::remove_dir(path)
}

/// Creates a folder in a folder that exists.
pub(super) fn create_dir(path: &Path) -> io::Result<()> {
    allowed()?;
    fs::create_dir(path)
}

/// Writes a file that does not exist.
pub(super) fn create(path: &Path, text: &[u8]) -> io::Result<()> {
    allowed()?;
    OpenOptions::new()
        .write(true)
        .create_new(true)
        .open(path)?
        .write_all(text)
}

/// Replaces the whole text of an open file.
pub(super) fn fill(mut file: &File, text: &[u8]) -> io::Result<()> {
    allowed()?;
    file.set_len(0)?;
    file.write_all(text)
}

/// Whether something exists at a path; a link counts, wherever it leads.
pub(super) fn exists(path: &Path) -> bool {
    fs::symlink_metadata(path).is_ok()
}

/// Folders that were created for files that may not come: those that are empty go when this is dropped.
#[derive(Debug, Default)]
pub(super) struct Made(Vec<PathBuf>);

impl Made {
    /// Creates a folder and those above it. A link counts as the folder that it leads to: this is for the folder that the
    /// user names, not for those below it.
    pub(super) fn create(&mut self, dir: &Path) -> Result<(), WriteError> {
        if dir.as_os_str().is_empty() || dir.is_dir() {
            return Ok(());
        }
        if let Some(parent) = dir.parent() {
            self.create(parent)?;
        }
        match create_dir(dir) {
            Err(_) if dir.is_dir() => {} // Another run was faster.
            Err(error) => return Err(fault(dir, "make this folder", &error)),
            Ok(()) => self.0.push(dir.to_owned()),
        }
        Ok(())
    }
}

impl Drop for Made {
    fn drop(&mut self) {
        for dir in self.0.iter().rev() {
            // A folder that is in use is not empty, and stays.
            let _ = remove_dir(dir);
        }
    }
}

#[cfg(not(test))]
fn allowed() -> io::Result<()> {
    Ok(())
}

#[cfg(test)]
use faults::allowed;

#[cfg(test)]
pub(super) mod faults {
    //! Faults that tests inject, for the thread of the test.

    use std::cell::Cell;
    use std::io;

    /// Which calls fail.
    #[derive(Clone, Copy)]
    pub(in super::super) enum FailingCalls {
        /// None.
        Never,
        /// Only the call of this number.
        At(usize),
        /// That call and all that follow, as if the process had died there.
        From(usize),
    }

    thread_local! {
        static FAULT: Cell<FailingCalls> = const { Cell::new(FailingCalls::Never) };
        static CALLS: Cell<usize> = const { Cell::new(0) };
    }

    /// Lets calls of `work` fail; gives its result and the number of calls.
    pub(in super::super) fn with<T>(fault: FailingCalls, work: impl FnOnce() -> T) -> (T, usize) {
        FAULT.set(fault);
        CALLS.set(0);
        let done = work();
        FAULT.set(FailingCalls::Never);
        (done, CALLS.get())
    }

    pub(super) fn allowed() -> io::Result<()> {
        let call = CALLS.get();
        CALLS.set(call + 1);
        let fails = match FAULT.get() {
            FailingCalls::Never => false,
            FailingCalls::At(at) => call == at,
            FailingCalls::From(first) => call >= first,
        };
        match fails {
            true => Err(io::Error::other("injected")),
            false => Ok(()),
        }
    }
}
