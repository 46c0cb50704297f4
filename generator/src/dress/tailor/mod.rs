//! The copy of the runtime that a client carries, cut to what the client needs.
//!
//! In: the layers, and the features of the runtime that are on. Out: the same layers, in which no file of the runtime asks for a
//! feature: what is there only with one that is off is left out, down to the files of whole modules. Must not parse Rust:
//! attributes and the ends of items are found among tokens (`items.rs`), which is enough for files that rustfmt has formatted.

mod condition;
mod features;
mod items;

use std::collections::BTreeSet;

use super::layers::{Layered, Layers, RUNTIME};
use crate::diag::{Code, Diagnostic, Diagnostics, Place};
pub(super) use features::Features;
use items::{declared_modules, resolved};

/// The file that declares the modules of the runtime.
const ROOT: &str = "mod.rs";

/// Cuts the runtime to the features that are on. A file of an author that would be cut away is an error.
pub(super) fn tailor(layers: &mut Layers, features: &Features, diags: &mut Diagnostics) {
    for (path, file) in layers.range_mut(RUNTIME.to_owned()..) {
        if path.starts_with(RUNTIME) && !file.template {
            file.text = resolved(&file.text, features);
        }
    }
    let needed = modules(layers);
    layers.retain(|path, file| {
        let is_needed = !path.starts_with(RUNTIME) || needed.contains(path);
        if !is_needed && file.edited_at.is_some() {
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
        for name in declared_modules(&file.text) {
            todo.extend([format!("{folder}{name}.rs"), format!("{folder}{name}/{ROOT}")]);
        }
        out.insert(path);
    }
    out
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
