//! Where the templates of a client come from.

use std::path::{Path, PathBuf};

use super::entry::Entry;
use super::options::Config;

/// Where templates are read from.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Templates {
    /// The folder that holds the layers that are given by name.
    pub root: Option<PathBuf>,
    /// The layers, the last one wins.
    pub layers: Vec<Layer>,
    /// The folder of the crate, if a crate goes along in which the layers' files are compiled where they stand.
    pub mount: Option<PathBuf>,
    /// Leaves out what is the same for every document: the runtime, and `API.txt`, which lists it. For those who try many
    /// documents, and look only at what depends on them.
    pub without_runtime: bool,
}

/// One layer of templates.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Layer {
    /// As its author names it.
    pub name: Entry,
    /// The `client.toml` that names it, as shown to people; empty if a command line or a build script does.
    pub file: String,
    /// Its folder; without one it is a folder below [`Templates::root`].
    pub folder: Option<PathBuf>,
}

impl Layer {
    /// A folder that a command line or a build script names.
    pub fn folder(path: &Path, shown: String) -> Self {
        Self {
            name: shown.into(),
            file: String::new(),
            folder: Some(path.to_owned()),
        }
    }
}

impl Templates {
    /// The layers of a `client.toml`: one that begins with `./` is a folder beside it.
    pub fn of(config: &Config, root: Option<PathBuf>, beside: &Path) -> Self {
        let layer = |name: &Entry| Layer {
            name: name.clone(),
            file: config.file.clone(),
            folder: name.text.strip_prefix("./").map(|folder| beside.join(folder)),
        };
        Self {
            root,
            layers: config.layers.iter().map(layer).collect(),
            ..Self::default()
        }
    }
}
