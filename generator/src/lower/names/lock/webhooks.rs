//! The types of webhooks and callbacks in a lock.
//!
//! In: the lock as it was and as the document has it, and the names of a run. Out: the names for the new lock, and a doubt about each name that a
//! webhook took over from one that is gone, in every run until the author settles it.

use std::collections::BTreeMap;

use super::doubts;
use crate::config::{Doubt, Lock, LockedName};
use crate::diag::Diagnostics;
use crate::pointer::Pointer;

/// What the table `[doubts]` has before the name of such a type.
const SPACE: &str = "webhooks::";

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
    let gone: BTreeMap<&str, (&String, &LockedName)> = gone.map(|one| (one.1.name.as_str(), one)).collect();
    let mut out = BTreeMap::new();
    for (at, name) in given {
        let key = format!("{SPACE}{name}");
        let (was, locked) = match (gone.get(name.as_str()), lock.webhooks.get(at)) {
            (Some((was, locked)), None) => (was.as_str(), *locked),
            (_, Some(locked)) if whole.doubts.contains_key(&key) => (SPACE.trim_end_matches(':'), locked),
            _ => continue,
        };
        diags.push(doubts::reused(&whole.file, locked, was, &Pointer::parse(at)));
        out.insert(key, Doubt::Reused);
    }
    out
}
