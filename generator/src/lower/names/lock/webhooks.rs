//! The types of webhooks and callbacks in a lock.
//!
//! In: the lock as it was and as the document has it, and the names of a run. Out: the names for the new lock, and a doubt about each name that a
//! webhook took over from one that is gone, in every run until the author settles it.

use std::collections::BTreeMap;

use super::doubts;
use crate::config::{Doubt, Lock, LockedName};
use crate::diag::Diagnostics;
use crate::pointer::Pointer;

/// The names after a run that gave these, by place. Those that this run did not need keep theirs.
pub(super) fn renewed(lock: &Lock, given: &BTreeMap<String, String>) -> BTreeMap<String, LockedName> {
    let given = given.iter().map(|(at, name)| (at.clone(), name.clone().into()));
    lock.webhooks.clone().into_iter().chain(given).collect()
}

/// Tells of names that another webhook had which is gone.
pub(super) fn reused(
    whole: &Lock,
    lock: &Lock,
    given: &BTreeMap<String, String>,
    diags: &mut Diagnostics,
) -> BTreeMap<String, Doubt> {
    let gone = whole.webhooks.iter().filter(|(at, _)| !lock.webhooks.contains_key(*at));
    let gone: BTreeMap<&str, &LockedName> = gone.map(|(_, locked)| (locked.name.as_str(), locked)).collect();
    let mut out = BTreeMap::new();
    for (at, name) in given {
        let former = gone.get(name.as_str()).filter(|_| !lock.webhooks.contains_key(at));
        let known = || {
            lock.webhooks
                .get(at)
                .filter(|_| whole.doubts.contains_key(&doubt(name)))
        };
        if let Some(locked) = former.copied().or_else(known) {
            diags.push(doubts::webhook(&whole.file, locked, &Pointer::parse(at)));
            out.insert(doubt(name), Doubt::Reused);
        }
    }
    // What this run leaves out waits.
    let waiting = lock.webhooks.iter().filter(|(at, _)| !given.contains_key(*at));
    let waiting = waiting.map(|(_, locked)| doubt(&locked.name));
    out.extend(waiting.filter_map(|name| Some((name.clone(), *whole.doubts.get(&name)?))));
    out
}

/// What the table `[doubts]` calls such a type.
fn doubt(name: &str) -> String {
    format!("webhooks::{name}")
}
