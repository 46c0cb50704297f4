//! The folder `specs` of a git revision, written to a folder of its own by way of the command `git`.

use std::ffi::OsStr;
use std::fs;
use std::io;
use std::path::{Component, Path};
use std::process::Command;

use tempfile::TempDir;

use crate::diag::{Code, Diagnostic, Place};

/// Writes the files below `specs` as they were; the folder goes with the value.
pub(super) fn files(root: &Path, revision: &str) -> Result<TempDir, Box<Diagnostic>> {
    let commit = format!("{revision}^{{commit}}");
    if revision.starts_with('-') || git(root, &["rev-parse", "--verify", "--quiet", &commit])?.is_none() {
        let message = format!("git knows no revision `{revision}` here");
        let help = "name a commit, a branch or a tag; a clone with little history has only its newest commits";
        return Err(fault(message, help));
    }
    let folder = TempDir::new().map_err(|error| unwritten(&error))?;
    let list = git(root, &["ls-tree", "-r", "-z", revision, "--", "specs"])?.unwrap_or_default();
    for entry in list.split(|byte| *byte == 0).filter(|entry| !entry.is_empty()) {
        let entry = String::from_utf8_lossy(entry);
        let Some((kind, path)) = entry.split_once('\t') else {
            continue;
        };
        let mut words = kind.split(' ').skip(1);
        if let (Some("blob"), Some(id), true) = (words.next(), words.next(), is_inside(path)) {
            let text = git(root, &["cat-file", "blob", id])?.unwrap_or_default();
            put(&folder.path().join(path), &text).map_err(|error| unwritten(&error))?;
        }
    }
    Ok(folder)
}

/// Standard output of git; `None` if it does not do that.
fn git(root: &Path, arguments: &[&str]) -> Result<Option<Vec<u8>>, Box<Diagnostic>> {
    let here = if root == Path::new("") { Path::new(".") } else { root };
    let mut command = Command::new("git");
    command.args([OsStr::new("-C"), here.as_os_str()]).args(arguments);
    match command.output() {
        Ok(output) => Ok(output.status.success().then_some(output.stdout)),
        Err(error) => {
            let message = format!("git cannot be started: {error}");
            let help = "install git, or keep the old files and compare folders: oasmith diff OLD NEW";
            Err(fault(message, help))
        }
    }
}

/// A path of a tree may not lead out of the folder, whoever has made it.
fn is_inside(path: &str) -> bool {
    Path::new(path)
        .components()
        .all(|part| matches!(part, Component::Normal(_)))
}

fn put(path: &Path, text: &[u8]) -> io::Result<()> {
    path.parent().map_or(Ok(()), fs::create_dir_all)?;
    fs::write(path, text)
}

fn fault(message: String, help: &str) -> Box<Diagnostic> {
    Box::new(Diagnostic::new(Code::UnreadableRevision, Place::None, message).help(help))
}

fn unwritten(error: &io::Error) -> Box<Diagnostic> {
    fault(
        format!("the files of the revision cannot be written: {error}"),
        "make room in the folder for temporary files",
    )
}
