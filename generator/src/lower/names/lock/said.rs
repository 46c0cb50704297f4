//! What the author says counts more than what is locked: names of operations, and which wishes can be met at all.
//!
//! In: a lock and the operations. Out: the lock with the groups and methods that the author chose. A name that is locked for something else
//! is not taken from it, unless the author calls that something else, too.

use std::collections::{BTreeMap, BTreeSet};

use crate::config::{Lock, LockedOperation};
use crate::lower::names::operations as operation_names;
use crate::pointer::Pointer;
use crate::spec::Operations;

/// Renews the entries of operations for which the author chose a group or a method.
pub(super) fn apply(lock: &mut Lock, operations: &Operations) {
    let mut wanted: BTreeMap<&String, (String, String)> = BTreeMap::new();
    for (key, LockedOperation { group, method, .. }) in &lock.operations {
        let (at, form) = operation_names::parts(key);
        let Some(operation) = operations.at(&Pointer::parse(at)) else {
            continue;
        };
        let said = |name: &Option<String>, of: &dyn Fn(&str) -> String| name.as_deref().map(of);
        let new_group = said(&operation.names.group, &operation_names::accessor);
        let new_method = said(&operation.names.method, &|word| {
            operation_names::chosen_method(word, form)
        });
        let new = (
            new_group.unwrap_or_else(|| group.name.clone()),
            new_method.unwrap_or_else(|| method.name.clone()),
        );
        if new != (group.name.clone(), method.name.clone()) {
            wanted.insert(key, new);
        }
    }
    if wanted.is_empty() {
        return;
    }
    let join = |group: &str, method: &str| format!("{group}.{method}");
    let all = lock.operations.iter();
    let names: BTreeMap<&String, String> = all
        .map(|(key, one)| (key, join(&one.group.name, &one.method.name)))
        .collect();
    let names = names.iter().map(|(key, name)| (*key, name.as_str())).collect();
    let wishes: BTreeMap<&String, String> = wanted
        .iter()
        .map(|(key, (group, method))| (*key, join(group, method)))
        .collect();
    let wishes = wishes.iter().map(|(key, name)| (*key, name.as_str())).collect();
    let met: BTreeSet<String> = met(&wishes, &names, &BTreeSet::new()).into_iter().cloned().collect();
    let wanted: Vec<(String, (String, String))> = wanted.into_iter().map(|(key, new)| (key.clone(), new)).collect();
    for (key, (group, method)) in wanted {
        let Some(locked) = lock.operations.get_mut(&key) else {
            continue;
        };
        let moves = locked.group.name != group;
        if met.contains(&key) {
            locked.request = locked.request.take().filter(|_| locked.method.name == method && !moves);
            (locked.group, locked.method) = (group.into(), method.into());
        } else if moves {
            // Its method is free in no group that it may be in.
            lock.operations.remove(&key);
        }
    }
}

/// The things that can have the names that they wish: no earlier thing wishes the same, and whoever has it gets another.
pub(super) fn met<K: Ord + Copy>(
    wishes: &BTreeMap<K, &str>,
    names: &BTreeMap<K, &str>,
    taken: &BTreeSet<&str>,
) -> BTreeSet<K> {
    let owners: BTreeMap<&str, K> = names.iter().map(|(thing, name)| (*name, *thing)).collect();
    let mut wishers: BTreeMap<&str, K> = BTreeMap::new();
    for (thing, name) in wishes {
        wishers.entry(name).or_insert(*thing);
    }
    let mut met: BTreeSet<K> = wishers.values().copied().collect();
    let is_kept = |name: &str| taken.contains(name) || owners.get(name).is_some_and(|owner| !met.contains(owner));
    let mut unmet: Vec<K> = wishers
        .iter()
        .filter(|(name, _)| is_kept(name))
        .map(|(_, thing)| *thing)
        .collect();
    while let Some(thing) = unmet.pop() {
        met.remove(&thing);
        // It keeps its name, so nobody else gets that.
        let next = names.get(&thing).and_then(|name| wishers.get(name));
        unmet.extend(next.filter(|next| met.contains(next)));
    }
    met
}

#[cfg(test)]
mod tests {
    use std::collections::{BTreeMap, BTreeSet};

    use super::met;

    #[test]
    fn a_wish_is_met_if_its_name_gets_free() {
        let names = BTreeMap::from([(1, "a"), (2, "b"), (3, "c"), (4, "d")]);
        type Row<'r> = (&'r [(i32, &'r str)], &'r [i32]);
        let table: [Row<'_>; 5] = [
            (&[(1, "new"), (2, "new")], &[1]),
            (&[(1, "b"), (2, "a")], &[1, 2]),
            (&[(1, "b")], &[]),
            (&[(1, "b"), (2, "c"), (3, "d")], &[]),
            (&[(1, "b"), (2, "c"), (3, "taken")], &[]),
        ];
        for (wishes, expected) in table {
            let wishes = wishes.iter().copied().collect();
            let expected: BTreeSet<i32> = expected.iter().copied().collect();
            assert_eq!(met(&wishes, &names, &BTreeSet::from(["taken"])), expected, "{wishes:?}");
        }
    }
}
