//! What exists at a path below a folder, without following a symbolic link on the way.
//!
//! The check comes just before each call that changes something. Whoever can swap a folder for a link between the two can
//! already write there themselves, so that calls relative to open folders would add much code and protect nobody.

use std::fs;
use std::io::ErrorKind;
use std::path::Path;

use super::error::{WriteError, fault};

/// What exists at a path.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum OnDisk {
    Nothing,
    File,
    Folder,
    Link,
    /// A pipe, a socket or a device.
    Other,
}

/// What exists at a path below `base`, written with `/`. A link or a file in the place of a folder on the way is an error.
pub(super) fn look(base: &Path, path: &str) -> Result<OnDisk, WriteError> {
    let mut here = base.to_owned();
    let mut parts = path.split('/').peekable();
    while let Some(part) = parts.next() {
        here.push(part);
        let found = at(&here)?;
        match (found, parts.peek().is_some()) {
            (found, false) => return Ok(found),
            (OnDisk::Nothing, true) => return Ok(OnDisk::Nothing),
            (OnDisk::Folder, true) => {}
            (found, true) => return Err(in_the_way(&here, found)),
        }
    }
    Ok(OnDisk::Folder)
}

fn at(path: &Path) -> Result<OnDisk, WriteError> {
    let kind = match fs::symlink_metadata(path) {
        Ok(data) => data.file_type(),
        Err(error) if error.kind() == ErrorKind::NotFound => return Ok(OnDisk::Nothing),
        Err(error) => return Err(fault(path, "read what is there already", &error)),
    };
    Ok(match () {
        () if kind.is_symlink() => OnDisk::Link,
        () if kind.is_dir() => OnDisk::Folder,
        () if kind.is_file() => OnDisk::File,
        () => OnDisk::Other,
    })
}

/// The error about something that is not ours at a path that we need.
pub(super) fn in_the_way(path: &Path, found: OnDisk) -> WriteError {
    let (message, help) = match found {
        OnDisk::Link => (
            "a symbolic link is in the way, and is not followed",
            "remove the link, or choose another output folder; nothing below the output folder may be a link",
        ),
        OnDisk::Folder => (
            "cannot write this file: a folder of that name is in the way",
            "remove the folder",
        ),
        OnDisk::File => ("a file is in the way of a folder", "move the file away"),
        OnDisk::Nothing | OnDisk::Other => (
            "something that is neither a file nor a folder is in the way",
            "move it away",
        ),
    };
    WriteError {
        path: path.to_owned(),
        step: None,
        reason: message.to_owned(),
        help: Some(help.to_owned()),
    }
}
