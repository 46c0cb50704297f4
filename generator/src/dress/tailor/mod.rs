//! The copy of the runtime that a client carries, cut to what the client needs.
//!
//! In: the layers, and the features of the runtime that are on. Out: the same layers, in which no file of the runtime asks for a
//! feature: what is there only with one that is off is left out, down to the files of whole modules. Must not parse Rust:
//! attributes and the ends of items are found among tokens (`items.rs`), which is enough for files that rustfmt has formatted.

mod condition;
mod items;

use std::collections::BTreeSet;

use super::declared;
use super::layers::{Layered, Layers, RUNTIME};
use crate::diag::{Code, Diagnostic, Diagnostics, Place};
use crate::plan::RuntimeFeature;
pub(super) use items::resolved;

/// The file that declares the modules of the runtime.
const ROOT: &str = "mod.rs";

/// Cuts the runtime to the features that are on. A file that its author has changed and that would be cut away is an error.
pub(super) fn tailor(layers: &mut Layers, on: &BTreeSet<RuntimeFeature>, diags: &mut Diagnostics) {
    for (path, file) in layers.range_mut(RUNTIME.to_owned()..) {
        if path.starts_with(RUNTIME) && !file.template {
            // The line that says where a copy is from stays.
            let own = resolved(file.own(), on);
            let header = file.text.len() - file.own().len();
            file.text.replace_range(header.., &own);
        }
    }
    let needed = modules(layers);
    layers.retain(|path, file| {
        let is_needed = !path.starts_with(RUNTIME) || needed.contains(path);
        if !is_needed && is_changed(file, on) {
            diags.push(without_module(file));
        }
        is_needed
    });
}

/// The files of all modules that are declared, from the root of the runtime on.
fn modules(layers: &Layers) -> BTreeSet<String> {
    let (mut out, mut todo) = (BTreeSet::new(), vec![format!("{RUNTIME}{ROOT}")]);
    while let Some(path) = todo.pop() {
        let Some(file) = layers.get(&path) else { continue };
        let folder = path.strip_suffix(ROOT).map_or_else(
            || path.strip_suffix(".rs").map(|stem| format!("{stem}/")),
            |folder| Some(folder.to_owned()),
        );
        let folder = folder.unwrap_or_default();
        for name in declared::modules(&file.text) {
            todo.extend([format!("{folder}{name}.rs"), format!("{folder}{name}/{ROOT}")]);
        }
        out.insert(path);
    }
    out
}

/// Whether an author has changed a file, or added it.
fn is_changed(file: &Layered, on: &BTreeSet<RuntimeFeature>) -> bool {
    let original = file.replaces.as_deref().map(|original| resolved(original.own(), on));
    file.edited_at.is_some() && original.as_deref() != Some(file.own())
}

/// A file that changes a part of the runtime that the client does not have.
fn without_module(file: &Layered) -> Diagnostic {
    let message = format!(
        "no module of the runtime that this client needs declares `{}`",
        file.name
    );
    Diagnostic::new(Code::TemplateError, Place::File(file.origin.clone()), message)
        .help("take the file away, or ask for its part of the runtime: `runtime-features` in `[output]`")
}
