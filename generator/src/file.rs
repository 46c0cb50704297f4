//! Files: what leaves `dress` to be written, and the one way in which files of users are read.

use std::fs::File as Handle;
use std::io::{Error, ErrorKind, Read, Result};
use std::path::Path;
use std::sync::{Mutex, PoisonError};

/// Text and where it goes, relative to the output folder, with `/` between parts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct File {
    /// Relative path, `src/models/streams.rs`.
    pub path: String,
    /// The whole content.
    pub text: String,
}

/// The other file that the same module may be in: the compiler refuses a crate that has both.
pub(crate) fn twin(path: &str) -> Option<String> {
    let stem = path.strip_suffix(".rs")?;
    Some(match stem.strip_suffix("/mod") {
        Some(folder) => format!("{folder}.rs"),
        None => format!("{stem}/mod.rs"),
    })
}

/// What stands for the standard input in place of a path, once it has been [taken](take_standard_input).
pub const STANDARD_INPUT: &str = "<stdin>";

static TAKEN: Mutex<Option<Vec<u8>>> = Mutex::new(None);

/// Reads a stream to its end, and keeps what it holds as the content of [`STANDARD_INPUT`]: it can be read only once, and is looked at
/// again where a message shows a line of it.
///
/// # Errors
///
/// The stream cannot be read, or is larger than [`MOST_BYTES`].
pub fn take_standard_input(stream: impl Read) -> Result<()> {
    let bytes = limited(stream)?;
    *TAKEN.lock().unwrap_or_else(PoisonError::into_inner) = Some(bytes);
    Ok(())
}

/// The largest file that is read, in bytes: 256 MiB. The largest published documents have about a tenth of that.
pub const MOST_BYTES: u64 = 256 << 20;

/// Reads a regular file of at most [`MOST_BYTES`].
///
/// # Errors
///
/// The file cannot be read, is larger, or is not a regular file: reading a pipe or a device may never end.
pub fn read(path: &Path) -> Result<Vec<u8>> {
    if path == Path::new(STANDARD_INPUT)
        && let Some(bytes) = &*TAKEN.lock().unwrap_or_else(PoisonError::into_inner)
    {
        return Ok(bytes.clone());
    }
    // Asked before opening: to open a pipe is to wait for its other end.
    let about = std::fs::metadata(path)?;
    if about.is_dir() {
        return Err(ErrorKind::IsADirectory.into());
    }
    if !about.is_file() {
        return Err(Error::other("it is not a regular file"));
    }
    limited(Handle::open(path)?)
}

fn limited(stream: impl Read) -> Result<Vec<u8>> {
    let mut bytes = Vec::new();
    stream.take(MOST_BYTES + 1).read_to_end(&mut bytes)?;
    // Counted rather than asked for: a file can grow, and files of some file systems do not have their size.
    if bytes.len() as u64 > MOST_BYTES {
        let message = format!("it is larger than {} MiB, the most that is read", MOST_BYTES >> 20);
        return Err(Error::new(ErrorKind::FileTooLarge, message));
    }
    Ok(bytes)
}

/// The same for a file that is text.
///
/// # Errors
///
/// As [`read`], and the file is not UTF-8.
pub fn read_text(path: &Path) -> Result<String> {
    String::from_utf8(read(path)?).map_err(|_| Error::new(ErrorKind::InvalidData, "it is not UTF-8 text"))
}

/// A short word for a text, by which a change is noticed: FNV-1a, which is the same everywhere and for ever. Line ends do not
/// count, so that a checkout on Windows is no change.
pub fn fingerprint(text: &str) -> String {
    let bytes = text.bytes().filter(|byte| *byte != b'\r');
    let hash = bytes.fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
    });
    format!("{hash:016x}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    #[cfg(unix)]
    fn a_pipe_and_a_device_are_not_read() {
        let folder = tempfile::tempdir().unwrap();
        let pipe = folder.path().join("pipe");
        let made = std::process::Command::new("mkfifo").arg(&pipe).status().unwrap();
        assert!(made.success());
        for path in [&*pipe, Path::new("/dev/zero")] {
            assert_eq!(
                read(path).unwrap_err().to_string(),
                "it is not a regular file",
                "{path:?}"
            );
        }
    }

    #[test]
    fn a_file_beyond_the_limit_is_not_read() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("large");
        // Sparse: it takes no room on the disk.
        Handle::create(&path).unwrap().set_len(MOST_BYTES + 1).unwrap();
        let said = read(&path).unwrap_err().to_string();
        assert_eq!(said, "it is larger than 256 MiB, the most that is read");
    }
}
