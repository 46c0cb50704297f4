//! Short names for components whose names are paths: `io.k8s.api.apps.v1.DeploymentSpec` is `DeploymentSpec`.
//!
//! In: the names of all components of a document. Out: for each that is a path, its shortest end that no other component shares. Must not
//! look at anything but names, so a component that is added renames another one only by sharing its end, or as what it belongs to.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

use super::super::identifiers::{is_type_name, pascal};
use super::super::operation_words::is_version;
use crate::pointer::Pointer;
use crate::spec::Document;

/// What stands between the words of a path.
const SEPARATORS: [char; 3] = ['.', '/', '\\'];

/// No end has more words than this; a component that needs more keeps its whole name.
const MOST_WORDS: usize = 6;

/// What an operation has, whatever it is about: no name by itself.
const ROLES: [&str; 2] = ["Request", "Response"];

/// Section → name of a component → what it is called, if that is less than its name.
#[derive(Debug, Default)]
pub(in crate::lower) struct Components(BTreeMap<String, BTreeMap<String, String>>);

impl Components {
    pub(in crate::lower) fn new(document: &Document) -> Self {
        let sections = document
            .get(&Pointer::root().key("components"))
            .and_then(Value::as_object);
        let named = |(section, all): (&String, &Value)| {
            let names: Vec<&str> = all.as_object()?.keys().map(String::as_str).collect();
            Some((section.clone(), shortened(&names)))
        };
        Self(sections.into_iter().flatten().filter_map(named).collect())
    }

    /// What a component is called.
    pub(super) fn name(&self, section: &str, name: &str) -> String {
        self.shorter(section, name).map_or_else(|| pascal(name), str::to_owned)
    }

    /// What a component is called, if that is less than its name.
    pub(super) fn shorter(&self, section: &str, name: &str) -> Option<&str> {
        self.0.get(section)?.get(name).map(String::as_str)
    }
}

fn shortened(names: &[&str]) -> BTreeMap<String, String> {
    if !names.iter().any(|name| is_path(name)) {
        return BTreeMap::new();
    }
    let written: BTreeSet<&str> = names.iter().copied().collect();
    let ends: Vec<Vec<String>> = names.iter().map(|name| ends(name, &written)).collect();
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for own in &ends {
        let own: BTreeSet<&str> = own.iter().map(String::as_str).collect();
        own.into_iter().for_each(|end| *counts.entry(end).or_default() += 1);
    }
    let shortest = |(name, own): (&&str, &Vec<String>)| {
        let (_whole, shorter) = own.split_last()?;
        let end = shorter.iter().find(|end| counts[end.as_str()] == 1)?;
        Some(((*name).to_owned(), end.clone()))
    };
    names.iter().zip(&ends).filter_map(shortest).collect()
}

/// Whether a name is words with separators between them. In the name of a generic type such as `Page[shop.Pet]` they stand inside others.
fn is_path(name: &str) -> bool {
    let is_word = |letter: char| letter.is_alphanumeric() || "_-+$".contains(letter);
    name.contains(SEPARATORS)
        && name
            .chars()
            .all(|letter| is_word(letter) || SEPARATORS.contains(&letter))
}

/// All ends of a name that could stand for it, the shortest one first and the whole last.
fn ends(name: &str, written: &BTreeSet<&str>) -> Vec<String> {
    let starts = name.rmatch_indices(SEPARATORS).map(|(at, _)| at);
    let starts: Vec<usize> = starts.take(MOST_WORDS).filter(|_| is_path(name)).collect();
    // What belongs to another component keeps the name of its owner: `shop.Order.Status` where there is `shop.Order`. A word in small letters
    // is that of a package, and owns nothing.
    let is_type = |owner: &str| owner.rsplit(SEPARATORS).next().is_some_and(is_capital);
    let is_owner = |owner: &str| written.contains(owner) && is_type(owner);
    let owner = starts.iter().rev().find(|at| is_owner(&name[..**at]));
    let starts = starts.iter().filter(|at| owner.is_none_or(|owner| *at < owner));
    let ends = starts
        .filter(|at| may_begin(name, **at))
        .map(|at| pascal(&name[at + 1..]));
    let is_free = |end: &String| is_type_name(end) && !ROLES.contains(&end.as_str());
    ends.filter(is_free).chain([pascal(name)]).collect()
}

fn is_capital(word: &str) -> bool {
    word.starts_with(char::is_uppercase)
}

/// Whether a name may begin behind this separator: with a word, and with more than a version.
fn may_begin(name: &str, separator: usize) -> bool {
    let (before, end) = (&name[..separator], &name[separator + 1..]);
    let first = end.split(SEPARATORS).next().unwrap_or_default();
    let is_part = !is_capital(first) && !is_version(first) && before.split(SEPARATORS).any(is_capital);
    // `PetApi.get` is what `PetApi` has, and no thing by itself.
    first.starts_with(char::is_alphabetic) && !is_part && !end.split(SEPARATORS).all(is_number)
}

/// Whether a word is a version or a part of one, such as the `0` of `v1.0`.
fn is_number(word: &str) -> bool {
    is_version(word) || !word.contains(char::is_alphabetic)
}

#[cfg(test)]
mod tests {
    use super::shortened;

    #[track_caller]
    fn check(names: &[(&str, &str)]) {
        let all: Vec<&str> = names.iter().map(|(name, _)| *name).collect();
        let short = shortened(&all);
        for (name, expected) in names {
            let found = short.get(*name).cloned().unwrap_or_else(|| super::pascal(name));
            assert_eq!(found, *expected, "{name}");
        }
    }

    #[test]
    fn the_last_words_that_nobody_shares() {
        check(&[
            ("io.k8s.api.apps.v1.DeploymentSpec", "DeploymentSpec"),
            ("io.k8s.api.apps.v1.Scale", "V1Scale"),
            ("io.k8s.api.apps.v1beta1.Scale", "V1beta1Scale"),
            ("io.k8s.api.batch.v1.Job", "BatchV1Job"),
            ("io.k8s.api.queue.v1.Job", "QueueV1Job"),
            ("Foo.Bar.V1.Baz", "Baz"),
            ("com/example/Pet", "Pet"),
            ("App\\Entity\\Owner", "Owner"),
        ]);
    }

    #[test]
    fn a_name_without_a_path_keeps_it() {
        check(&[
            ("Spec", "Spec"),
            ("io.k8s.Spec", "K8sSpec"),
            ("user_item", "UserItem"),
            ("a.UserItem", "AUserItem"),
        ]);
    }

    #[test]
    fn versions_parts_and_taken_words_are_not_names() {
        check(&[
            ("pets.v1", "PetsV1"),
            ("pets.v1.0", "PetsV10"),
            ("UserApi.get", "UserApiGet"),
            ("wired_client.response", "WiredClientResponse"),
            ("shop.Order", "Order"),
            ("shop.Order.Status", "OrderStatus"),
            ("shop.Order.Status.Code", "OrderStatusCode"),
            ("google.protobuf.String", "ProtobufString"),
            ("Page[shop.Order]", "PageShopOrder"),
            (".odd..Name.", "Name"),
        ]);
    }
}
