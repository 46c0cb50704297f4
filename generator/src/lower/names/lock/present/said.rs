//! What the author says counts more than what is locked: names of operations, and which wishes can be met at all.
//!
//! In: a lock and the operations that are generated. Out: the lock with the groups and methods that the author chose for them; the others keep
//! theirs. A name that is locked for something else is not taken from it, unless the author calls that something else, too.

use std::collections::{BTreeMap, BTreeSet};

use crate::config::{Lock, LockedName, LockedOperation};
use crate::lower::drafts::OtherForm;
use crate::lower::names::operations as operation_names;
use crate::pointer::Pointer;
use crate::spec::{IndexedOperation, OperationSet};

/// Renews the entries of operations for which the author chose a group or a method.
pub(super) fn apply(lock: &mut Lock, generated: &OperationSet<'_>) {
    let operations: BTreeMap<&Pointer, &IndexedOperation> = generated.iter().map(|one| (&one.at, one)).collect();
    let mut wanted: BTreeMap<&String, (String, Option<String>)> = BTreeMap::new();
    for (key, LockedOperation { group, method, .. }) in &lock.operations {
        let (at, form) = operation_names::parts(key);
        let Some(operation) = operations.get(&Pointer::parse(at)) else {
            continue;
        };
        let said = |name: &Option<String>, of: &dyn Fn(&str) -> String| name.as_deref().map(of);
        let new_group = said(&operation.names.group, &operation_names::accessor);
        let new_method = said(&operation.names.method, &|word| {
            operation_names::chosen_method(word, form.and_then(OtherForm::named))
        });
        let method = method.as_ref().map(|method| method.name.clone());
        let new = (
            new_group.unwrap_or_else(|| group.name.clone()),
            new_method.or_else(|| method.clone()),
        );
        if new != (group.name.clone(), method) {
            wanted.insert(key, new);
        }
    }
    if wanted.is_empty() {
        return;
    }
    let all = lock.operations.iter();
    let names: BTreeMap<&String, String> = all.filter_map(|(key, one)| Some((key, one.path()?))).collect();
    let names = names.iter().map(|(key, name)| (*key, name.as_str())).collect();
    let join = |(group, method): &(String, Option<String>)| Some(format!("{group}.{}", method.as_ref()?));
    let wishes = wanted.iter();
    let wishes: BTreeMap<&String, String> = wishes.filter_map(|(key, new)| Some((*key, join(new)?))).collect();
    let wishes = wishes.iter().map(|(key, name)| (*key, name.as_str())).collect();
    let met: BTreeSet<String> = met(&wishes, &names, &BTreeSet::new()).into_iter().cloned().collect();
    let wanted: Vec<_> = wanted.into_iter().map(|(key, new)| (key.clone(), new)).collect();
    for (key, (group, method)) in wanted {
        let Some(locked) = lock.operations.get_mut(&key) else {
            continue;
        };
        let (moves, method) = (locked.group.name != group, method.map(LockedName::from));
        if met.contains(&key) {
            let name = |method: &Option<LockedName>| method.as_ref().map(|method| method.name.clone());
            let is_kept = !moves && name(&locked.method) == name(&method);
            locked.request = locked.request.take().filter(|_| is_kept);
            locked.output = locked.output.take().filter(|_| is_kept);
            (locked.group, locked.method) = (group.into(), method);
        } else if moves {
            // The method is taken in the new group, so it is named like a new one.
            (locked.group, locked.method) = (group.into(), None);
            (locked.request, locked.output) = (None, None);
        }
    }
}

/// The things that can have the names that they wish: no earlier thing wishes the same, and whoever has it gets another.
pub(in crate::lower::names::lock) fn met<K: Ord + Copy>(
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
