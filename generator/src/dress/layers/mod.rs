//! Where the files come from that do not depend on the structure of the document: the runtime, `templates/crate`,
//! `templates/items`, and the layers over them.
//!
//! In: the layers that a client names, and the disk. Out: each file that is in effect by its output path, with the one that it
//! replaces: a file of a later layer stands in place of the one with the same output path, whether either has holes or not.
//! It must not know what templates say.

mod embedded;
mod folder;
mod layered;
mod origin;

use std::path::Path;

use crate::config::{Layer, Templates};
use crate::diag::{self, Code, Diagnostic, Diagnostics, Place, Severity};

pub(super) use layered::DECORATORS;
pub use layered::{BASE, Layered, Layers};
pub use origin::{Ejected, header};

/// All layers, one over the other.
pub fn layers(templates: &Templates, diags: &mut Diagnostics) -> Layers {
    let mut out = embedded::first(!templates.without_runtime);
    for layer in &templates.layers {
        let files = read(templates, layer, diags);
        for (path, mut file) in files {
            file.replaces = out.remove(&path).map(Box::new);
            out.insert(path, file);
        }
    }
    let stale = out.values().filter(|file| file.is_stale());
    stale.for_each(|file| diags.push(file.stale()));
    out
}

/// The files of one layer, by output path.
fn read(templates: &Templates, layer: &Layer, diags: &mut Diagnostics) -> Layers {
    let name = match layer {
        Layer::Folder { path, shown } => {
            if !path.is_dir() {
                diags.push(unknown(
                    shown,
                    "the folder is not there; a path in client.toml begins at that file",
                ));
            }
            return folder::read(path, shown, &place(templates, path, shown), diags);
        }
        Layer::Named(name) => name,
    };
    let root = templates.root.as_ref().map(|root| root.join(name));
    let files = match root.filter(|folder| folder.is_dir()) {
        Some(path) => folder::read(&path, name, &format!("templates/{name}"), diags),
        None => Layers::new(),
    };
    if files.is_empty() {
        let help = "a layer is a folder below `templates`, or one beside client.toml with `./` before it; `[output] layers` \
                    names them";
        diags.push(unknown(name, help));
    }
    files
}

/// What the author calls a folder: its path in the workspace, which is the same in every checkout.
fn place(templates: &Templates, path: &Path, shown: &str) -> String {
    let workspace = templates.root.as_deref().and_then(Path::parent);
    let inside = workspace.and_then(|workspace| path.strip_prefix(workspace).ok());
    inside.map_or_else(|| shown.trim_start_matches("./").to_owned(), diag::shown)
}

fn unknown(layer: &str, help: &str) -> Diagnostic {
    let message = format!("there is no template layer `{layer}`");
    Diagnostic::new(Code::UnknownLayer, Severity::Error, Place::None, message).help(help)
}
