//! What the entries of a lock name.
//!
//! In: a lock, the graph, and what needs a type. Out: the name of each thing that has one. The name of a thing that is gone is free.

use std::collections::btree_map::Entry;
use std::collections::{BTreeMap, BTreeSet};

use super::doubts;
use super::find::{Finder, Found};
use super::keys::Keys;
pub(in crate::lower) use super::keys::Thing;
use super::places::By;
use super::present::Present;
use super::said;
use crate::config::{Lock, LockedMembers, LockedName, with_type};
use crate::diag::Diagnostics;
use crate::lower::names::members;
use crate::lower::names::types::Names;
use crate::lower::sites::Usage;
use crate::pointer::Pointer;
use crate::schemas::Graph;

/// What may be added to the name of a type for the half of it that is written.
pub(in crate::lower) const HALVES: [&str; 3] = ["Write", "Input", "Written"];

/// A lock as things.
pub(in crate::lower) struct Locked<'a> {
    keys: Keys<'a>,
    /// The first document, as the lock calls it.
    document: String,
    /// Thing → its name.
    entries: BTreeMap<Thing, LockedName>,
    /// Entries for what stands in the document and no operation reaches.
    idle: BTreeMap<String, LockedName>,
    /// Names of what may be either of two things, which nothing gets until somebody settles that.
    held: BTreeMap<String, LockedName>,
    /// Entries for what the document no longer has.
    gone: BTreeMap<String, LockedName>,
    /// Entries for what the author calls something else.
    replaced: BTreeMap<Thing, LockedName>,
}

/// The types of a lock, before a run and after it.
pub(super) struct Renewed {
    /// Key, as it is written today → name.
    pub before: BTreeMap<String, LockedName>,
    pub after: BTreeMap<String, LockedName>,
    /// The names of entries that no longer name anything, unless something else has them. Their keys may be those of other things today.
    pub gone: Vec<String>,
    /// The first document.
    pub document: String,
    /// List → label and marks of each element.
    pub elements: BTreeMap<String, Vec<(String, String)>>,
}

impl<'a> Locked<'a> {
    /// Finds out what the entries name.
    pub(in crate::lower) fn new(
        present: Option<&Present>,
        graph: &'a Graph<'a>,
        usage: &Usage,
        diags: &mut Diagnostics,
    ) -> Self {
        let lock = present.map(|present| &present.lock);
        let mut finder = Finder::new(lock, graph, usage);
        let (mut entries, mut idle) = (BTreeMap::new(), BTreeMap::new());
        let (mut held, mut gone) = (BTreeMap::new(), BTreeMap::new());
        let (mut doubtful, mut similar) = (Vec::new(), Vec::new());
        for (written, name) in lock.into_iter().flat_map(|lock| &lock.types) {
            match finder.find(written) {
                Found::Thing(thing) if !entries.contains_key(&thing) => drop(entries.insert(thing, name.clone())),
                Found::Idle(key) => drop(idle.insert(key, name.clone())),
                Found::Thing(_) | Found::Nothing => drop(gone.insert(written.clone(), name.clone())),
                Found::Similar(thing, by) => similar.push((thing, by, written, name)),
                Found::Either(one, other) => {
                    held.insert(written.clone(), name.clone());
                    doubtful.push((name, one, Some(other)));
                }
            }
        }
        let mut followed: BTreeMap<By, Vec<(&LockedName, Pointer)>> = BTreeMap::new();
        for (thing, by, written, name) in similar {
            match entries.entry(thing) {
                Entry::Vacant(free) => {
                    free.insert(name.clone());
                    followed.entry(by).or_default().push((name, graph.place(thing.node)));
                }
                Entry::Occupied(_) => drop(gone.insert(written.clone(), name.clone())),
            }
        }
        let mut told = BTreeSet::new();
        for (thing, name) in &entries {
            let element = finder.doubtful(*thing).filter(|at| told.insert(at.clone()));
            doubtful.extend(element.map(|at| (name, at, None)));
        }
        let file = lock.map_or("", |lock| lock.file.as_str());
        for (name, at, other) in doubtful {
            diags.push(doubts::doubt(file, name, &at, other));
        }
        for (by, all) in &followed {
            if let (Some(reason), Some(((name, at), more))) = (doubts::reason(*by), all.split_first()) {
                diags.push(doubts::followed(file, reason, name, at, more.len()));
            }
        }
        if let Some((first, more)) = finder.relocations.split_first() {
            diags.push(doubts::relocated(&first.to, more.len()));
        }
        let first = entries.keys().map(|thing| graph.place(thing.node));
        let first = first
            .map(|place| place.first(3))
            .find(|place| finder.keys.is_of_first(place));
        let has_lost = !gone.is_empty() || present.is_some_and(Present::has_lost_operations);
        if let Some(kept) = first.filter(|_| finder.is_renamed && has_lost) {
            let was = lock.map_or("", |lock| lock.document.as_str());
            diags.push(doubts::exchanged(&kept, was, &finder.document));
        }
        Self {
            keys: finder.keys,
            document: finder.document,
            entries,
            idle,
            held,
            gone,
            replaced: BTreeMap::new(),
        }
    }

