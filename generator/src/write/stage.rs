//! Moving files into place: first all are written beside their targets, then all are renamed.

use std::fs;
use std::path::{Path, PathBuf};

use tempfile::{Builder, NamedTempFile};

use super::{WriteError, fault};
use crate::file::File;

/// Writes the files. If anything fails before the first rename, the folder is as it was.
pub(super) fn put(dir: &Path, files: &[&File]) -> Result<(), WriteError> {
    let mut made = Made(Vec::new());
    let mut staged = Vec::with_capacity(files.len());
    for file in files {
        let target = dir.join(&file.path);
        staged.push((stage(&target, &file.text, &mut made)?, target));
    }
    for (temporary, target) in staged {
        temporary
            .persist(&target)
            .map_err(|error| fault(&target, "write this file", &error.error))?;
        made.0.clear();
    }
    Ok(())
}

/// Folders that were made for files that may still not come. They go with the last of them.
struct Made(Vec<PathBuf>);

impl Drop for Made {
    fn drop(&mut self) {
        for dir in self.0.iter().rev() {
            let _ = fs::remove_dir(dir);
        }
    }
}

fn stage(target: &Path, text: &str, made: &mut Made) -> Result<NamedTempFile, WriteError> {
    let dir = target.parent().unwrap_or(Path::new("."));
    make(dir, made)?;
    if target.is_dir() {
        let help = Some("remove the folder".to_owned());
        let message = "cannot write this file: a folder of that name is in the way".to_owned();
        return Err(WriteError {
            path: target.to_owned(),
            message,
            help,
        });
    }
    let mut builder = Builder::new();
    builder.prefix(".oasmith-");
    #[cfg(unix)]
    builder.permissions(std::os::unix::fs::PermissionsExt::from_mode(0o666));
    let temporary = builder
        .tempfile_in(dir)
        .map_err(|error| fault(target, "write this file", &error))?;
    fs::write(temporary.path(), text).map_err(|error| fault(target, "write this file", &error))?;
    Ok(temporary)
}

fn make(dir: &Path, made: &mut Made) -> Result<(), WriteError> {
    if dir.as_os_str().is_empty() || dir.is_dir() {
        return Ok(());
    }
    if let Some(parent) = dir.parent() {
        make(parent, made)?;
    }
    fs::create_dir(dir).map_err(|error| fault(dir, "make this folder", &error))?;
    made.0.push(dir.to_owned());
    Ok(())
}

/// Removes files, and the folders that are empty without them.
pub(super) fn remove(dir: &Path, paths: &[String]) -> Result<(), WriteError> {
    for path in paths {
        let target = dir.join(path);
        fs::remove_file(&target).map_err(|error| fault(&target, "remove this file", &error))?;
        let inside = target.ancestors().skip(1).take_while(|above| *above != dir);
        for folder in inside {
            if fs::remove_dir(folder).is_err() {
                break;
            }
        }
    }
    Ok(())
}
