//! The folder compared with what should be in it; nothing is written.

use std::path::Path;

use similar::TextDiff;

use super::error::WriteError;
use super::folder;
use super::layout::STAGE;
use super::manifest::{Contents, with_manifest};
use super::stage;
use crate::diag::{Diagnostics, shown};
use crate::file::File;

/// One difference between the folder and the generator.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Drift {
    /// The file, relative to the folder.
    pub path: String,
    /// What is the matter with it.
    pub kind: DriftKind,
    /// What a run would do to it, as a unified diff.
    pub diff: String,
}

/// How a file differs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DriftKind {
    /// It has other content.
    Changed,
    /// It is not there.
    Missing,
    /// It is not generated, and would be removed.
    Unexpected,
}

/// What a run of [`super::write`] would change, by path. A folder that a run has left half-written is an error.
pub fn check(
    dir: &Path,
    contents: &Contents,
    files: &[File],
    diags: &mut Diagnostics,
) -> Result<Vec<Drift>, WriteError> {
    if stage::is_left(dir) {
        return Err(half_written(dir));
    }
    let files = with_manifest(contents, files);
    let before = folder::read(dir, contents, &files, diags)?;
    let mut drifts: Vec<Drift> = files
        .iter()
        .filter_map(|file| compare(dir, file, before.text(&file.path)))
        .collect();
    drifts.extend(before.stale(&files).into_iter().map(|path| {
        let old = String::from_utf8_lossy(before.text(&path).unwrap_or_default()).into_owned();
        let diff = unified(&side("a", dir, &path), &old, "/dev/null", "");
        Drift {
            path,
            kind: DriftKind::Unexpected,
            diff,
        }
    }));
    drifts.sort_by(|a, b| a.path.cmp(&b.path));
    Ok(drifts)
}

/// What [`super::write_one`] would change.
pub fn check_one(dir: &Path, file: &File) -> Option<Drift> {
    let old = crate::file::read(&dir.join(&file.path)).ok();
    compare(dir, file, old.as_deref())
}

fn half_written(dir: &Path) -> WriteError {
    WriteError {
        path: dir.join(STAGE),
        step: None,
        reason: "a run was interrupted while it wrote this folder, or is still writing".to_owned(),
        help: Some("run the command without --check: it puts the folder back before it writes".to_owned()),
    }
}

fn compare(dir: &Path, file: &File, old: Option<&[u8]>) -> Option<Drift> {
    let File { path, text } = file;
    let new_name = side("b", dir, path);
    let (kind, diff) = match old {
        Some(old) if old == text.as_bytes() => return None,
        Some(old) => {
            let old = String::from_utf8_lossy(old);
            (
                DriftKind::Changed,
                unified(&side("a", dir, path), &old, &new_name, text),
            )
        }
        None => (DriftKind::Missing, unified("/dev/null", "", &new_name, text)),
    };
    Some(Drift {
        path: path.clone(),
        kind,
        diff,
    })
}

/// What one side of a diff is called. If the folder is named from where the program runs, `patch -p1` finds the file there.
fn side(letter: &str, dir: &Path, path: &str) -> String {
    match dir.is_absolute() {
        true => format!("{letter}/{path}"),
        false => shown(&Path::new(letter).join(dir).join(path)),
    }
}

fn unified(old_name: &str, old: &str, new_name: &str, new: &str) -> String {
    if old == new {
        return format!("--- {old_name}\n+++ {new_name}\n");
    }
    TextDiff::from_lines(old, new)
        .unified_diff()
        .context_radius(3)
        .header(old_name, new_name)
        .to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_diff_names_the_file_from_where_the_folder_is_named() {
        let dir = Path::new("generated/shop");
        assert_eq!(side("a", dir, "src/lib.rs"), "a/generated/shop/src/lib.rs");
        assert_eq!(side("b", &std::env::temp_dir(), "src/lib.rs"), "b/src/lib.rs");
    }
}
