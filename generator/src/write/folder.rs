//! What an output folder has before a run, and which of it is ours.
//!
//! Ours is what the manifest lists, and nothing else. A file that is not ours is never replaced or removed: where a generated
//! file has to go the run stops, elsewhere it is left alone, with a warning if it is below `src/`, where it may become part
//! of the crate.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io::ErrorKind;
use std::path::Path;

use super::error::{WriteError, fault};
use super::layout::{MANIFEST, STAGE};
use super::look::{OnDisk, in_the_way, look};
use super::manifest::{self, Contents, Manifest};
use crate::diag::{Code, Diagnostic, Diagnostics, Place};
use crate::file::{File, twin};

/// As many files are named in a message.
const NAMED: usize = 10;

/// The files of a folder that are ours, or at the paths of generated ones.
pub(super) struct Folder {
    texts: BTreeMap<String, Vec<u8>>,
    ours: BTreeSet<String>,
}

impl Folder {
    /// A folder of somebody else, in which files are created and none is replaced.
    pub(super) fn foreign() -> Self {
        Self {
            texts: BTreeMap::new(),
            ours: BTreeSet::new(),
        }
    }

    /// The text of one of these files.
    pub(super) fn text(&self, path: &str) -> Option<&[u8]> {
        self.texts.get(path).map(Vec::as_slice)
    }

    /// Our files that are not generated any more and still exist.
    pub(super) fn stale(&self, files: &[File]) -> Vec<String> {
        let generated: BTreeSet<_> = files.iter().map(|file| file.path.as_str()).collect();
        let gone = |path: &&String| !generated.contains(path.as_str()) && self.texts.contains_key(*path);
        self.ours.iter().filter(gone).cloned().collect()
    }
}

/// Reads the folder as far as it matters for these files. Refuses a folder in which something is in the way of them.
pub(super) fn read(
    dir: &Path,
    contents: &Contents,
    files: &[File],
    diags: &mut Diagnostics,
) -> Result<Folder, WriteError> {
    let mut manifest = read_manifest(dir)?;
    if let [other, ..] = manifest.contents.as_slice()
        && !manifest.contents.contains(contents)
    {
        return Err(refuse_other_contents(dir, other, contents));
    }
    let mut texts = BTreeMap::new();
    let generated: BTreeSet<&str> = files.iter().map(|file| file.path.as_str()).collect();
    for path in manifest.paths.iter().filter(|path| !generated.contains(path.as_str())) {
        match look(dir, path) {
            Ok(OnDisk::File) => drop(texts.insert(path.clone(), read_file(&dir.join(path))?)),
            Ok(OnDisk::Nothing) => {}
            // A run has not written it, nor what a link on the way leads to.
            Ok(_) | Err(_) => manifest.strange.push(path.clone()),
        }
    }
    let mut blocked = Vec::new();
    for file in files {
        match old_text(dir, file, &manifest)? {
            Old::None => {}
            Old::Ours(text) => drop(texts.insert(file.path.clone(), text)),
            Old::Foreign => blocked.push(file.path.clone()),
        }
    }
    let is_twin = |path: &String| twin(path).is_some_and(|twin| generated.contains(twin.as_str()));
    let (twins, others): (Vec<_>, Vec<_>) = unlisted(dir, &manifest, &generated)?.into_iter().partition(is_twin);
    blocked.extend(twins);
    if !blocked.is_empty() {
        return Err(refuse_to_replace(dir, &blocked));
    }
    warn_of_manifest(dir, &manifest, diags);
    warn_of_others(dir, &others, diags);
    Ok(Folder {
        texts,
        ours: manifest.paths,
    })
}

/// What exists at the path of a generated file.
enum Old {
    None,
    Ours(Vec<u8>),
    Foreign,
}

fn old_text(dir: &Path, file: &File, manifest: &Manifest) -> Result<Old, WriteError> {
    let File { path, text } = file;
    match look(dir, path)? {
        OnDisk::Nothing => return Ok(Old::None),
        OnDisk::File => {}
        found => return Err(in_the_way(&dir.join(path), found)),
    }
    let old = read_file(&dir.join(path))?;
    let is_ours = path == MANIFEST || manifest.paths.contains(path) || old == text.as_bytes();
    Ok(if is_ours { Old::Ours(old) } else { Old::Foreign })
}

/// Files below `src/` that are neither generated nor listed.
fn unlisted(dir: &Path, manifest: &Manifest, generated: &BTreeSet<&str>) -> Result<Vec<String>, WriteError> {
    let mut found = Vec::new();
    if look(dir, "src")? == OnDisk::Folder {
        below(&dir.join("src"), "src", &mut found)?;
    }
    found.retain(|path| !manifest.paths.contains(path) && !generated.contains(path.as_str()));
    Ok(found)
}

