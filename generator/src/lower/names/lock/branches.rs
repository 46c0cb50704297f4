//! Which branch a variant of a union stands for, whatever tells that branch from its siblings today.
//!
//! In: the members of the types of a lock, where a branch is a type or the key of a place. Out: the same with the key that each branch has today,
//! and the variants that stand for other branches than before. Must not give names.

use std::collections::{BTreeMap, BTreeSet};

use super::find::Finder;
use super::keys::Thing;
use crate::config::{Lock, LockedMembers, LockedName};
use crate::lower::names::members::words;
use crate::schemas::Graph;

/// What a lock calls a branch → its key today; that of the lock if it is gone, and none if it may be another one.
#[derive(Default)]
pub(super) struct Branches(BTreeMap<String, Option<String>>);

impl Branches {
    /// Looks all branches of a lock up. `entries` are the types that were found.
    pub(super) fn new(lock: &Lock, entries: &BTreeMap<Thing, LockedName>, finder: &mut Finder, graph: &Graph) -> Self {
        let of_types = lock.keys_of_types();
        let things: BTreeMap<&str, Thing> = entries
            .iter()
            .map(|(thing, name)| (name.name.as_str(), *thing))
            .collect();
        let mut out = Self::default();
        for members in lock.types.values().map(|name| &name.members) {
            for (word, variant) in members {
                let today = if let Some(key) = words::place_of_branch(word) {
                    let own = members.iter().filter(|(_, other)| other == variant);
                    let own = own.map(|(word, _)| word.as_str());
                    match finder.branch(key) {
                        Some(Ok(thing)) => words::has_key(graph, thing.node, own).then(|| finder.keys.of(thing)),
                        Some(Err(_)) => None,
                        None => Some(key.to_owned()),
                    }
                } else if let Some(name) = words::type_of_branch(word) {
                    let key = of_types.get(name).copied();
                    match things.get(name).copied().map(Ok).or_else(|| finder.branch(key?)) {
                        Some(Ok(thing)) => Some(finder.keys.of(thing)),
                        Some(Err(_)) => None,
                        None => key.cloned(),
                    }
                } else {
                    continue;
                };
                out.0.insert(word.clone(), today);
            }
        }
        out
    }

    /// The members of a lock, in which each branch is known by its key of today.
    pub(super) fn of_today(&self, members: &LockedMembers) -> LockedMembers {
        let each = members.iter().flat_map(|(word, name)| {
            let own = words::place_of_branch(word).is_none().then(|| word.clone());
            let today = self.0.get(word).cloned().flatten().map(|key| words::branch(&key));
            own.into_iter().chain(today).map(|word| (word, name.clone()))
        });
        each.collect()
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

/// The names of variants that stand for another branch than before, although its tag, if it has one, is not the same.
pub(super) fn passed_on(before: &LockedMembers, after: &LockedMembers) -> BTreeSet<String> {
    let is_branch = |word: &str| words::place_of_branch(word).is_some();
    let names: BTreeSet<&String> = after.iter().map(|(_, name)| name).collect();
    let is_other = |name: &&String| {
        let (then, now) = (words_of(before, name, is_branch), words_of(after, name, is_branch));
        let tags = [before, after].map(|of| words_of(of, name, words::is_tag));
        !then.is_empty() && !now.is_empty() && then.is_disjoint(&now) && tags[0].is_disjoint(&tags[1])
    };
    names.into_iter().filter(is_other).cloned().collect()
}

fn words_of<'m>(members: &'m LockedMembers, name: &str, is_it: impl Fn(&str) -> bool) -> BTreeSet<&'m str> {
    let words = members
        .iter()
        .filter(|(_, other)| other == name)
        .map(|(word, _)| word.as_str());
    words.filter(|word| is_it(word)).collect()
}
