//! What stands in the output folder before a run.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use super::{MANIFEST, WriteError, fault};
use crate::file::File;

/// The files of a folder that are ours or in the way of ours.
pub(super) struct Folder {
    texts: BTreeMap<String, Vec<u8>>,
    /// Paths that a former run wrote, and everything below `src/`.
    ours: BTreeSet<String>,
}

impl Folder {
    pub(super) fn text(&self, path: &str) -> Option<&[u8]> {
        self.texts.get(path).map(Vec::as_slice)
    }

    /// Our files that are not generated any more and still there.
    pub(super) fn stale(&self, files: &[File]) -> Vec<String> {
        let generated: BTreeSet<_> = files.iter().map(|file| file.path.as_str()).collect();
        let gone = |path: &&String| !generated.contains(path.as_str()) && self.texts.contains_key(*path);
        self.ours.iter().filter(gone).cloned().collect()
    }
}

/// Reads the folder as far as it matters for these files; refuses a folder that is not ours.
pub(super) fn read(dir: &Path, files: &[File]) -> Result<Folder, WriteError> {
    let manifest = read_file(&dir.join(MANIFEST))?;
    if manifest.is_none() {
        refuse_foreign(dir)?;
    }
    let listed = String::from_utf8_lossy(manifest.as_deref().unwrap_or_default()).into_owned();
    let mut ours: BTreeSet<String> = listed
        .lines()
        .filter(|line| is_inside(line))
        .map(str::to_owned)
        .collect();
    below(&dir.join("src"), "src", &mut ours)?;
    let mut texts = BTreeMap::new();
    for path in ours
        .iter()
        .map(String::as_str)
        .chain(files.iter().map(|file| file.path.as_str()))
    {
        if let Some(text) = read_file(&dir.join(path))? {
            texts.insert(path.to_owned(), text);
        }
    }
    Ok(Folder { texts, ours })
}

/// A line of the manifest may not lead out of the folder, whoever has edited it.
fn is_inside(line: &str) -> bool {
    let plain = |part: &str| !part.is_empty() && part != "." && part != ".." && !part.contains(['\\', ':']);
    !line.starts_with('#') && line.split('/').all(plain)
}

fn refuse_foreign(dir: &Path) -> Result<(), WriteError> {
    let entries = match fs::read_dir(dir) {
        Ok(entries) => entries,
        Err(error) if error.kind() == ErrorKind::NotFound => return Ok(()),
        Err(error) => return Err(fault(dir, "read the output folder", &error)),
    };
    let harmless = |name: &str| matches!(name, "target" | "Cargo.lock");
    let foreign = entries
        .flatten()
        .map(|entry| entry.file_name().to_string_lossy().into_owned())
        .find(|name| !harmless(name));
    match foreign {
        None => Ok(()),
        Some(_) => Err(WriteError {
            path: dir.to_owned(),
            message: "the folder is not empty, and what is in it was not generated".to_owned(),
            help: Some(format!(
                "choose another folder, or empty this one (a generated folder has a file `{MANIFEST}`)"
            )),
        }),
    }
}

fn read_file(path: &Path) -> Result<Option<Vec<u8>>, WriteError> {
    match fs::read(path) {
        Ok(text) => Ok(Some(text)),
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(None),
        Err(error) => Err(fault(path, "read what is there already", &error)),
    }
}

/// Every file below a folder but hidden ones; a folder that does not exist has none.
fn below(dir: &Path, prefix: &str, found: &mut BTreeSet<String>) -> Result<(), WriteError> {
    let entries = match fs::read_dir(dir) {
        Ok(entries) => entries,
        Err(error) if error.kind() == ErrorKind::NotFound => return Ok(()),
        Err(error) => return Err(fault(dir, "read the output folder", &error)),
    };
    for entry in entries.flatten() {
        let name = entry.file_name().to_string_lossy().into_owned();
        let path: PathBuf = entry.path();
        let is_dir = entry.file_type().is_ok_and(|kind| kind.is_dir());
        match (name.starts_with('.'), is_dir) {
            (true, _) => {}
            (false, true) => below(&path, &format!("{prefix}/{name}"), found)?,
            (false, false) => {
                found.insert(format!("{prefix}/{name}"));
            }
        }
    }
    Ok(())
}
