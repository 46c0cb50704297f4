//! A second crate, `layers`, which compiles the files of the layers where their author edits them.
//!
//! A copied file is compiled as part of the client, but its original is part of no crate: rust-analyzer, clippy and `cargo fmt`
//! would not know it. In: the finished files of the client, and the layers. Out: a manifest and a root, whose modules are the
//! layers' own files, and the client's for the rest. Must not make code of its own.

mod manifest;
mod paths;
mod root;

use std::path::Path;

use super::layers::Layers;
use crate::config::Config;
use crate::diag::{Code, Diagnostic, Place};
use crate::fence::absolute;
use crate::file::{File, read_text};
use paths::Paths;

/// The files of the crate `layers`; none if no module and no example of the client is a layer's. The client goes to `out`.
pub(super) fn crate_of_layers(files: &[File], layers: &Layers, out: &Path) -> Vec<File> {
    let paths = Paths::new(files, layers, out);
    let text = |path: &str| files.iter().find(|file| file.path == path).map(|file| &file.text);
    let (Some(library), Some(manifest)) = (text("src/lib.rs"), text("Cargo.toml")) else {
        return Vec::new();
    };
    let Some(((root, has_module), manifest)) = root::root(library, &paths).zip(manifest::manifest(manifest, &paths))
    else {
        return Vec::new();
    };
    if !has_module && paths.examples().next().is_none() {
        return Vec::new();
    }
    let file = |path: &str, text| File {
        path: format!("layers/{path}"),
        text,
    };
    vec![
        file("Cargo.toml", manifest),
        file("lib.rs", root),
        file("rustfmt.toml", formatting(out)),
    ]
}

/// The message if there is nothing to mount.
pub(super) fn nothing(config: &Config) -> Diagnostic {
    let entry = config.mount_layers.as_ref();
    let place = entry.map_or(Place::None, |entry| Place::entry(&config.file, &entry.span));
    let message = "no layer has a module or an example of the client, so there is nothing to mount";
    Diagnostic::new(Code::UnmatchedChoice, place, message)
        .help("remove `mount-layers`, or name a layer with a file below `src` or `examples` in `layers`")
}

/// How the author formats Rust: what applies to the folder that the client is in. The client's own file, which `cargo fmt` would
/// find first, switches formatting off.
fn formatting(out: &Path) -> String {
    let out = absolute(out);
    let candidates = out.ancestors().skip(1).map(|folder| folder.join("rustfmt.toml"));
    let said = candidates.into_iter().find_map(|path| read_text(&path).ok());
    said.unwrap_or_else(|| "# The defaults of rustfmt.\n".to_owned())
}
