//! Doubts about the names of types and of what they and requests consist of, which stay until the author settles them: by removing their lines from the table `[doubts]`, or by a
//! name in the document.
//!
//! In: a lock, and what became doubtful in this run. Out: messages, and the table. Must not know why something is doubtful.

use std::collections::{BTreeMap, BTreeSet};

use super::doubts;
use super::keys::Thing;
use crate::config::{Doubt, Lock, LockedMembers, LockedName};
use crate::diag::Diagnostics;
use crate::lower::names::members;
use crate::pointer::Pointer;
use crate::schemas::Graph;

/// The doubts of a run.
#[derive(Debug, Default)]
pub(super) struct Standing {
    of: BTreeMap<Thing, Doubt>,
    /// What the author has named.
    settled: BTreeSet<Thing>,
    /// Those about members of types, and about types that this run has not: by name.
    pub members: BTreeMap<String, Doubt>,
}

impl Standing {
    /// The doubts of a lock about names that things still have. What no operation needs stays in doubt.
    pub(super) fn new<'n>(
        lock: Option<&Lock>,
        entries: &BTreeMap<Thing, LockedName>,
        others: impl Iterator<Item = &'n LockedName>,
    ) -> Self {
        let known = |name: &LockedName| Some(*lock?.doubts.get(&name.name)?);
        let of = entries.iter().filter_map(|(thing, name)| Some((*thing, known(name)?)));
        let mut members = BTreeMap::new();
        for name in others {
            members.extend(known(name).map(|doubt| (name.name.clone(), doubt)));
            members.extend(lock.into_iter().flat_map(|lock| lock.doubts_within(&name.name)));
        }
        Self {
            of: of.collect(),
            settled: BTreeSet::new(),
            members,
        }
    }

    pub(super) fn extend(&mut self, doubts: impl IntoIterator<Item = (Thing, Doubt)>) {
        self.of.extend(doubts);
    }

    pub(super) fn add(&mut self, thing: Thing, doubt: Doubt) {
        self.of.insert(thing, doubt);
    }

    /// The same unless there is another doubt already, or the author says what this is called.
    pub(super) fn doubt(&mut self, thing: Thing, doubt: Doubt) {
        if !self.settled.contains(&thing) {
            self.of.entry(thing).or_insert(doubt);
        }
    }

    /// The author says what this is called.
    pub(super) fn settle(&mut self, thing: Thing) {
        self.of.remove(&thing);
        self.settled.insert(thing);
    }

    /// Tells of what is doubtful.
    pub(super) fn tell(&self, file: &str, names: &BTreeMap<Thing, LockedName>, graph: &Graph, diags: &mut Diagnostics) {
        let mut all: BTreeMap<Doubt, Vec<(&LockedName, Pointer)>> = BTreeMap::new();
        for (thing, doubt) in &self.of {
            if let Some(name) = names.get(thing) {
                all.entry(*doubt).or_default().push((name, graph.place(thing.node)));
            }
        }
        for (doubt, all) in all {
            doubts::tell(file, doubt, &all, diags);
        }
    }

    /// The table, for names that things have after the run.
    pub(super) fn table(&self, names: &BTreeMap<Thing, LockedName>) -> BTreeMap<String, Doubt> {
        let line = |(thing, doubt): (&Thing, &Doubt)| Some((names.get(thing)?.name.clone(), *doubt));
        self.of.iter().filter_map(line).chain(self.members.clone()).collect()
    }
}

/// A type or a request whose members are compared with those of the lock.
pub(super) struct Within<'w> {
    pub lock: &'w Lock,
    /// It, as it is locked.
    pub owner: &'w LockedName,
    /// What its members were and are in doubt as: `Pet`, `pets.list`.
    pub was: &'w str,
    pub now: &'w str,
    pub at: &'w Pointer,
}

impl Within<'_> {
    /// Tells that what this consisted of is a part of it now.
    pub(super) fn went(&self, part: &str, diags: &mut Diagnostics) {
        diags.push(doubts::went(&self.lock.file, self.owner, self.now, part, self.at));
    }

    /// Tells of members that have the names of others, of which these are known to, and gives the doubts that are left.
    pub(super) fn tell(
        &self,
        before: &LockedMembers,
        after: &LockedMembers,
        others: BTreeSet<String>,
        diags: &mut Diagnostics,
    ) -> BTreeMap<String, Doubt> {
        let known = self.lock.doubts_within(self.was).into_keys();
        let known = known.filter_map(|name| Some(name.strip_prefix(self.was)?.strip_prefix("::")?.to_owned()));
        let new = members::taken_over(before, after)
            .into_iter()
            .map(|(_, name)| name.clone());
        let mut names: BTreeSet<String> = known.chain(new).chain(others).collect();
        names.retain(|name| after.iter().any(|(_, given)| given == name));
        let tell = |name: String| {
            diags.push(doubts::passed_on(&self.lock.file, self.owner, self.now, &name, self.at));
            (format!("{}::{name}", self.now), Doubt::Reused)
        };
        names.into_iter().map(tell).collect()
    }
}
