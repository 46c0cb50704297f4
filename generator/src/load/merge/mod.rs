//! Several documents, and what they refer to in other files, into one OpenAPI tree with local references only.
//!
//! The first document gives the head (`openapi`, `info`, `servers`, `security`, extensions); paths, tags and components
//! are united in the order of the documents. Of other files only what is reached comes along, as components.
//! Path items are put where they are referred to, since nothing else can name them.

mod aliases;
mod component_names;
mod linker;
mod path_items;
mod print;
mod resolver;
mod same;
mod unresolved;

use std::collections::{BTreeMap, BTreeSet};

use serde_json::{Map, Value};

use super::files::{Files, Site};
use super::references::slot::Slot;
use super::references::target::component_pointer;
use super::references::unfollowed::Unfollowables;
use crate::diag::{Code, Diagnostic, Diagnostics};
use crate::pointer::Pointer;
use crate::spec::SourcePlace;
use component_names::ComponentName;
use linker::Linker;
use path_items::PathItems;

/// The work in progress.
struct Merger<'a> {
    linker: Linker<'a>,
    path_items: PathItems,
    root: Map<String, Value>,
    origins: BTreeMap<Pointer, SourcePlace>,
    homes: BTreeMap<String, usize>,
}

/// What documents become.
pub(super) struct Merged {
    /// One tree.
    pub(super) root: Value,
    /// Where each part of it came from.
    pub(super) origins: BTreeMap<Pointer, SourcePlace>,
    /// Which document each path is of.
    pub(super) homes: BTreeMap<String, usize>,
    /// References that lead nowhere.
    pub(super) unfollowed: Unfollowables,
}

/// Merges documents whose head has been checked. At least one is given.
pub(super) fn merge(files: &mut Files, documents: &[usize], diags: &mut Diagnostics) -> Merged {
    let root = documents
        .first()
        .map(|&first| head(&files.value(first)))
        .unwrap_or_default();
    let mut merger = Merger {
        linker: Linker::new(files, documents, diags),
        path_items: PathItems::default(),
        root,
        origins: BTreeMap::new(),
        homes: BTreeMap::new(),
    };
    merger.run();
    Merged {
        root: Value::Object(merger.root),
        origins: merger.origins,
        homes: merger.homes,
        unfollowed: merger.linker.unfollowed,
    }
}

/// The first document with its united parts empty, so that they keep their place in the order of keys.
fn head(first: &Value) -> Map<String, Value> {
    let entries = first.as_object().into_iter().flatten();
    entries
        .map(|(key, value)| (key.clone(), without_united(key, value)))
        .collect()
}

fn without_united(key: &str, value: &Value) -> Value {
    match (key, value) {
        ("paths" | "webhooks", Value::Object(_)) => Value::Object(Map::new()),
        ("tags", Value::Array(_)) => Value::Array(Vec::new()),
        ("openapi", Value::Number(version)) => Value::String(version.to_string()),
        ("components", Value::Object(kinds)) => kinds.iter().map(without_names).collect(),
        _ => value.clone(),
    }
}

/// The name of a tag as JSON, whatever it is.
fn tag_name(tag: &Value) -> String {
    tag.get("name").map(Value::to_string).unwrap_or_default()
}

fn without_names((kind, names): (&String, &Value)) -> (String, Value) {
    let united = names.is_object() && Slot::of_kind(kind).is_some();
    let rest = if united {
        Value::Object(Map::new())
    } else {
        names.clone()
    };
    (kind.clone(), rest)
}

