//! `oasmith templates eject` and `accept`: copies of originals, and what they were copied from.
//!
//! A copy begins with a line that has the version of oasmith and a fingerprint of the original. The original itself is kept
//! below `.oasmith` beside it, so that one can see later what has changed since.

use std::path::{Path, PathBuf};

use super::find::{chosen, find};
use crate::cli::job::Job;
use crate::cli::output::Output;
use crate::config::{RuntimeChoice, Templates};
use crate::diag::{Code, Diagnostic, Diagnostics, Place, shown};
use crate::dress::layers::{BASE, Layered, Layers, header, layers};
use crate::file::File;
use crate::write::Batch;

/// The author's own layer, if it has no name yet.
const OWN: &str = "./templates";

/// Where copies go, and what is below them.
struct Target {
    folder: PathBuf,
    /// What the layers below have.
    below: Layers,
    /// Whether `client.toml` names the folder.
    is_named: bool,
}

/// Copies originals into the author's own layer; all of them or none.
pub(super) fn eject(job: &Job, names: &[String], output: &mut Output<'_>) -> Result<(), Box<Diagnostic>> {
    let target = target(job);
    let files: Vec<&Layered> = chosen(&target.below, names, |_| false)?;
    for file in &files {
        for name in [file.name.as_str(), other(&file.name).as_str()] {
            let path = target.folder.join(name);
            if path.symlink_metadata().is_ok() {
                let help = "delete it, or keep it: nothing is written over; `oasmith templates diff` compares it";
                let message = "the file is there already";
                return Err(Box::new(
                    Diagnostic::new(Code::NotWritten, Place::file(&path), message).help(help),
                ));
            }
        }
    }
    let copies: Vec<File> = files.iter().flat_map(|file| copy(file, file.own())).collect();
    write(&target.folder, &copies)?;
    for file in files {
        let path = shown(&target.folder.join(&file.name));
        output.print(&format!("{path}: a copy of that of `{}`\n", file.layer));
    }
    if !target.is_named {
        let layers = job.config.layers.iter().map(|layer| layer.text.as_str());
        let layers: Vec<&str> = layers.chain([OWN]).collect();
        let file = &job.config.file;
        output.print(&format!(
            "\n{file} does not name the folder yet:\n\n[output]\nlayers = {layers:?}\n"
        ));
    }
    Ok(())
}

/// Says that copies are up to date with their originals.
pub(super) fn accept(layers: &Layers, names: &[String], output: &mut Output<'_>) -> Result<(), Box<Diagnostic>> {
    for name in names {
        let file = find(layers, name)?;
        let Some((original, folder)) = file.replaces.as_deref().zip(folder(file)) else {
            return Err(Box::new(no_copy(file)));
        };
        if file.ejected.is_none() {
            return Err(Box::new(no_copy(file)));
        }
        let original = Layered {
            name: file.name.clone(),
            ..original.clone()
        };
        write(&folder, &copy(&original, file.own()))?;
        output.print(&format!(
            "{}: up to date with that of `{}`\n",
            file.origin, original.layer
        ));
    }
    Ok(())
}

/// A copy of an original with this text, and the original beside it.
fn copy(original: &Layered, text: &str) -> [File; 2] {
    let base = File {
        path: format!("{BASE}/{}", original.name),
        text: original.own().to_owned(),
    };
    let copy = File {
        path: original.name.clone(),
        text: format!("{}{text}", header(&original.name, original.own())),
    };
    [base, copy]
}

/// Writes all of them, or none.
fn write(folder: &Path, files: &[File]) -> Result<(), Box<Diagnostic>> {
    let mut batch = Batch::default();
    files.iter().for_each(|file| batch.file(folder, file));
    let written = batch.write(&mut Diagnostics::default());
    written.map(drop).map_err(|error| Box::new(error.diagnostic(None)))
}

/// The last folder that `client.toml` names with `./`, or else `templates` beside it.
fn target(job: &Job) -> Target {
    let all = &job.templates.layers;
    let at = all.iter().rposition(|layer| layer.folder.is_some());
    let folder = at.and_then(|at| all.get(at)?.folder.clone());
    let folder = folder.unwrap_or_else(|| Path::new(&job.config.file).with_file_name(OWN.trim_start_matches("./")));
    let below = Templates {
        root: job.templates.root.clone(),
        layers: all.get(..at.unwrap_or(all.len())).unwrap_or_default().to_vec(),
        ..Templates::default()
    };
    Target {
        folder,
        below: layers(
            &below,
            job.config.runtime == RuntimeChoice::Copy,
            &mut Diagnostics::default(),
        ),
        is_named: at.is_some(),
    }
}

/// The name of a file with the same output: with holes if it has none, without if it has some.
fn other(name: &str) -> String {
    match name.strip_suffix(".j2") {
        Some(plain) => plain.to_owned(),
        None => format!("{name}.j2"),
    }
}

/// The folder of the layer that a file is in.
fn folder(file: &Layered) -> Option<PathBuf> {
    let depth = file.name.split('/').count();
    Path::new(&file.origin).ancestors().nth(depth).map(Path::to_owned)
}

fn no_copy(file: &Layered) -> Diagnostic {
    let message = format!("`{}` is no copy of a file of another layer", file.name);
    Diagnostic::new(Code::UnknownTemplate, Place::File(file.origin.clone()), message)
        .help("`oasmith templates list` says of each file whether it was ejected")
}
