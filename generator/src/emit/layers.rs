//! Where the files come from that do not depend on the structure of the document: the runtime, `templates/crate`, and the
//! layers over it, each file of a later layer in place of the one with the same output path.

use std::collections::BTreeMap;
use std::path::Path;

use crate::config::Templates;
use crate::diag::{Diagnostic, Diagnostics, Place, Severity};

include!(concat!(env!("OUT_DIR"), "/embedded.rs"));

/// A file of a layer.
pub(super) struct Layered {
    /// Where it came from, for messages.
    pub origin: String,
    /// Its text.
    pub text: String,
    /// Whether it has holes.
    pub template: bool,
}

/// Output path → file.
pub(super) type Layers = BTreeMap<String, Layered>;

/// All layers, one over the other.
pub(super) fn layers(templates: &Templates, diags: &mut Diagnostics) -> Layers {
    let mut out = embedded("crate/");
    let runtime = embedded("runtime/src/")
        .into_iter()
        .filter(|(path, _)| path.starts_with("runtime/"));
    out.extend(runtime.map(|(path, file)| (format!("src/{path}"), file)));
    for layer in &templates.layers {
        let on_disk = templates
            .root
            .as_ref()
            .map(|root| root.join(layer))
            .filter(|folder| folder.is_dir());
        let files = match on_disk {
            Some(folder) => read_folder(&folder, diags),
            None => embedded(&format!("{layer}/")),
        };
        if files.is_empty() {
            diags.push(unknown_layer(layer));
        }
        out.extend(files);
    }
    out
}

/// The files of a layer that is part of the program.
fn embedded(prefix: &str) -> Layers {
    let mine = EMBEDDED
        .iter()
        .filter_map(|(path, text)| Some((*path, path.strip_prefix(prefix)?, *text)));
    mine.map(|(path, rest, text)| entry(rest, format!("templates/{path}"), text.to_owned()))
        .collect()
}

fn entry(path: &str, origin: String, text: String) -> (String, Layered) {
    let output = path.strip_suffix(".j2");
    (
        output.unwrap_or(path).to_owned(),
        Layered {
            origin,
            text,
            template: output.is_some(),
        },
    )
}

fn unknown_layer(layer: &str) -> Diagnostic {
    Diagnostic::new(
        "unknown-layer",
        Severity::Error,
        Place::None,
        format!("there is no template layer `{layer}`"),
    )
    .help("a layer is a folder below `templates`, named in `[output] layers` of client.toml")
}

fn read_folder(folder: &Path, diags: &mut Diagnostics) -> Layers {
    let mut out = BTreeMap::new();
    let mut todo = vec![folder.to_path_buf()];
    while let Some(here) = todo.pop() {
        let Ok(entries) = std::fs::read_dir(&here) else {
            continue;
        };
        for path in entries.flatten().map(|entry| entry.path()) {
            if path.is_dir() {
                todo.push(path);
                continue;
            }
            let Ok(relative) = path.strip_prefix(folder) else {
                continue;
            };
            let name = relative.to_string_lossy().replace('\\', "/");
            let origin = path.to_string_lossy().into_owned();
            match std::fs::read_to_string(&path) {
                Ok(text) => {
                    out.extend([entry(&name, origin, text)]);
                }
                Err(error) => diags.push(Diagnostic::new(
                    "unreadable-template",
                    Severity::Error,
                    Place::File(origin),
                    format!("the template cannot be read: {error}"),
                )),
            }
        }
    }
    out
}
