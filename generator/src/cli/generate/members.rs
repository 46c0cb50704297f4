//! What a run does to the names of members: fields, values, variants, arguments and setters.

use std::collections::{BTreeMap, BTreeSet};

use crate::config::{Lock, LockedMembers};

/// What changes within the client, and within the types and operations that a lock had before, too.
#[derive(Default)]
pub(super) struct Within {
    pub(super) added: usize,
    pub(super) changed: Vec<String>,
    pub(super) dropped: Vec<String>,
}

/// `` `User` is now `Person` ``
pub(super) fn renamed(old: &str, new: &str) -> String {
    format!("`{old}` is now `{new}`")
}

/// What has members.
struct Owner<'l> {
    /// `Pet`, `pets.list`
    name: String,
    members: &'l LockedMembers,
}

impl Within {
    pub(super) fn new(old: &Lock, new: &Lock) -> Self {
        let (before, mut out) = (owners(old), Self::default());
        for (key, now) in owners(new) {
            if let Some(was) = before.get(key) {
                out.compare(was, &now);
            }
        }
        out
    }

    fn compare(&mut self, was: &Owner, now: &Owner) {
        let names =
            |owner: &Owner| -> BTreeSet<String> { owner.members.iter().map(|(_, name)| name.clone()).collect() };
        let (old, new) = (names(was), names(now));
        let by_what: BTreeMap<&String, &String> = was.members.iter().map(|(what, name)| (what, name)).collect();
        let both = now.members.iter();
        let both: Vec<(&String, &String)> = both
            .filter_map(|(what, name)| Some((*by_what.get(what)?, name)))
            .collect();
        // A variant is known by several words. It is the same as long as one of them has its name.
        let kept = both.iter().filter(|(old, new)| old == new);
        let kept: BTreeSet<&String> = kept.map(|(name, _)| *name).collect();
        let (mut left, mut given) = (kept.clone(), kept);
        for (old, new) in both {
            if !left.contains(old) && !given.contains(new) {
                left.insert(old);
                given.insert(new);
                self.changed.push(renamed(&was.full(old), &now.full(new)));
            }
        }
        let dropped = old.iter().filter(|name| !new.contains(*name) && !left.contains(name));
        self.dropped.extend(dropped.map(|name| format!("`{}`", was.full(name))));
        let is_added = |name: &&String| !old.contains(*name) && !given.contains(name);
        self.added += new.iter().filter(is_added).count();
    }
}

impl Owner<'_> {
    /// The name of a member as the table `[doubts]` has it.
    fn full(&self, member: &str) -> String {
        format!("{}::{member}", self.name)
    }
}

/// The key of the client's builder, which has no place in a document.
const CLIENT: &str = "client";

/// The client's builder, types and operations, by their keys.
fn owners(lock: &Lock) -> BTreeMap<&str, Owner<'_>> {
    let owner = |name: String, members| Owner { name, members };
    let setters = lock.setters.as_ref().unwrap_or(const { &LockedMembers::new() });
    let client = [(CLIENT, owner(CLIENT.to_owned(), setters))].into_iter();
    let types = lock.types.iter();
    let types = types.map(|(at, locked)| (at.as_str(), owner(locked.name.clone(), &locked.members)));
    let operations = lock.operations.iter();
    let operations = operations.map(|(at, operation)| {
        let name = operation.path().unwrap_or_else(|| at.clone());
        (at.as_str(), owner(name, &operation.members))
    });
    client.chain(types).chain(operations).collect()
}
