//! The entries of a lock, sorted by what they name today.
//!
//! In: each entry, and what `find` knows of its key. Out: which thing has which name, which names wait, and which are free. What of this is in
//! doubt is only noted here; `standing` tells it.

use std::collections::BTreeMap;
use std::collections::btree_map::Entry;

use super::doubts;
use super::find::{Finder, Meaning};
use super::keys::Thing;
use super::places::{self, Either};
use crate::config::{Doubt, Lock, LockedName};
use crate::diag::Diagnostics;
use crate::lower::names::members::words;
use crate::pointer::Pointer;
use crate::schemas::{Graph, Shape};

/// Entries by what has become of them.
pub(super) struct Entries<'l> {
    lock: &'l Lock,
    /// Thing → its name.
    pub(super) of_things: BTreeMap<Thing, LockedName>,
    /// Things that are not at their keys any more, or not what they were: they have a name if nothing else has it.
    moved: Vec<(Thing, Option<Doubt>, Former<'l>)>,
    /// The same for what was a union and is none any more. A branch that is all of it now goes first.
    changed: Vec<(Thing, Option<Doubt>, Former<'l>)>,
    /// What has no thing that could have the name.
    without: Vec<Former<'l>>,
    /// Key → name of what no operation reaches.
    pub(super) idle: BTreeMap<String, LockedName>,
    /// The names of those that an operation reached in the last run.
    pub(super) new_idle: Vec<String>,
    /// Names of what may be below either of two elements, each with one of these.
    pub(super) held: BTreeMap<String, (LockedName, Pointer)>,
    /// Entries for what the document no longer has.
    pub(super) gone: BTreeMap<String, LockedName>,
    /// Things whose names are in doubt, and why.
    pub(super) doubts: BTreeMap<Thing, Doubt>,
}

/// An entry without a thing of its own.
struct Former<'l> {
    written: &'l String,
    name: &'l LockedName,
    /// Its key today, if it still stands in the document.
    key: Option<String>,
}

impl<'l> Entries<'l> {
    /// Sorts all entries.
    pub(super) fn sort(lock: &'l Lock, finder: &mut Finder, graph: &Graph, diags: &mut Diagnostics) -> Self {
        let mut out = Self {
            lock,
            of_things: BTreeMap::new(),
            moved: Vec::new(),
            changed: Vec::new(),
            without: Vec::new(),
            idle: BTreeMap::new(),
            new_idle: Vec::new(),
            held: BTreeMap::new(),
            gone: BTreeMap::new(),
            doubts: BTreeMap::new(),
        };
        for (written, name) in &lock.types {
            out.add(written, name, finder.find(written), graph, diags);
        }
        out.give_what_is_free();
        out.keep_what_waits();
        out
    }

    fn add(
        &mut self,
        written: &'l String,
        name: &'l LockedName,
        found: Meaning,
        graph: &Graph,
        diags: &mut Diagnostics,
    ) {
        let former = |key| Former { written, name, key };
        match found {
            Meaning::Thing(thing) if words::is_union(&name.members) && !is_union(graph, thing) => {
                self.changed.push((thing, None, former(None)));
            }
            Meaning::Thing(thing) if !self.of_things.contains_key(&thing) => {
                self.of_things.insert(thing, name.clone());
            }
            Meaning::Thing(_) | Meaning::Nothing => drop(self.gone.insert(written.clone(), name.clone())),
            Meaning::Idle(key) => self.without.push(former(Some(key))),
            // What no operation needed has become nothing: it waits where it is.
            Meaning::Similar(_, _, Some(key)) if self.was_idle(written) => self.without.push(former(Some(key))),
            Meaning::Similar(thing, by, key) => {
                self.moved.push((thing, doubts::reason(by), former(key)));
            }
            Meaning::Either(Either { one, other, .. }, key) => {
                diags.push(doubts::held(&self.lock.file, name, &one, other));
                self.held.insert(key, (name.clone(), one));
            }
        }
    }

    /// Gives things the names that nothing else has.
    fn give_what_is_free(&mut self) {
        let changed = std::mem::take(&mut self.changed);
        let all: Vec<_> = std::mem::take(&mut self.moved).into_iter().chain(changed).collect();
        for (thing, doubt, former) in all {
            match self.of_things.entry(thing) {
                Entry::Vacant(free) => {
                    free.insert(former.name.clone());
                    self.doubts.extend(doubt.map(|doubt| (thing, doubt)));
                }
                Entry::Occupied(_) => self.without.push(former),
            }
        }
    }

    /// A name whose key still stands in the document waits for it; another one is free.
    fn keep_what_waits(&mut self) {
        for Former { written, name, key } in std::mem::take(&mut self.without) {
            let Some(key) = key else {
                self.gone.insert(written.clone(), name.clone());
                continue;
            };
            self.new_idle
                .extend((!self.was_idle(written)).then(|| name.name.clone()));
            self.idle.insert(key, name.clone());
        }
    }

    /// Whether no operation needed what a key names in the last run.
    fn was_idle(&self, key: &str) -> bool {
        self.lock.idle.contains(key)
    }
}

/// Whether a thing is a union, or described by a choice between schemas whose branches are one record.
fn is_union(graph: &Graph, thing: Thing) -> bool {
    let place = graph.place(thing.node);
    let is_choice = || graph.find(&place) == Some(thing.node) && places::is_choice(graph.document, &place);
    matches!(graph.shape(thing.node), Ok(Shape::Union(_) | Shape::Group(_))) || is_choice()
}
