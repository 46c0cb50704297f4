//! Where the files come from that do not depend on the structure of the document: the runtime, `templates/crate`,
//! `templates/items`, and the layers over them.
//!
//! In: the layers that a client names, and the disk. Out: each file that is in effect by its output path, with the one that it
//! replaces: a file of a later layer stands in place of the one with the same output path, whether either has holes or not.
//! It must not know what templates say.

mod embedded;
mod folder;
mod origin;

use std::collections::BTreeMap;

use crate::config::{Layer, Templates};
use crate::diag::{Code, Diagnostic, Diagnostics, Place};
use crate::file::fingerprint;

pub use origin::{Ejected, header};

/// The folder of a layer that holds what ejected files were made of.
pub const BASE: &str = ".oasmith";

/// A file of a layer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Layered {
    /// Its path in its layer, `src/lib.rs.j2`.
    pub name: String,
    /// The layer, as its author names it; `crate` and `runtime` are the first ones.
    pub layer: String,
    /// Where it came from, for messages and to be read again.
    pub origin: String,
    /// Its text.
    pub text: String,
    /// Whether it has holes.
    pub template: bool,
    /// If it began as a copy of the original below it: what that copy was made of.
    pub ejected: Option<Ejected>,
    /// The file of an earlier layer that it replaces.
    pub replaces: Option<Box<Layered>>,
}

/// Output path → file.
pub type Layers = BTreeMap<String, Layered>;

impl Layered {
    /// A file of a layer, with the path of its output.
    fn new(layer: &str, name: &str, origin: String, text: String) -> (String, Self) {
        let output = name.strip_suffix(".j2");
        let file = Self {
            name: name.to_owned(),
            layer: layer.to_owned(),
            origin,
            text,
            template: output.is_some(),
            ejected: None,
            replaces: None,
        };
        (output.unwrap_or(name).to_owned(), file)
    }

    /// Its own text: all but the line that says where a copy is from.
    pub fn own(&self) -> &str {
        let header = self.ejected.as_ref().map_or(0, |ejected| ejected.header);
        self.text.get(header..).unwrap_or_default()
    }

    /// Whether it is a copy whose original is another one now, or gone.
    pub fn is_stale(&self) -> bool {
        let now = self.replaces.as_deref().map(|original| fingerprint(original.own()));
        self.ejected
            .as_ref()
            .is_some_and(|ejected| now != Some(ejected.hash.clone()))
    }

    fn stale(&self) -> Diagnostic {
        let version = self.ejected.as_ref().and_then(|ejected| ejected.version.clone());
        let by = version
            .map(|version| format!(" by oasmith {version}"))
            .unwrap_or_default();
        let what = match self.replaces {
            Some(_) => "has changed",
            None => "is gone",
        };
        let header = self.ejected.as_ref().map_or(0, |ejected| ejected.header);
        let place = Place::span(&self.origin, 0..header.saturating_sub(1));
        let message = format!("the original of `{}` {what} since it was ejected{by}", self.name);
        Diagnostic::new(Code::StaleTemplate, place, message).help(
            "`oasmith templates diff` shows what is new; when you have taken over what you want, `oasmith templates accept` \
             ends this warning",
        )
    }
}

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
    let name = &layer.name.text;
    if let Some(folder) = &layer.folder {
        if !folder.is_dir() {
            let help = "the folder is not there; a path in client.toml begins at that file";
            diags.push(unknown(layer, help));
        }
        return folder::read(folder, name, diags);
    }
    let root = templates.root.as_ref().map(|root| root.join(name));
    let files = match root.filter(|folder| folder.is_dir()) {
        Some(path) => folder::read(&path, name, diags),
        None => embedded::layer(name),
    };
    if files.is_empty() {
        let help = "a layer is a folder below `templates`, or one beside client.toml with `./` before it; `[output] layers` \
                    names them";
        diags.push(unknown(layer, help));
    }
    files
}

fn unknown(layer: &Layer, help: &str) -> Diagnostic {
    let message = format!("there is no template layer `{}`", layer.name.text);
    Diagnostic::new(Code::UnknownLayer, Place::entry(&layer.file, &layer.name.span), message).help(help)
}

/// Two files of one layer that have the same output.
fn doubled(output: &str, one: &Layered, other: &Layered) -> Diagnostic {
    let message = format!("`{}` and `{}` are both made into `{output}`", one.name, other.name);
    Diagnostic::new(Code::DuplicateOutput, Place::File(other.origin.clone()), message)
        .help("take one of them away, or give it another path: a template's path without `.j2` is that of its output")
}
