//! Several documents, and what they refer to in other files, into one OpenAPI tree with local references only.
//!
//! The first document gives the head (`openapi`, `info`, `servers`, `security`, extensions); paths, tags and components
//! are united in the order of the documents. Of other files only what is reached comes along, as components.
//! Path items are put where they are referred to, since nothing else can name them.

mod aliases;
mod assemble;
mod component_names;
mod head;
mod linker;
mod parts;
mod path_items;
mod print;
mod resolver;
mod same;
mod unresolved;
mod uri;

use std::collections::{BTreeMap, BTreeSet};

use indexmap::IndexMap;
use serde_json::{Map, Value};

use super::files::{FilePlace, Files};
use super::references::dialect::Dialect;
use super::references::slot::Slot;
use super::references::unfollowed::Unfollowables;
use crate::diag::{Code, Diagnostic, Diagnostics};
use crate::pointer::Pointer;
use crate::spec::SourcePlace;
use assemble::assemble;
use component_names::ComponentName;
use linker::Linker;
use parts::{Content, Fragment};
use path_items::PathItems;

/// What is found out before anything is moved.
struct Merger<'a> {
    linker: Linker<'a>,
    path_items: PathItems,
    /// Place of the merged tree → what comes there.
    places: IndexMap<Pointer, Content>,
    origins: BTreeMap<Pointer, SourcePlace>,
    homes: BTreeMap<String, usize>,
}

/// What documents become.
pub(super) struct Merged {
    /// One tree.
    pub(super) root: Value,
    /// Where each part of it came from.
    pub(super) origins: BTreeMap<Pointer, SourcePlace>,
    /// Place in a file → the component that it became.
    pub(super) components: BTreeMap<SourcePlace, Pointer>,
    /// Which document each path is of.
    pub(super) homes: BTreeMap<String, usize>,
    /// References that lead nowhere.
    pub(super) unfollowed: Unfollowables,
}

/// Merges documents whose head has been checked. At least one is given. Their trees are moved into the merged one.
pub(super) fn merge(files: &mut Files, documents: &[usize], diags: &mut Diagnostics) -> Merged {
    let mut places = IndexMap::new();
    let first = documents.first();
    let dialect = first.map_or(Dialect::Openapi, |&first| Dialect::of(&files.value(first)));
    let head = first.map(|&first| head::head(&files.value(first), first, dialect, &mut places));
    let mut merger = Merger {
        linker: Linker::new(files, documents, dialect, diags),
        path_items: PathItems::default(),
        places,
        origins: BTreeMap::new(),
        homes: BTreeMap::new(),
    };
    merger.run();
    let Merger {
        linker,
        path_items: _,
        places,
        origins,
        homes,
    } = merger;
    let (components, unfollowed) = linker.finish();
    let root = assemble(files, head.unwrap_or_default(), places);
    files.close();
    Merged {
        root,
        origins,
        components,
        homes,
        unfollowed,
    }
}

/// The name of a tag as JSON, whatever it is.
fn tag_name(tag: &Value) -> String {
    tag.get("name").map(Value::to_string).unwrap_or_default()
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
        let mut tags = BTreeSet::new();
        for &file in documents {
            self.paths("paths", file);
            self.paths("webhooks", file);
            self.tags(file, &mut tags);
            self.compare(file);
        }
        while let Some((site, name)) = self.linker.queue.pop_front() {
            self.component(site, &name);
        }
    }

    /// Gives every component of a document its name, before any reference is followed.
    fn announce(&mut self, file: usize) {
        let (value, dialect) = (self.linker.files().value(file), self.linker.dialect);
        let kinds = dialect.folders(&value).and_then(Value::as_object);
        for (kind, entries) in kinds
            .into_iter()
            .flatten()
            .filter(|(kind, _)| dialect.held(kind).is_some())
        {
            for name in entries.as_object().into_iter().flat_map(Map::keys) {
                let at = dialect.component_pointer(kind, name);
                self.linker.name_component(&(file, at));
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
                let part = Fragment::unchanged((file, at.clone()));
                self.places.insert(at, Content::Whole(part));
                continue;
            }
            let (item, origin) = self.path_items.get(&mut self.linker, (file, at.clone()));
            if self.is_free(&at, &item, file) {
                self.places.insert(at.clone(), item);
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
    fn is_free(&mut self, at: &Pointer, item: &Content, file: usize) -> bool {
        match self.places.get(at) {
            None => true,
            Some(old) if old.is_empty() => true,
            Some(_) if item.is_empty() => false,
            Some(_) => {
                let files = self.linker.files();
                let message = format!("the path `{}` is in another document already", at.last());
                let mut error = Diagnostic::new(Code::DuplicatePath, files.place(&(file, at.clone())), message)
                    .help("the documents of one API are one whole: give the path in one of them, or leave it out with an overlay");
                if let Some(SourcePlace { source, pointer }) = self.origins.get(at) {
                    error = error.related(files.place(&(*source, pointer.clone())), "first given here");
                }
                self.linker.diags.push(error);
                false
            }
        }
    }

    /// Adds the tags of a document whose names are new.
    fn tags(&mut self, file: usize, known: &mut BTreeSet<String>) {
        let (value, at) = (self.linker.files().value(file), Pointer::root().key("tags"));
        let tags = value.get("tags").and_then(Value::as_array).into_iter().flatten();
        let tags = tags.enumerate().filter(|(_, tag)| known.insert(tag_name(tag)));
        for (index, _) in tags {
            let list = self
                .places
                .entry(at.clone())
                .or_insert_with(|| Content::List(Vec::new()));
            // Something else stands there if the first document has no list.
            let Content::List(list) = list else { return };
            let source = SourcePlace {
                source: file,
                pointer: at.index(index),
            };
            self.origins.insert(at.index(list.len()), source);
            list.push(Fragment::unchanged((file, at.index(index))));
        }
    }

    /// Warns where a later document's head says something that the first one's does not.
    fn compare(&mut self, file: usize) {
        let value = self.linker.files().value(file);
        let first = self
            .linker
            .documents
            .first()
            .map(|&first| self.linker.files().value(first));
        for key in [
            "servers", "host", "basePath", "schemes", "consumes", "produces", "security",
        ] {
            let counts = first.as_ref().and_then(|first| first.get(key));
            let Some(said) = value.get(key).filter(|said| counts != Some(*said)) else {
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

    fn component(&mut self, site: FilePlace, ComponentName { kind, name }: &ComponentName) {
        let dialect = self.linker.dialect;
        let (at, slot) = (dialect.component_pointer(kind, name), dialect.held(kind));
        let origin = SourcePlace {
            source: site.0,
            pointer: site.1.clone(),
        };
        self.origins.insert(at.clone(), origin);
        let part = self.linker.part(site, slot.unwrap_or(Slot::Data));
        self.places.insert(at, Content::Whole(part));
    }
}
