//! A file that one process has at a time. The system gives it back when the process ends, however it ends.

use std::fs::{self, File, OpenOptions, TryLockError};
use std::io::{self, ErrorKind};
use std::path::Path;

/// More tries than other runs can spoil by ending at the wrong moment.
const TRIES: usize = 20;

/// Opens the file, creating it if need be. `None` if another process has it.
pub(super) fn take(path: &Path) -> io::Result<Option<File>> {
    for _ in 0..TRIES {
        if fs::symlink_metadata(path).is_ok_and(|data| !data.is_file()) {
            return Err(io::Error::from(ErrorKind::AlreadyExists));
        }
        let file = OpenOptions::new().write(true).create(true).truncate(false).open(path)?;
        match file.try_lock() {
            Ok(()) => {}
            Err(TryLockError::WouldBlock) => return Ok(None),
            // Some network file systems have no locks. Most runs are alone.
            Err(TryLockError::Error(_)) => return Ok(Some(file)),
        }
        // The run that had it may have removed it between our opening and our locking.
        if is_at(&file, path) {
            return Ok(Some(file));
        }
    }
    Ok(None)
}

#[cfg(unix)]
fn is_at(file: &File, path: &Path) -> bool {
    use std::os::unix::fs::MetadataExt;
    let id = |data: fs::Metadata| (data.dev(), data.ino());
    let (ours, there) = (file.metadata().map(id), fs::symlink_metadata(path).map(id));
    matches!((ours, there), (Ok(ours), Ok(there)) if ours == there)
}

#[cfg(not(unix))]
fn is_at(_: &File, path: &Path) -> bool {
    path.exists()
}