fn read_manifest(dir: &Path) -> Result<Manifest, WriteError> {
    let path = dir.join(MANIFEST);
    match look(dir, MANIFEST)? {
        OnDisk::Nothing => {
            refuse_foreign(dir)?;
            Ok(Manifest::missing())
        }
        OnDisk::File => Ok(manifest::read(&String::from_utf8_lossy(&read_file(&path)?))),
        found => Err(in_the_way(&path, found)),
    }
}

fn refuse_foreign(dir: &Path) -> Result<(), WriteError> {
    let entries = match fs::read_dir(dir) {
        Ok(entries) => entries,
        Err(error) if error.kind() == ErrorKind::NotFound => return Ok(()),
        Err(error) => return Err(fault(dir, "read the output folder", &error)),
    };
    let harmless = |name: &str| matches!(name, "target" | "Cargo.lock" | STAGE);
    let foreign = entries
        .flatten()
        .map(|entry| entry.file_name().to_string_lossy().into_owned())
        .find(|name| !harmless(name));
    match foreign {
        None => Ok(()),
        Some(_) => Err(WriteError {
            path: dir.to_owned(),
            step: None,
            reason: "the folder is not empty, and what is in it was not generated".to_owned(),
            help: Some(format!(
                "choose another folder, or empty this one (a generated folder has a file `{MANIFEST}`)"
            )),
        }),
    }
}

fn read_file(path: &Path) -> Result<Vec<u8>, WriteError> {
    fs::read(path).map_err(|error| fault(path, "read what is there already", &error))
}

/// Every file and link below a folder but hidden ones. Links are not followed.
fn below(dir: &Path, prefix: &str, found: &mut Vec<String>) -> Result<(), WriteError> {
    let entries = fs::read_dir(dir).map_err(|error| fault(dir, "read the output folder", &error))?;
    let mut entries: Vec<_> = entries.flatten().collect();
    entries.sort_by_key(fs::DirEntry::file_name);
    for entry in entries {
        let name = entry.file_name().to_string_lossy().into_owned();
        let is_dir = entry.file_type().is_ok_and(|kind| kind.is_dir());
        match (name.starts_with('.'), is_dir) {
            (true, _) => {}
            (false, true) => below(&entry.path(), &format!("{prefix}/{name}"), found)?,
            (false, false) => found.push(format!("{prefix}/{name}")),
        }
    }
    Ok(())
}

/// Some of the paths, and how many there are if that is not all.
fn listed(paths: &[String]) -> String {
    let named: Vec<String> = paths.iter().take(NAMED).map(|path| format!("`{path}`")).collect();
    match paths.len().checked_sub(NAMED) {
        None | Some(0) => named.join(", "),
        Some(more) => format!("{} and {more} more", named.join(", ")),
    }
}

fn refuse_other_contents(dir: &Path, other: &Contents, contents: &Contents) -> WriteError {
    WriteError {
        path: dir.to_owned(),
        step: None,
        reason: format!("the folder holds {other}, and {contents} would replace it"),
        help: Some(format!(
            "choose another folder; if one is to replace the other, delete the line `{}` in `{MANIFEST}`",
            other.line()
        )),
    }
}

fn refuse_to_replace(dir: &Path, paths: &[String]) -> WriteError {
    WriteError {
        path: dir.to_owned(),
        step: None,
        reason: format!(
            "generated files would replace {}, which `{MANIFEST}` does not list as generated",
            listed(paths)
        ),
        help: Some(format!(
            "move what is yours to another folder; if it was generated, delete it or restore `{MANIFEST}`"
        )),
    }
}

fn warn_of_manifest(dir: &Path, manifest: &Manifest, diags: &mut Diagnostics) {
    let place = Place::file(&dir.join(MANIFEST));
    let mut warn = |message: String| {
        let help = "nothing that it does not list was removed; this run writes the list again";
        diags.push(Diagnostic::new(Code::BadManifest, place.clone(), message).help(help));
    };
    if !manifest.is_ours {
        warn("oasmith did not write this list, so that no file counts as generated".to_owned());
    }
    if !manifest.strange.is_empty() {
        let strange = listed(&manifest.strange);
        warn(format!("not plain files inside this folder, and left alone: {strange}"));
    }
}

fn warn_of_others(dir: &Path, others: &[String], diags: &mut Diagnostics) {
    if others.is_empty() {
        return;
    }
    let message = format!("not generated, and left alone: {}", listed(others));
    let help = "delete what is a leftover; a module of your own belongs to a layer of templates";
    let place = Place::file(&dir.join("src"));
    diags.push(Diagnostic::new(Code::UnlistedFile, place, message).help(help));
}
