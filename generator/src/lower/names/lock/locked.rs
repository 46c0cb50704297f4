//! What the entries of a lock name.
//!
//! In: a lock, the graph, and what needs a type. Out: the name of each thing that has one. The name of a thing that is gone is free.

use std::collections::{BTreeMap, BTreeSet};

use super::branches::{self, Branches};
use super::doubts;
use super::entries::Entries;
use super::find::Finder;
use super::keys::LockKeys;
pub(in crate::lower) use super::keys::Thing;
use super::present::{Present, said};
use super::standing::{Standing, Within};
use crate::config::{Doubt, Lock, LockedMembers, LockedName, with_type};
use crate::diag::Diagnostics;
use crate::lower::names::named::Names;
use crate::lower::sites::Usage;
use crate::plan::Criterion;
use crate::pointer::Pointer;
use crate::schemas::{Graph, NodeId, Origin, Role, Shape};

/// What may be added to the name of a type for the half of it that is written.
pub(in crate::lower) const HALVES: [&str; 3] = ["Write", "Input", "Written"];

/// A lock as things.
pub(in crate::lower) struct Locked<'a> {
    keys: LockKeys<'a>,
    /// The first document, as the lock calls it.
    document: String,
    /// Thing → its name.
    entries: BTreeMap<Thing, LockedName>,
    /// Entries for what stands in the document and no operation reaches.
    idle: BTreeMap<String, LockedName>,
    /// The names of those that an operation reached in the last run.
    new_idle: Vec<String>,
    /// Names of what may be below either of two elements, which nothing gets until somebody settles that; each with one of these.
    held: BTreeMap<String, (LockedName, Pointer)>,
    /// Entries for what the document no longer has.
    gone: BTreeMap<String, LockedName>,
    /// Entries for what the author calls something else.
    replaced: BTreeMap<Thing, LockedName>,
    /// What is in doubt and has a name.
    standing: Standing,
    /// Which branches the variants of unions stand for.
    branches: Branches,
}

/// The types of a lock, before a run and after it.
pub(super) struct Renewed {
    /// Key, as it is written today → name.
    pub before: BTreeMap<String, LockedName>,
    pub after: BTreeMap<String, LockedName>,
    /// The names of entries that no longer name anything, unless something else has them. Their keys may be those of other things today.
    pub gone: Vec<String>,
    /// The keys of what no operation reaches, and the names of those that one reached in the last run.
    pub idle: (BTreeSet<String>, Vec<String>),
    /// The first document.
    pub document: String,
    /// List → label and marks of each element.
    pub elements: BTreeMap<String, Vec<(String, String)>>,
    /// Name → why it is in doubt.
    pub doubts: BTreeMap<String, Doubt>,
}

impl<'a> Locked<'a> {
    /// Finds out what the entries name.
    pub(in crate::lower) fn new(
        present: Option<&Present>,
        graph: &'a Graph<'a>,
        usage: &Usage,
        diags: &mut Diagnostics,
    ) -> Self {
        let (lock, none) = (present.map(|present| &present.lock), Lock::default());
        let mut finder = Finder::new(lock, graph, usage);
        let entries = Entries::sort(lock.unwrap_or(&none), &mut finder, graph, diags);
        let branches = Branches::new(lock.unwrap_or(&none), &entries.of_things, &mut finder, graph);
        let has_lost = !entries.gone.is_empty() || present.is_some_and(Present::has_lost_operations);
        Self {
            standing: standing(lock, &entries, &finder, has_lost, graph),
            keys: finder.keys,
            document: finder.document,
            entries: entries.of_things,
            idle: entries.idle,
            new_idle: entries.new_idle,
            held: entries.held,
            gone: entries.gone,
            replaced: BTreeMap::new(),
            branches,
        }
    }

