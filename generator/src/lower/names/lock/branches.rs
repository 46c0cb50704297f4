//! Which branch a variant of a union stands for, whatever tells that branch from its siblings today.
//!
//! In: the members of the types of a lock, where a branch is a type or the key of a place. Out: the same with the key that each branch has today,
//! and the variants that stand for other branches than before. Must not give names.

use std::collections::{BTreeMap, BTreeSet};

use super::find::{BranchFound, Finder};
use super::keys::Thing;
use crate::config::{Lock, LockedMembers, LockedName};
use crate::lower::names::members::words;
use crate::schemas::Graph;

/// What a lock calls a branch → what it is today.
#[derive(Default)]
pub(super) struct Branches(BTreeMap<String, Today>);

/// What a branch of a lock is today, by its key.
#[derive(Clone, Debug)]
enum Today {
    /// This; with the key of the lock, it is gone.
    Is(String),
    /// Probably this.
    Probably(String),
    /// It may be another one.
    Unknown,
}

impl Branches {
    /// Looks all branches of a lock up. `entries` are the types that were found.
    pub(super) fn new(lock: &Lock, entries: &BTreeMap<Thing, LockedName>, finder: &mut Finder, graph: &Graph) -> Self {
        let of_types = lock.keys_of_types();
        let things = entries.iter().map(|(thing, name)| (name.name.as_str(), *thing));
        let things: BTreeMap<&str, Thing> = things.collect();
        let mut out = Self::default();
        for members in lock.types.values().map(|name| &name.members) {
            let mut by_variant: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
            for (word, variant) in members {
                by_variant.entry(variant).or_default().push(word);
            }
            for (word, variant) in members {
                let today = if let Some(key) = words::place_of_branch(word) {
                    let own = by_variant.get(variant.as_str()).into_iter().flatten().copied();
                    of_place(key, finder, |thing| words::has_key(graph, thing.node, own.clone()))
                } else if let Some(name) = words::type_of_branch(word) {
                    match things.get(name) {
                        Some(thing) => Today::Is(finder.keys.of(*thing)),
                        None => of_types.get(name).map_or(Today::Unknown, |key| of_type(key, finder)),
                    }
                } else {
                    continue;
                };
                out.0.insert(word.clone(), today);
            }
        }
        out
    }

    /// The variants that have their names because their branches are probably those that had them.
    pub(super) fn in_doubt(&self, members: &LockedMembers, after: &LockedMembers) -> BTreeSet<String> {
        let now: BTreeSet<(&str, &str)> = after
            .iter()
            .map(|(word, name)| (word.as_str(), name.as_str()))
            .collect();
        let probably = members.iter().filter_map(|(word, name)| match self.0.get(word)? {
            Today::Probably(key) => Some((words::branch(key), name)),
            Today::Is(_) | Today::Unknown => None,
        });
        let kept = probably.filter(|(word, name)| now.contains(&(word.as_str(), name.as_str())));
        kept.map(|(_, name)| name.clone()).collect()
    }

    /// The members of a lock, in which each branch is known by its key of today.
    pub(super) fn of_today(&self, members: &LockedMembers) -> LockedMembers {
        let each = members.iter().flat_map(|(word, name)| {
            let own = words::place_of_branch(word).is_none().then(|| word.clone());
            let today = match self.0.get(word) {
                Some(Today::Is(key) | Today::Probably(key)) => Some(words::branch(key)),
                Some(Today::Unknown) | None => None,
            };
            own.into_iter().chain(today).map(|word| (word, name.clone()))
        });
        each.collect()
    }
}

/// What a branch is today that was told by its only key. What stands at that key may change.
fn of_place(key: &str, finder: &mut Finder, has_key: impl Fn(Thing) -> bool) -> Today {
    match finder.branch(key) {
        BranchFound::Is(thing) | BranchFound::Probably(thing) if has_key(thing) => Today::Is(finder.keys.of(thing)),
        BranchFound::Gone => Today::Is(key.to_owned()),
        BranchFound::Is(_) | BranchFound::Probably(_) | BranchFound::Either => Today::Unknown,
    }
}

/// What a branch is today that was a type.
fn of_type(key: &str, finder: &mut Finder) -> Today {
    match finder.branch(key) {
        BranchFound::Is(thing) => Today::Is(finder.keys.of(thing)),
        BranchFound::Probably(thing) => Today::Probably(finder.keys.of(thing)),
        BranchFound::Gone => Today::Is(key.to_owned()),
        BranchFound::Either => Today::Unknown,
    }
}

/// The members of a type, in which branches that are types are also known by their keys.
pub(super) fn with_keys(members: LockedMembers, key: impl Fn(&str) -> Option<String>) -> LockedMembers {
    let each = members.into_iter().flat_map(|(word, name)| {
        let branch = words::type_of_branch(&word).and_then(&key);
        let branch = branch.map(|key| (words::branch(&key), name.clone()));
        [(word, name)].into_iter().chain(branch)
    });
    each.collect()
}

/// Which types have exchanged their members with another one. Each with its members then and now.
pub(super) fn exchanged(all: &[(LockedMembers, LockedMembers)]) -> Vec<bool> {
    let words =
        |members: &LockedMembers| -> BTreeSet<String> { members.iter().map(|(word, _)| word.clone()).collect() };
    let all: Vec<_> = all.iter().map(|(then, now)| (words(then), words(now))).collect();
    let pairs: BTreeSet<_> = all.iter().map(|(then, now)| (then, now)).collect();
    // Two types of which one gains what the other loses have changed, but exchanged nothing.
    let is_exchanged = |(then, now): &(BTreeSet<String>, BTreeSet<String>)| {
        !then.is_subset(now) && !now.is_subset(then) && pairs.contains(&(now, then))
    };
    all.iter().map(is_exchanged).collect()
}

/// Whether any of what a type consisted of is there.
pub(super) fn has_any(before: &LockedMembers, after: &LockedMembers) -> bool {
    let words: BTreeSet<&String> = before.iter().map(|(word, _)| word).collect();
    after.iter().any(|(word, _)| words.contains(word))
}

/// The names of variants that stand for another branch than before.
pub(super) fn passed_on(before: &LockedMembers, after: &LockedMembers) -> BTreeSet<String> {
    let [then, now] = [before, after].map(by_name);
    let is_other = |(name, branches): &(&&str, &BTreeSet<&str>)| {
        let former = then.get(*name);
        former.is_some_and(|former| former.is_disjoint(branches))
    };
    now.iter()
        .filter(is_other)
        .map(|(name, _)| (*name).to_owned())
        .collect()
}

/// The name of each variant that stands for branches → these.
fn by_name(members: &LockedMembers) -> BTreeMap<&str, BTreeSet<&str>> {
    let mut out: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
    for (word, name) in members
        .iter()
        .filter(|(word, _)| words::place_of_branch(word).is_some())
    {
        out.entry(name).or_default().insert(word);
    }
    out
}
