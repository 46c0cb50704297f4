//! The entries of a lock, sorted by what they name today.
//!
//! In: each entry, and what `find` knows of its key. Out: which thing has which name, which names wait, and which are free. What of this is in
//! doubt is only noted here; `standing` tells it.

use std::collections::btree_map::Entry;
use std::collections::{BTreeMap, BTreeSet};

use super::doubts;
use super::find::{Finder, Found};
use super::key_text;
use super::keys::Thing;
use super::places::{self, By, Either};
use crate::config::{Doubt, Lock, LockedName};
use crate::diag::Diagnostics;
use crate::pointer::Pointer;
use crate::schemas::{Graph, Shape};

/// Entries by what has become of them.
pub(super) struct Entries<'l> {
    lock: &'l Lock,
    /// Thing → its name.
    pub(super) of_things: BTreeMap<Thing, LockedName>,
    /// Things that are not at their keys any more, or not what they were: they have a name if nothing else has it.
    moved: Vec<(Thing, Option<Doubt>, Former<'l>)>,
    /// The same for what was a choice and is none now, or the other way round. What has come from elsewhere goes first.
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
    /// The keys of entries without a thing that are those of choices.
    pub(super) choices: BTreeSet<String>,
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
            choices: BTreeSet::new(),
            doubts: BTreeMap::new(),
        };
        for (written, name) in &lock.types {
            out.add(written, name, finder.find(written), graph, diags);
        }
        out.give_what_is_free();
        out.keep_what_waits();
        out
    }

    fn add(&mut self, written: &'l String, name: &'l LockedName, found: Found, graph: &Graph, diags: &mut Diagnostics) {
        let was_choice = was_choice(self.lock, written);
        let changes = |thing| was_choice.is_some_and(|was| was != is_choice(graph, thing));
        let former = |key| Former { written, name, key };
        match found {
            Found::Thing(thing) if changes(thing) => self.changed.push((thing, Some(Doubt::Changed), former(None))),
            Found::Thing(thing) if !self.of_things.contains_key(&thing) => {
                self.of_things.insert(thing, name.clone());
            }
            Found::Thing(_) | Found::Nothing => drop(self.gone.insert(written.clone(), name.clone())),
            Found::Idle(key) => self.without.push(former(Some(key))),
            // What no operation needed has become nothing: it waits where it is.
            Found::Similar(_, _, Some(key)) if self.was_idle(written) => self.without.push(former(Some(key))),
            Found::Similar(thing, by, key) => {
                let doubt = self.doubt(thing, by, written, graph);
                self.moved.push((thing, doubt, former(key)));
            }
            Found::Either(Either { one, other, .. }, key) => {
                diags.push(doubts::held(&self.lock.file, name, &one, other));
                self.choices.extend((was_choice == Some(true)).then(|| key.clone()));
                self.held.insert(key, (name.clone(), one));
            }
        }
    }

    /// Why a thing that is not at its key any more may not be the one that had the name.
    fn doubt(&self, thing: Thing, by: By, written: &str, graph: &Graph) -> Option<Doubt> {
        let was_choice = was_choice(self.lock, written);
        // A record of which more branches have become a part is the same record, and a union beside which another value stands now is the same union.
        let is_record = matches!(graph.shape(thing.node), Ok(Shape::Record));
        let is_union = was_choice == Some(true) && matches!(graph.shape(thing.node), Ok(Shape::Union(_)));
        let is_choice_now = was_choice == Some(false) && becomes_choice(graph, thing, written);
        let is_other = was_choice.is_some_and(|was| was != is_choice(graph, thing));
        let is_changed = is_choice_now || (!is_record && !is_union && is_other);
        doubts::reason(by).or_else(|| is_changed.then_some(Doubt::Changed))
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
            let is_choice = was_choice(self.lock, written) == Some(true);
            self.choices.extend(is_choice.then(|| key.clone()));
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

/// Whether a key of a lock was that of a choice; `None` if the lock does not tell.
fn was_choice(lock: &Lock, key: &str) -> Option<bool> {
    let choices = lock.choices.as_ref()?;
    Some(choices.contains(key))
}

/// Whether what was one branch of its kind is a choice between several now.
fn becomes_choice(graph: &Graph, thing: Thing, written: &str) -> bool {
    let is_choice = matches!(graph.shape(thing.node), Ok(Shape::Union(_) | Shape::Group(_)));
    is_choice && graph.path(thing.node).1.len() > key_text::split(written).1.len()
}

/// Whether a thing is described by a choice between schemas, whatever type that becomes.
pub(super) fn is_choice(graph: &Graph, thing: Thing) -> bool {
    let place = graph.place(thing.node);
    graph.find(&place) == Some(thing.node) && places::is_choice(graph.document, &place)
}
