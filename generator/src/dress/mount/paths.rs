//! Where the files of a client are edited, as the crate `layers` reaches them.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use crate::dress::layers::Layers;
use crate::fence::{absolute, way};
use crate::file::File;

/// The files of a client by their path in it, each with the file that its author edits, if there is one.
pub(super) struct Paths {
    edited: BTreeMap<String, Option<PathBuf>>,
    /// The folder of the crate.
    folder: PathBuf,
}

impl Paths {
    /// The paths of a client in the folder `out`.
    pub(super) fn new(files: &[File], layers: &Layers, out: &Path) -> Self {
        let edited = |path: &str| {
            let file = layers.get(path).filter(|file| !file.template)?;
            file.edited_at.as_ref().map(|_| absolute(Path::new(&file.origin)))
        };
        Self {
            edited: files
                .iter()
                .map(|file| (file.path.clone(), edited(&file.path)))
                .collect(),
            folder: absolute(out).join("layers"),
        }
    }

    /// The way to the root of a module of the client: to the author's own files if all of its files are theirs and stand together.
    /// `Err` is the way to the client's.
    pub(super) fn module(&self, name: &str) -> Option<Result<String, String>> {
        let candidates = [format!("src/{name}.rs"), format!("src/{name}/mod.rs")];
        let root = candidates.iter().find(|path| self.edited.contains_key(*path))?;
        let below = format!("src/{name}/");
        let own = self.own(root).filter(|top| {
            let top_folder = top.ancestors().nth(root.split('/').count());
            let files = self
                .edited
                .range(below.clone()..)
                .take_while(|(path, _)| path.starts_with(&below));
            files.into_iter().all(|(path, edited)| {
                edited.is_some() && edited.as_deref() == top_folder.map(|folder| folder.join(path)).as_deref()
            })
        });
        Some(match own.and_then(|own| self.way(own)) {
            Some(way) => Ok(way),
            None => Err(format!("../{root}")),
        })
    }

    /// Every example that its author edits, with the way to its root.
    pub(super) fn examples(&self) -> impl Iterator<Item = (&str, String)> {
        self.edited.iter().filter_map(|(path, edited)| {
            let rest = path.strip_prefix("examples/")?;
            let name = rest.strip_suffix("/main.rs").or_else(|| rest.strip_suffix(".rs"))?;
            let way = self.way(edited.as_deref()?)?;
            (!name.contains('/')).then_some((name, way))
        })
    }

    fn own(&self, path: &str) -> Option<&Path> {
        self.edited.get(path)?.as_deref()
    }

    /// A path from the crate's folder.
    fn way(&self, to: &Path) -> Option<String> {
        way(&self.folder, to)
    }
}
