//! What the entries of a lock name.
//!
//! In: a lock and the graph. Out: the name of each thing that has one, and the entries whose places no operation reaches now.

use std::collections::BTreeMap;

use super::old;
use super::paths::Paths;
pub(in crate::lower) use super::paths::Thing;
use crate::config::{Lock, LockedName};
use crate::schemas::Graph;

/// A lock as things.
pub(in crate::lower) struct Locked<'a> {
    paths: Paths<'a>,
    /// Thing → where the lock has its name, and the name.
    entries: BTreeMap<Thing, (String, LockedName)>,
    /// Entries for what stands in the document and no operation reaches.
    idle: BTreeMap<String, LockedName>,
    /// All names of types in the lock: nobody else gets one of them, also if its thing is gone.
    taken: Vec<String>,
}

impl<'a> Locked<'a> {
    /// Finds out what the entries name. Those whose things are gone are left out.
    pub(in crate::lower) fn new(lock: Option<&Lock>, graph: &'a Graph<'a>) -> Self {
        let mut out = Self {
            paths: Paths::new(graph),
            entries: BTreeMap::new(),
            idle: BTreeMap::new(),
            taken: lock.into_iter().flat_map(Lock::type_names).collect(),
        };
        let is_old = lock.is_some_and(|lock| lock.is_old);
        for (written, name) in lock.into_iter().flat_map(|lock| &lock.types) {
            let path = match is_old {
                true => old::path(graph, &mut out.paths, written),
                false => Some(written.clone()),
            };
            let Some(path) = path else { continue };
            if let Some(thing) = out.paths.find(&path) {
                out.entries.entry(thing).or_insert((path, name.clone()));
            } else if out.paths.place(&path).is_some() {
                out.idle.insert(path, name.clone());
            }
        }
        out
    }

    /// The locked name of a thing.
    pub(in crate::lower) fn name(&self, thing: Thing) -> Option<&str> {
        self.entries.get(&thing).map(|(_, name)| name.name.as_str())
    }

    /// The names that only the things that have them get.
    pub(in crate::lower) fn taken(&self) -> &[String] {
        &self.taken
    }

    /// What stays the same when the document grows.
    pub(in crate::lower) fn path(&mut self, thing: Thing) -> String {
        self.paths.of(thing)
    }

    /// The entries after a run that gave these names.
    pub(super) fn renewed(mut self, names: &BTreeMap<Thing, String>) -> BTreeMap<String, LockedName> {
        let is_new = |(thing, _): &(&Thing, _)| !self.entries.contains_key(thing);
        let new: Vec<(Thing, &String)> = names
            .iter()
            .filter(is_new)
            .map(|(thing, name)| (*thing, name))
            .collect();
        let mut out = self.idle;
        out.extend(self.entries.into_values());
        for (thing, name) in new {
            out.entry(self.paths.of(thing)).or_insert_with(|| name.clone().into());
        }
        out
    }
}
