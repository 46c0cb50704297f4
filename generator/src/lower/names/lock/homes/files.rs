//! The files of a document as the lock names them, and components that are in another file than they were.
//!
//! A component whose file no longer has it is the one of the same name in another file, if the lock knows nothing of that one: somebody has
//! renamed the file, or taken the document apart. This is told, but for a first document that is only called differently.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use super::super::key_text::home;
use crate::config::Lock;
use crate::fence::{absolute, way};
use crate::pointer::Pointer;
use crate::spec::{Document, Location, Root, SourcePlace};

/// The paths of files, each from the folder of the lock.
pub(in crate::lower::names::lock) struct FileNames {
    names: Vec<String>,
    first: usize,
}

/// A component that is in another file than it was.
pub(in crate::lower::names::lock) struct Relocation {
    /// What it was called.
    pub name: String,
    /// The component.
    pub to: Pointer,
}

impl FileNames {
    pub(in crate::lower::names::lock) fn new(document: &Document, lock: &Lock) -> Self {
        let first = document.documents.first().copied().unwrap_or_default();
        let path = |source: usize| document.sources.get(source).map_or("", |source| source.path.as_str());
        let beside = if lock.file.is_empty() { path(first) } else { &lock.file };
        let folder = absolute(Path::new(beside).parent().unwrap_or(Path::new("")));
        let name = |source: usize| {
            let path = path(source);
            way(&folder, &absolute(Path::new(path))).unwrap_or_else(|| path.to_owned())
        };
        Self {
            names: (0..document.sources.len()).map(name).collect(),
            first,
        }
    }

    /// The first document.
    pub(in crate::lower::names::lock) fn first(&self) -> &str {
        self.names.get(self.first).map_or("", String::as_str)
    }

    /// Whether the first document of a lock is another file now.
    pub(in crate::lower::names::lock) fn is_renamed(&self, lock: &Lock) -> bool {
        !lock.document.is_empty() && self.root_of(lock, &components(lock)) != lock.document
    }

    /// What was the first document of a lock with these components. One that is gone is called differently now, unless the
    /// lock knows the first one of today.
    pub(in crate::lower::names::lock) fn root_of<'l>(&'l self, lock: &'l Lock, locked: &BTreeSet<&str>) -> &'l str {
        let first = self.first();
        let is_known = locked.iter().any(|name| of_file(name).0 == Some(first));
        match self.names.contains(&lock.document) || is_known {
            true => &lock.document,
            false => first,
        }
    }

    /// A place of a file as the name of a component.
    pub(in crate::lower::names::lock) fn name(&self, site: &SourcePlace, root: &str) -> String {
        let file = self.names.get(site.source).map_or("", String::as_str);
        let (file, pointer) = (if file == root { "" } else { file }, &site.pointer);
        let is_component = matches!(Location::read(pointer).root, Root::Component { at, .. } if at == *pointer);
        match file.is_empty() && is_component {
            true => pointer.to_string(),
            false => format!("<{}{pointer}>", file.replace('~', "~0")),
        }
    }
}

/// The components of a lock.
pub(in crate::lower::names::lock) fn components(lock: &Lock) -> BTreeSet<&str> {
    lock.types
        .keys()
        .chain(lock.elements.keys())
        .map(|key| home(key))
        .collect()
}

/// The components of a lock whose files no longer have them, and where they are now.
pub(in crate::lower::names::lock) fn relocations(
    document: &Document,
    locked: &BTreeSet<&str>,
    present: &BTreeMap<String, Pointer>,
) -> Vec<Relocation> {
    let is_component = |name: &&&str| !name.is_empty();
    let gone = locked
        .iter()
        .filter(is_component)
        .filter(|name| !present.contains_key(**name));
    let known: BTreeSet<&Pointer> = locked.iter().filter_map(|name| present.get(*name)).collect();
    let new = present.iter().filter(|(_, component)| !known.contains(component));
    let mut alike: BTreeMap<String, (Vec<&str>, BTreeMap<&Pointer, &str>)> = BTreeMap::new();
    for name in gone {
        alike.entry(word(name)).or_default().0.push(name);
    }
    for (name, component) in new {
        if let Some((_, new)) = alike.get_mut(&word(name)) {
            new.insert(component, name);
        }
    }
    let pairs = alike
        .into_values()
        .filter_map(|(old, new)| match (old.as_slice(), new.first_key_value()) {
            ([old], Some((to, name))) if new.len() == 1 && of_file(old).0 != of_file(name).0 => Some(Relocation {
                name: (*old).to_owned(),
                to: (*to).clone(),
            }),
            _ => None,
        });
    pairs.filter(|one| document.get(&one.to).is_some()).collect()
}

/// The file of a name, and the pointer in it.
fn of_file(name: &str) -> (Option<&str>, &str) {
    match name.strip_prefix('<').and_then(|name| name.strip_suffix('>')) {
        Some(name) => name.split_once('#').map_or((None, name), |(file, at)| (Some(file), at)),
        None => (None, name),
    }
}

/// The word that a component is called by in its file: the end of its place, or the stem of a file that is all of it.
fn word(name: &str) -> String {
    let (file, at) = of_file(name);
    let stem = || {
        Path::new(file.unwrap_or_default())
            .file_stem()
            .map(|stem| stem.to_string_lossy().into_owned())
    };
    match Pointer::parse(at).last() {
        word if word.is_empty() => stem().unwrap_or_default(),
        word => word,
    }
}
