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
use crate::diag::{Code, Diagnostic, Diagnostics, Place, shown};

pub(super) use embedded::{runtime_crate, runtime_manifest, runtime_root};
pub(super) use layered::DECORATORS;
pub use layered::{BASE, Layered, Layers};
pub use origin::{Ejected, header};

/// The folder of a client that holds its copy of the runtime, if it has one.
pub(super) const RUNTIME: &str = "src/runtime/";

/// All layers, one over the other, for a client that carries a copy of the runtime or does not.
pub fn layers(templates: &Templates, has_copy: bool, diags: &mut Diagnostics) -> Layers {
    let mut out = embedded::first(has_copy && !templates.without_runtime);
    for layer in &templates.layers {
        let files = read(templates, layer, diags);
        for (path, mut file) in files {
            if !has_copy && path.starts_with(RUNTIME) {
                diags.push(without_effect(&file));
            }
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
    let name = &layer.name.text;
    if let Some(folder) = &layer.folder {
        if !folder.is_dir() {
            let help = "the folder is not there; a path in client.toml begins at that file";
            diags.push(unknown(layer, help));
        }
        return folder::read(folder, name, &place(templates, folder, name), diags);
    }
    let root = templates.root.as_ref().map(|root| root.join(name));
    let files = match root.filter(|folder| folder.is_dir()) {
        Some(path) => folder::read(&path, name, &format!("templates/{name}"), diags),
        None => Layers::new(),
    };
    if files.is_empty() {
        let help = "a layer is a folder below `templates`, or one beside client.toml with `./` before it; `[output] layers` \
                    names them";
        diags.push(unknown(layer, help));
    }
    files
}

/// What the author calls a folder: its path in the workspace, which is the same in every checkout.
fn place(templates: &Templates, path: &Path, name: &str) -> String {
    let workspace = templates.root.as_deref().and_then(Path::parent);
    let inside = workspace.and_then(|workspace| path.strip_prefix(workspace).ok());
    inside.map_or_else(|| name.trim_start_matches("./").to_owned(), shown)
}

/// A file that changes the runtime of a client that has none of its own.
fn without_effect(file: &Layered) -> Diagnostic {
    let message = format!(
        "`{}` changes the runtime, and the client depends on the crate of it",
        file.name
    );
    Diagnostic::new(Code::TemplateError, Place::File(file.origin.clone()), message)
        .help("take the file away, or let the client carry a copy: `runtime = \"copy\"` in `[output]`")
}

fn unknown(layer: &Layer, help: &str) -> Diagnostic {
    let message = format!("there is no template layer `{}`", layer.name.text);
    Diagnostic::new(Code::UnknownLayer, Place::entry(&layer.file, &layer.name.span), message).help(help)
}
