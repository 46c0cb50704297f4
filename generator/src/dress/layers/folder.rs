//! A layer that is a folder on the disk.

use std::path::{Path, PathBuf};

use super::layered::{BASE, Layered, Layers};
use super::origin::Ejected;
use crate::diag::{Code, Diagnostic, Diagnostics, Place, shown};
use crate::file::read_text;

/// Every file of the folder that is part of the layer, by output path. The layer's author calls the folder `place`.
pub(super) fn read(folder: &Path, layer: &str, place: &str, diags: &mut Diagnostics) -> Layers {
    let mut out = Layers::new();
    for path in files(folder) {
        let Ok(relative) = path.strip_prefix(folder) else {
            continue;
        };
        let name = shown(relative);
        let origin = path.to_string_lossy().into_owned();
        let text = match read_text(&path) {
            Ok(text) => text,
            Err(error) => {
                let message = format!("the template cannot be read: {error}");
                diags.push(Diagnostic::new(Code::UnreadableTemplate, Place::File(origin), message));
                continue;
            }
        };
        let base = read_text(&folder.join(BASE).join(relative)).ok();
        let ejected = Ejected::read(&text, base);
        let (output, file) = Layered::new(layer, &name, origin, text);
        let edited_at = Some(format!("{place}/{name}"));
        let file = Layered {
            ejected,
            edited_at,
            ..file
        };
        if let Some(other) = out.get(&output) {
            diags.push(doubled(&output, other, &file));
        }
        out.insert(output, file);
    }
    out
}

/// Every file below a folder, sorted, but those that are not of the layer.
fn files(folder: &Path) -> Vec<PathBuf> {
    let (mut out, mut todo) = (Vec::new(), vec![folder.to_path_buf()]);
    while let Some(here) = todo.pop() {
        let entries = std::fs::read_dir(&here).into_iter().flatten().flatten();
        for entry in entries.filter(|entry| is_of_layer(&entry.file_name().to_string_lossy())) {
            let path = entry.path();
            match path.is_dir() {
                true => todo.push(path),
                false => out.push(path),
            }
        }
    }
    out.sort();
    out
}

/// Whether a file or folder of this name is part of a layer. Hidden ones belong to others: to version control, editors, the system, and
/// oasmith, which keeps copies in [`BASE`]. A hidden template is certainly meant to go out, as `.gitignore.j2` does. Copies that editors
/// keep end with `~` or stand between `#`.
fn is_of_layer(name: &str) -> bool {
    let is_hidden = name.starts_with('.') && (!name.ends_with(".j2") || name.starts_with(BASE));
    let is_backup = name.ends_with('~') || (name.starts_with('#') && name.ends_with('#'));
    !is_hidden && !is_backup
}

/// Two files of one layer that have the same output.
fn doubled(output: &str, one: &Layered, other: &Layered) -> Diagnostic {
    let message = format!("`{}` and `{}` are both made into `{output}`", one.name, other.name);
    Diagnostic::new(Code::DuplicateOutput, Place::File(other.origin.clone()), message)
        .help("take one of them away, or give it another path: a template's path without `.j2` is that of its output")
}
