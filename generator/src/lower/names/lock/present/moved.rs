//! Paths whose parameters have other names than in the lock: `/users/{id}` is now `/users/{userId}`, and all that the lock keeps of it
//! belongs to the same operations. So it is if all paths begin with other words: `/v1/users` is now `/v2/users`.
//!
//! In: a lock and the document. Out: the lock with its keys as the document has them. A path that the document still has is not moved, nor
//! one that more than one path of the document may be.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

use super::prefix::{self, Moves, Prefix, without_names};
use crate::config::{Lock, LockedName};
use crate::diag::Diagnostics;
use crate::lower::names::lock::doubts;
use crate::lower::names::members::words;
use crate::pointer::Pointer;
use crate::spec::Document;

/// The lock with the paths of the document, and what all of these begin with in place of something else.
pub(super) fn with_paths(lock: Lock, document: &Document, diags: &mut Diagnostics) -> (Lock, Option<Prefix>) {
    let (moves, prefix) = moves(&lock, document);
    if moves.is_empty() {
        return (lock, None);
    }
    for (old, new) in moves.iter().filter(|(old, new)| has_passed_on(old, new)) {
        diags.push(doubts::other_order(old, new));
    }
    let lock = Lock {
        operations: keys(lock.operations, &moves),
        types: keys(lock.types, &moves)
            .into_iter()
            .map(|(key, name)| (key, with_branches(name, &moves)))
            .collect(),
        idle: set(lock.idle, &moves),
        variants: keys(lock.variants, &moves),
        webhooks: keys(lock.webhooks, &moves),
        elements: keys(lock.elements, &moves),
        ..lock
    };
    (lock, prefix)
}

fn moves(lock: &Lock, document: &Document) -> (Moves, Option<Prefix>) {
    let keys = lock
        .operations
        .keys()
        .chain(lock.types.keys())
        .chain(lock.variants.keys())
        .chain(lock.webhooks.keys());
    let locked: BTreeSet<String> = keys.filter_map(|key| path(key)).collect();
    let paths = document.get(&Pointer::root().key("paths")).and_then(Value::as_object);
    let present: BTreeSet<&str> = paths
        .into_iter()
        .flat_map(|paths| paths.keys())
        .map(String::as_str)
        .collect();
    if let Some((moves, prefix)) = prefix::moves(&locked, &present) {
        return (moves, Some(prefix));
    }
    // Paths that are equal but for the names of their parameters.
    let mut alike: BTreeMap<String, (Vec<&str>, Vec<&str>)> = BTreeMap::new();
    for path in locked.iter().filter(|path| !present.contains(path.as_str())) {
        alike.entry(without_names(path)).or_default().0.push(path);
    }
    for path in present.iter().filter(|path| !locked.contains(**path)) {
        if let Some((_, new)) = alike.get_mut(&without_names(path)) {
            new.push(path);
        }
    }
    let moves = alike
        .into_values()
        .filter_map(|(old, new)| match (old.as_slice(), new.as_slice()) {
            ([old], [new]) => Some(((*old).to_owned(), (*new).to_owned())),
            _ => None,
        });
    (moves.collect(), None)
}

/// The path that a key leads through.
fn path(key: &str) -> Option<String> {
    let words = Pointer::parse(key.strip_prefix("#/paths")?).parts();
    words.into_iter().next()
}

/// The names of the parameters of a path.
fn names(path: &str) -> impl Iterator<Item = &str> {
    path.split('{').skip(1).filter_map(|part| Some(part.split_once('}')?.0))
}

/// Whether a parameter has a name that another one of the path had.
fn has_passed_on(old: &str, new: &str) -> bool {
    let old: Vec<&str> = names(old).collect();
    let mut pairs = names(new).zip(&old);
    pairs.any(|(name, was)| name != *was && old.contains(&name))
}

/// The same values at keys as the document has them.
fn keys<T>(all: BTreeMap<String, T>, moves: &Moves) -> BTreeMap<String, T> {
    all.into_iter().map(|(key, value)| (moved(key, moves), value)).collect()
}

/// A type whose variants are known by the places of their branches as the document has them.
fn with_branches(of: LockedName, moves: &Moves) -> LockedName {
    let members = of.members.into_iter().map(|(word, name)| {
        let branch = words::place_of_branch(&word).map(|key| words::branch(&moved(key.to_owned(), moves)));
        (branch.unwrap_or(word), name)
    });
    LockedName {
        members: members.collect(),
        ..of
    }
}

/// A key as the document has it.
fn moved(key: String, moves: &Moves) -> String {
    let Some((old, new)) = path(&key).and_then(|path| moves.get_key_value(&path)) else {
        return key;
    };
    let start = |path: &str| Pointer::root().key("paths").key(path).to_string();
    let rest = key.strip_prefix(&start(old)).unwrap_or_default();
    // All at once, because a parameter may have got the name that another had.
    let element = |name: &str| Pointer::root().key(&format!("{{path:{name}}}")).to_string();
    let label = |name: &str| element(name).trim_start_matches("#/").to_owned();
    let labels: Vec<(String, String)> = names(old)
        .zip(names(new))
        .map(|(old, new)| (label(old), label(new)))
        .collect();
    let renamed = |part: &str| {
        let of = |(old, new): &(String, String)| Some(new.clone() + part.strip_prefix(old.as_str())?);
        labels.iter().find_map(of).unwrap_or_else(|| part.to_owned())
    };
    let rest = rest.split('/').map(renamed).collect::<Vec<_>>().join("/");
    start(new) + &rest
}

fn set(all: BTreeSet<String>, moves: &Moves) -> BTreeSet<String> {
    let all = all.into_iter().map(|key| (key, ())).collect();
    keys(all, moves).into_keys().collect()
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::{has_passed_on, keys, names, path};

    #[test]
    fn the_parameters_of_a_path_have_names() {
        assert_eq!(names("/a/{id}/b/{c}.json").collect::<Vec<_>>(), ["id", "c"]);
    }

    #[test]
    fn a_parameter_may_have_the_name_of_another() {
        assert!(has_passed_on("/u/{user}/o/{org}", "/u/{org}/o/{user}"));
        assert!(has_passed_on("/u/{user}/o/{org}", "/u/{org}/o/{unit}"));
        assert!(!has_passed_on("/u/{user}/o/{org}", "/u/{user}/o/{unit}"));
    }

    #[test]
    fn a_key_leads_through_a_path() {
        assert_eq!(path("#/paths/~1a~1{id}/get").as_deref(), Some("/a/{id}"));
        assert_eq!(path("#/components/schemas/A"), None);
    }

    #[test]
    fn a_parameter_may_get_the_name_that_another_had() {
        let key =
            |path: &str, parameter: &str| format!("#/paths/{path}/get/parameters/{{path:{parameter}}}/schema~items");
        let all = BTreeMap::from([
            (key("~1{org}~1{id}", "org"), 1),
            (key("~1{org}~1{id}", "id"), 2),
            (key("~1{org}", "org"), 3),
        ]);
        let moves = BTreeMap::from([("/{org}/{id}".to_owned(), "/{id}/{user}".to_owned())]);
        let expected = BTreeMap::from([
            (key("~1{id}~1{user}", "id"), 1),
            (key("~1{id}~1{user}", "user"), 2),
            (key("~1{org}", "org"), 3),
        ]);
        assert_eq!(keys(all, &moves), expected);
    }
}