    /// Gives up the names of things that the author calls something else, unless that name is locked for another thing.
    pub(in crate::lower) fn give_way<'n>(&mut self, said: impl Iterator<Item = (Thing, &'n str)>) {
        let others = self.idle.values().chain(self.held.values());
        let others: BTreeSet<&str> = others.map(|name| name.name.as_str()).collect();
        let names: BTreeMap<Thing, &str> = self
            .entries
            .iter()
            .map(|(thing, name)| (*thing, name.name.as_str()))
            .collect();
        let wishes = said.filter(|(thing, name)| names.get(thing).is_some_and(|locked| locked != name));
        let met = said::met(&wishes.collect(), &names, &others);
        for thing in met {
            let Some(name) = self.entries.remove(&thing) else {
                continue;
            };
            let half = Thing {
                is_written: true,
                ..thing
            };
            let follows = |half: &LockedName| HALVES.iter().any(|word| half.name == format!("{}{word}", name.name));
            if self.entries.get(&half).is_some_and(follows) {
                self.replaced.extend(self.entries.remove_entry(&half));
            }
            self.replaced.insert(thing, name);
        }
    }

    /// The locked name of a thing.
    pub(in crate::lower) fn name(&self, thing: Thing) -> Option<&str> {
        self.entries.get(&thing).map(|name| name.name.as_str())
    }

    /// The locked names of what a thing consists of, with types as they are called now.
    pub(in crate::lower) fn members(&self, thing: Thing, names: &BTreeMap<Thing, String>) -> LockedMembers {
        let Some(name) = self.entries.get(&thing).or_else(|| self.replaced.get(&thing)) else {
            return LockedMembers::new();
        };
        let new = |old: &str| {
            let (thing, _) = self.replaced.iter().find(|(_, name)| name.name == old)?;
            names.get(thing).cloned()
        };
        let each = name.members.iter();
        each.map(|(what, name)| (with_type(what, new), name.clone())).collect()
    }

    /// The names that only the things that have them get.
    pub(in crate::lower) fn taken(&self) -> impl Iterator<Item = &str> {
        let names = self
            .entries
            .values()
            .chain(self.idle.values())
            .chain(self.held.values());
        names.map(|name| name.name.as_str())
    }

    /// What stays the same when the document grows.
    pub(in crate::lower) fn key(&mut self, thing: Thing) -> String {
        self.keys.of(thing)
    }

    /// The entries before and after a run that gave these names.
    pub(super) fn renewed(mut self, names: &Names) -> Renewed {
        let mut key = |(thing, name): (&Thing, &LockedName)| (self.keys.of(*thing), name.clone());
        let kept: BTreeMap<String, LockedName> = self.entries.iter().map(&mut key).collect();
        let replaced: BTreeMap<String, LockedName> = self.replaced.iter().map(&mut key).collect();
        let of_kept = self.entries.iter().map(|(thing, name)| (*thing, name.clone()));
        let mut new: BTreeMap<Thing, LockedName> = of_kept.collect();
        for (thing, name) in &names.types {
            let name = LockedName {
                members: names.rows(*thing),
                ..name.clone().into()
            };
            new.insert(*thing, name);
        }
        let mut after: BTreeMap<String, LockedName> = self.idle.clone();
        after.extend(self.held.clone());
        after.extend(new.iter().map(key));
        let things: BTreeSet<Thing> = new.into_keys().collect();
        let held: Vec<&String> = self.held.keys().collect();
        let given: BTreeSet<&String> = after.values().map(|name| &name.name).collect();
        let gone = self.gone.into_values().map(|name| name.name);
        let gone = gone.filter(|name| !given.contains(name)).collect();
        let elements = self.keys.traces(things.iter(), self.idle.keys(), &held);
        Renewed {
            before: [kept, replaced, self.idle, self.held].into_iter().flatten().collect(),
            after,
            gone,
            document: self.document,
            elements,
        }
    }

    /// Tells of names that were freed and are given to something else: of types, and of what they consist of.
    pub(in crate::lower) fn tell(&self, lock: Option<&Lock>, names: &Names, graph: &Graph, diags: &mut Diagnostics) {
        let file = lock.map_or("", |lock| lock.file.as_str());
        // What the author calls so needs no message.
        let is_new = |thing: &Thing| !self.entries.contains_key(thing) && !self.replaced.contains_key(thing);
        let new = names.types.iter().filter(|(thing, _)| is_new(thing));
        let owners: BTreeMap<&str, &Thing> = new.map(|(thing, name)| (name.as_str(), thing)).collect();
        for (key, name) in &self.gone {
            if let Some(thing) = owners.get(name.name.as_str()) {
                diags.push(doubts::reused(file, name, key, &graph.place(thing.node)));
            }
        }
        for (thing, owner) in self.entries.iter().chain(&self.replaced) {
            let before = self.members(*thing, &names.types);
            for gone in members::taken_over(&before, &names.rows(*thing)) {
                diags.push(doubts::passed_on(file, owner, gone, &graph.place(thing.node)));
            }
        }
    }
}
