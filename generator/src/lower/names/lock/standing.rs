//! Doubts about the names of types, which stay until the author settles them: by removing their lines from the table `[doubts]`, or by a
//! name in the document.
//!
//! In: a lock, and what became doubtful in this run. Out: messages, and the table. Must not know why something is doubtful.

use std::collections::BTreeMap;

use super::doubts;
use super::keys::Thing;
use crate::config::{Doubt, Lock, LockedName};
use crate::diag::Diagnostics;
use crate::pointer::Pointer;
use crate::schemas::Graph;

/// The doubts of a run.
#[derive(Debug, Default)]
pub(super) struct Standing(BTreeMap<Thing, Doubt>);

impl Standing {
    /// The doubts of a lock about names that things still have.
    pub(super) fn new(lock: Option<&Lock>, entries: &BTreeMap<Thing, LockedName>) -> Self {
        let doubt = |(thing, name): (&Thing, &LockedName)| Some((*thing, *lock?.doubts.get(&name.name)?));
        Self(entries.iter().filter_map(doubt).collect())
    }

    pub(super) fn extend(&mut self, doubts: impl IntoIterator<Item = (Thing, Doubt)>) {
        self.0.extend(doubts);
    }

    pub(super) fn add(&mut self, thing: Thing, doubt: Doubt) {
        self.0.insert(thing, doubt);
    }

    /// The author says what this is called.
    pub(super) fn settle(&mut self, thing: Thing) {
        self.0.remove(&thing);
    }

    /// Tells of what is doubtful.
    pub(super) fn tell(&self, file: &str, names: &BTreeMap<Thing, LockedName>, graph: &Graph, diags: &mut Diagnostics) {
        let mut all: BTreeMap<Doubt, Vec<(&LockedName, Pointer)>> = BTreeMap::new();
        for (thing, doubt) in &self.0 {
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
        self.0.iter().filter_map(line).collect()
    }
}
