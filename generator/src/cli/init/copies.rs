//! The files that documents are made of, as they will lie below the new folder: side by side as before, so that their
//! references lead where they led.

use std::path::{Path, PathBuf};

use crate::diag::shown;
use crate::fence::absolute;
use crate::file::File;
use crate::spec::Document;

/// A file of the document.
pub(super) struct Copy {
    /// Where it came from, as people wrote it.
    pub(super) from: String,
    /// Path in the new folder, and text.
    pub(super) file: File,
    /// Whether it was named, and not only referred to.
    pub(super) is_document: bool,
}

/// All files that were read: the documents first, in the order in which they were named.
pub(super) fn of(document: &Document, named: &[PathBuf]) -> Vec<Copy> {
    let paths: Vec<PathBuf> = document
        .sources
        .iter()
        .map(|source| absolute(Path::new(&source.path)))
        .collect();
    let named: Vec<PathBuf> = named.iter().map(|path| absolute(path)).collect();
    let base = shared(&paths);
    let mut copies: Vec<Copy> = document
        .sources
        .iter()
        .zip(&paths)
        .map(|(source, path)| Copy {
            from: from(&source.path, path),
            file: File {
                path: shown(path.strip_prefix(&base).unwrap_or(path)),
                text: source.text.clone(),
            },
            is_document: named.contains(path),
        })
        .collect();
    copies.sort_by_key(|copy| !copy.is_document);
    copies
}

/// The folder that all files lie below.
fn shared(paths: &[PathBuf]) -> PathBuf {
    let mut folders = paths.iter().filter_map(|path| path.parent());
    let first = folders.next().unwrap_or(Path::new(""));
    let base = first
        .ancestors()
        .find(|base| paths.iter().all(|path| path.starts_with(base)));
    base.unwrap_or(Path::new("")).to_owned()
}

/// Where a file came from, for a text that goes wherever the repository goes: a path of this machine is left out.
fn from(shown: &str, path: &Path) -> String {
    let name = path.file_name().unwrap_or_default();
    match Path::new(shown).is_absolute() {
        true => name.to_string_lossy().into_owned(),
        false => shown.to_owned(),
    }
}

/// Whether some file lies beside the folders of the documents, so that references may lead there only if that is allowed.
pub(super) fn leave_their_folders(copies: &[Copy]) -> bool {
    let folder = |copy: &Copy| {
        Path::new(&copy.file.path)
            .parent()
            .map(Path::to_owned)
            .unwrap_or_default()
    };
    let folders: Vec<PathBuf> = copies.iter().filter(|copy| copy.is_document).map(folder).collect();
    let is_below = |copy: &Copy| {
        folders
            .iter()
            .any(|folder| Path::new(&copy.file.path).starts_with(folder))
    };
    !copies.iter().all(is_below)
}