    /// Gives up the names of things that the author calls something else, unless that name is locked for another thing.
    pub(in crate::lower) fn give_way<'n>(&mut self, said: impl Iterator<Item = (Thing, &'n str)>) {
        let others = self.idle.values().chain(self.held.values().map(|(name, _)| name));
        let others: BTreeSet<&str> = others.map(|name| name.name.as_str()).collect();
        let names: BTreeMap<Thing, &str> = self
            .entries
            .iter()
            .map(|(thing, name)| (*thing, name.name.as_str()))
            .collect();
        let wishes = said.filter_map(|(thing, name)| Some((thing, name, *names.get(&thing)?)));
        let (same, other): (Vec<_>, Vec<_>) = wishes.partition(|(_, name, locked)| name == locked);
        let wishes = other.into_iter().map(|(thing, name, _)| (thing, name)).collect();
        let met = said::met(&wishes, &names, &others);
        for thing in same.into_iter().map(|(thing, ..)| thing).chain(met.iter().copied()) {
            self.standing.settle(thing);
        }
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

    /// The locked names of what a thing consists of, with types as they are called now. The union of the objects of a new kind of union has the
    /// variants that this one had.
    pub(in crate::lower) fn members(
        &self,
        thing: Thing,
        names: &BTreeMap<Thing, String>,
        graph: &Graph,
    ) -> LockedMembers {
        let of = |thing: &Thing| self.entries.get(thing).or_else(|| self.replaced.get(thing));
        let of_whole = || {
            of(&Thing {
                node: whole_of(graph, thing.node)?,
                ..thing
            })
        };
        let Some(name) = of(&thing).or_else(of_whole) else {
            return LockedMembers::new();
        };
        let new = |old: &str| {
            let (thing, _) = self.replaced.iter().find(|(_, name)| name.name == old)?;
            names.get(thing).cloned()
        };
        let members = self.branches.of_today(&name.members);
        let each = members.into_iter();
        each.map(|(what, name)| (with_type(&what, new), name)).collect()
    }

    /// The names that only the things that have them get.
    pub(in crate::lower) fn taken(&self) -> impl Iterator<Item = &str> {
        let names = self
            .entries
            .values()
            .chain(self.idle.values())
            .chain(self.held.values().map(|(name, _)| name));
        names.map(|name| name.name.as_str())
    }

    /// What stays the same when the document grows.
    pub(in crate::lower) fn key(&mut self, thing: Thing) -> String {
        self.keys.of(thing)
    }

    /// The entries before and after a run that gave these names.
    pub(super) fn renewed(mut self, names: &Names, graph: &Graph) -> Renewed {
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
        let key = |(thing, name): (&Thing, &LockedName)| (self.keys.of(*thing), name.clone());
        let held_names = self.held.iter().map(|(key, (name, _))| (key.clone(), name.clone()));
        let held_names: BTreeMap<String, LockedName> = held_names.collect();
        let mut after: BTreeMap<String, LockedName> = self.idle.clone();
        after.extend(held_names.clone());
        after.extend(new.iter().map(key));
        let types = new.keys().copied();
        let things: BTreeSet<Thing> = types
            .chain(new.keys().flat_map(|thing| by_key(graph, *thing)))
            .collect();
        let held = self.held.iter().map(|(key, (_, element))| (key, element)).collect();
        let given: BTreeSet<&String> = after.values().map(|name| &name.name).collect();
        let gone = self.gone.into_values().map(|name| name.name);
        let gone = gone.filter(|name| !given.contains(name)).collect();
        let elements = self.keys.traces(things.iter(), self.idle.keys(), &held);
        Renewed {
            doubts: self.standing.table(&new),
            idle: (self.idle.keys().cloned().collect(), self.new_idle),
            before: [kept, replaced, self.idle, held_names].into_iter().flatten().collect(),
            after,
            gone,
            document: self.document,
            elements,
        }
    }

    /// Tells of names that are in doubt, and of those that were freed and are given to something else: of types, and of what they
    /// consist of.
    pub(in crate::lower) fn tell(&mut self, lock: &Lock, names: &Names, graph: &Graph, diags: &mut Diagnostics) {
        let of_members = self.changes(lock, names, graph);
        self.standing.tell(&lock.file, &self.entries, graph, diags);
        // What the author calls so needs no message.
        let is_new = |thing: &Thing| !self.entries.contains_key(thing) && !self.replaced.contains_key(thing);
        let new = names.types.iter().filter(|(thing, _)| is_new(thing));
        let owners: BTreeMap<&str, &Thing> = new.map(|(thing, name)| (name.as_str(), thing)).collect();
        for (key, name) in &self.gone {
            if let Some(thing) = owners.get(name.name.as_str()) {
                diags.push(doubts::reused(&lock.file, name, key, &graph.place(thing.node)));
                self.standing.add(**thing, Doubt::Reused);
            }
        }
        diags.extend(of_members);
    }

    /// What has changed within types: messages about that, and a doubt about each type of which nothing is left.
    fn changes(&mut self, lock: &Lock, names: &Names, graph: &Graph) -> Diagnostics {
        let mut out = Diagnostics::default();
        let keys = names.types.iter();
        let keys: BTreeMap<&str, String> = keys
            .map(|(thing, name)| (name.as_str(), self.keys.of(*thing)))
            .collect();
        let rows = |thing: &Thing| branches::with_keys(names.rows(*thing), |name| keys.get(name).cloned());
        let parts = names.types.iter();
        let parts = parts.filter_map(|(thing, name)| Some((whole_of(graph, thing.node)?, (thing, name))));
        let parts: BTreeMap<NodeId, (&Thing, &String)> = parts.collect();
        let locked = self.entries.iter().chain(&self.replaced);
        let locked = locked.filter_map(|(thing, owner)| Some((thing, owner, names.types.get(thing)?)));
        let locked: Vec<_> = locked.collect();
        let members = locked
            .iter()
            .map(|(thing, ..)| (self.members(**thing, &names.types, graph), rows(thing)));
        let members: Vec<(LockedMembers, LockedMembers)> = members.collect();
        let exchanged = branches::exchanged(&members);
        let members = members.iter().zip(exchanged);
        for ((thing, owner, now), ((before, after), is_exchanged)) in locked.into_iter().zip(members) {
            let within = Within {
                lock,
                owner,
                was: &owner.name,
                now,
                at: &graph.place(thing.node),
            };
            let mut others = branches::passed_on(before, after);
            others.extend(self.branches.in_doubt(&owner.members, after));
            let told = within.tell(before, after, others, &mut out);
            if is_exchanged || (!before.is_empty() && !branches::has_any(before, after)) {
                let part = parts.get(&thing.node);
                match part.filter(|(part, _)| branches::has_any(before, &rows(part))) {
                    Some((_, part)) => within.went(part, &mut out),
                    None if told.is_empty() => self.standing.doubt(*thing, Doubt::Changed),
                    None => {}
                }
            }
            self.standing.members.extend(told);
        }
        out
    }
}