impl Merger<'_> {
    fn run(&mut self) {
        let documents = self.linker.documents;
        if let Some(&first) = documents.first() {
            self.origins.insert(
                Pointer::root(),
                SourcePlace {
                    source: first,
                    pointer: Pointer::root(),
                },
            );
        }
        for &file in documents {
            self.announce(file);
        }
        for &file in documents {
            self.paths("paths", file);
            self.paths("webhooks", file);
            self.tags(file);
            self.compare(file);
        }
        while let Some((site, name)) = self.linker.queue.pop_front() {
            self.copy(&site, &name);
        }
    }

    /// Gives every component of a document its name, before any reference is followed.
    fn announce(&mut self, file: usize) {
        let value = self.linker.files().value(file);
        let kinds = value.get("components").and_then(Value::as_object);
        for (kind, entries) in kinds
            .into_iter()
            .flatten()
            .filter(|(kind, _)| Slot::of_kind(kind).is_some())
        {
            for name in entries.as_object().into_iter().flat_map(Map::keys) {
                self.linker.name_component(&(file, component_pointer(kind, name)));
            }
        }
    }

    fn paths(&mut self, section: &str, file: usize) {
        let value = self.linker.files().value(file);
        for key in value
            .get(section)
            .and_then(Value::as_object)
            .into_iter()
            .flat_map(Map::keys)
        {
            let at = Pointer::root().key(section).key(key);
            if key.starts_with("x-") && section == "paths" {
                self.put(section, key, self.linker.files().get(&(file, at)).unwrap_or_default());
                continue;
            }
            let (item, origin) = self.path_items.get(&mut self.linker, (file, at.clone()));
            if self.is_free(section, key, &item, &(file, at.clone())) {
                self.put(section, key, item);
                if section == "paths" {
                    self.homes.insert(key.clone(), file);
                }
                self.origins.insert(
                    at,
                    SourcePlace {
                        source: origin.0,
                        pointer: origin.1,
                    },
                );
            }
        }
    }

    /// Whether a path is to be added: two documents may not both say something about one path.
    fn is_free(&mut self, section: &str, key: &str, item: &Value, site: &Site) -> bool {
        let empty = |value: &Value| value.as_object().is_some_and(Map::is_empty);
        match self.root.get(section).and_then(|paths| paths.get(key)) {
            None => true,
            Some(old) if empty(old) => true,
            Some(_) if empty(item) => false,
            Some(_) => {
                let message = format!("the path `{key}` is in another document already");
                let mut error = Diagnostic::new(Code::DuplicatePath, self.linker.files().place(site), message)
                    .help("the documents of one API are one whole: give the path in one of them, or leave it out with an overlay");
                if let Some(SourcePlace { source, pointer }) = self.origins.get(&Pointer::root().key(section).key(key))
                {
                    error = error.related(
                        self.linker.files().place(&(*source, pointer.clone())),
                        "first given here",
                    );
                }
                self.linker.diags.push(error);
                false
            }
        }
    }

    fn tags(&mut self, file: usize) {
        let value = self.linker.files().value(file);
        let known = self.root.get("tags").and_then(Value::as_array).into_iter().flatten();
        let mut known: BTreeSet<String> = known.map(tag_name).collect();
        for (index, tag) in value
            .get("tags")
            .and_then(Value::as_array)
            .into_iter()
            .flatten()
            .enumerate()
        {
            let list = self.root.entry("tags").or_insert_with(|| Value::Array(Vec::new()));
            let Some(list) = list.as_array_mut() else { return };
            if known.insert(tag_name(tag)) {
                let tags = Pointer::root().key("tags");
                self.origins.insert(
                    tags.index(list.len()),
                    SourcePlace {
                        source: file,
                        pointer: tags.index(index),
                    },
                );
                list.push(tag.clone());
            }
        }
    }

    /// Warns where a later document's head says something that the first one's does not.
    fn compare(&mut self, file: usize) {
        let value = self.linker.files().value(file);
        for key in ["servers", "security"] {
            let Some(said) = value.get(key).filter(|said| self.root.get(key) != Some(*said)) else {
                continue;
            };
            let place = self.linker.files().place(&(file, Pointer::root().key(key)));
            let first = self
                .linker
                .documents
                .first()
                .map(|&first| self.linker.files().sources[first].path.clone())
                .unwrap_or_default();
            let message = format!("`{key}` differs from {first}, whose word counts for all documents");
            let help = if said.as_array().is_some_and(Vec::is_empty) {
                "remove it"
            } else {
                "make them equal, or remove it here"
            };
            self.linker
                .diags
                .push(Diagnostic::new(Code::DocumentDiffers, place, message).help(help));
        }
    }

    fn copy(&mut self, site: &Site, name: &ComponentName) {
        let ComponentName { kind, name } = name;
        let mut value = self.linker.files().get(site).unwrap_or_default();
        self.linker
            .localise(&mut value, Slot::of_kind(kind).unwrap_or(Slot::Data), site);
        let components = self
            .root
            .entry("components")
            .or_insert_with(|| Value::Object(Map::new()));
        let Some(kinds) = components.as_object_mut() else {
            return;
        };
        let names = kinds.entry(kind.as_str()).or_insert_with(|| Value::Object(Map::new()));
        let Some(names) = names.as_object_mut() else { return };
        names.insert(name.clone(), value);
        let origin = SourcePlace {
            source: site.0,
            pointer: site.1.clone(),
        };
        self.origins.insert(component_pointer(kind, name), origin);
    }

    fn put(&mut self, section: &str, key: &str, value: Value) {
        let map = self.root.entry(section).or_insert_with(|| Value::Object(Map::new()));
        if let Some(map) = map.as_object_mut() {
            map.insert(key.to_owned(), value);
        }
    }
}