/// The branches of a union that the lock knows by their places, because they are no types.
fn by_key(graph: &Graph, union: Thing) -> Vec<Thing> {
    let branches = match graph.shape(union.node) {
        Ok(Shape::Union(choice) | Shape::Group(choice)) => choice.branches.as_slice(),
        _ => &[],
    };
    let by_key = branches
        .iter()
        .filter(|branch| matches!(branch.criterion, Criterion::Member(_)));
    by_key
        .map(|branch| Thing {
            node: branch.site,
            ..union
        })
        .collect()
}

/// The union that the union of its objects of one kind is a part of.
fn whole_of(graph: &Graph, part: NodeId) -> Option<NodeId> {
    match graph.origin(part)? {
        Origin::Made {
            of,
            role: Role::Kind(_),
        } => Some(*of),
        _ => None,
    }
}

/// What is in doubt: things that may not be those that had the names, elements of lists that have changed, components that are in other files, and
/// those of another first document, if something is gone besides.
fn standing(lock: Option<&Lock>, entries: &Entries, finder: &Finder, has_lost: bool, graph: &Graph) -> Standing {
    let others = entries.idle.values().chain(entries.held.values().map(|(name, _)| name));
    let mut out = Standing::new(lock, &entries.of_things, others);
    out.extend(entries.doubts.iter().map(|(thing, doubt)| (*thing, *doubt)));
    let mut told = BTreeSet::new();
    for thing in entries.of_things.keys() {
        if finder.doubtful(*thing).is_some_and(|at| told.insert(at)) {
            out.add(*thing, Doubt::Changed);
        }
    }
    let component = |thing: &Thing| graph.place(thing.node).first(3);
    let mut relocated: BTreeSet<&Pointer> = finder.relocations.iter().map(|one| &one.to).collect();
    for thing in entries.of_things.keys() {
        if !relocated.is_empty() && relocated.remove(&component(thing)) {
            out.add(*thing, Doubt::Relocated);
        }
    }
    if finder.is_renamed && has_lost {
        let mut told = BTreeSet::new();
        for thing in entries.of_things.keys() {
            let component = component(thing);
            if finder.keys.is_of_first(&component) && told.insert(component) {
                out.add(*thing, Doubt::Exchanged);
            }
        }
    }
    out
}
