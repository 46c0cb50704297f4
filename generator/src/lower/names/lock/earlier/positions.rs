//! Locks of earlier versions: an element of a list stood there with its number, and what is made stood at a pointer of its own.
//!
//! In: such a pointer. Out: the key that names the same thing. Nothing else reads these pointers.

use super::super::keys::{LockKeys, Thing, WRITTEN};
use crate::config::{Lock, LockForm};
use crate::lower::names::identifiers::pascal;
use crate::pointer::Pointer;
use crate::schemas::{Graph, NodeId, Role};
use crate::spec::Document;

/// The key of a type; `None` if the document has it no more.
pub(in crate::lower::names::lock) fn key(graph: &Graph, keys: &mut LockKeys, at: &str) -> Option<String> {
    let parts = Pointer::parse(at).parts();
    let words: Vec<&str> = parts.iter().map(String::as_str).collect();
    let (words, is_written) = match words.as_slice() {
        [words @ .., "x-write"] => (words, true),
        words => (words, false),
    };
    let start = (0..=words.len()).rev().find_map(|count| {
        let place = words[..count].iter().fold(Pointer::root(), |at, word| at.key(word));
        let is_group = words[..count].contains(&GROUP);
        (!is_group && graph.document.get(&place).is_some()).then_some((place, count))
    });
    let (place, count) = start?;
    let made = &words[count..];
    if made.is_empty() && graph.find(&place).is_none() {
        let half = if is_written { WRITTEN } else { "" };
        return Some(format!("{}{half}", keys.lists.key(&place)));
    }
    let node = in_roles(graph, graph.find(&place)?, made)?;
    Some(keys.of(Thing { node, is_written }))
}

const GROUP: &str = "x-client-one-of";

/// The node that is made from another one in these roles.
fn in_roles(graph: &Graph, of: NodeId, words: &[&str]) -> Option<NodeId> {
    let (role, rest) = match words {
        [] => return Some(of),
        ["x-branch", index, rest @ ..] => (branch(graph, of, index.parse().ok()?)?, rest),
        ["x-items", rest @ ..] => (Role::Items, rest),
        ["x-all" | "x-choice", name, rest @ ..] => (Role::Property((*name).to_owned()), rest),
        [GROUP, name, rest @ ..] => (Role::Group((*name).to_owned()), rest),
        ["x-kind", name, rest @ ..] => (kind(graph, of, name)?, rest),
        _ => return None,
    };
    in_roles(graph, graph.made(of, &role)?, rest)
}

fn branch(graph: &Graph, of: NodeId, index: usize) -> Option<Role> {
    let merged = graph.merged(of).ok()?;
    let choice = merged.choices.iter().find(|choice| !choice.only_requires)?;
    choice.branches.get(index).map(|branch| Role::Branch(branch.node))
}

fn kind(graph: &Graph, of: NodeId, name: &str) -> Option<Role> {
    let all = graph.made_nodes().filter(|(_, other, _)| *other == of);
    let is_it = |role: &&Role| match role {
        Role::Kind(kind) => kind.name() == name,
        Role::Tag(words) => pascal(words) == name,
        _ => false,
    };
    all.map(|(_, _, role)| role).find(is_it).cloned()
}

/// What a number stood below that is a position.
const LISTS: [&str; 6] = ["allOf", "anyOf", "oneOf", "prefixItems", "parameters", "x-branch"];

/// The names of types that an early lock has by the position in a list.
pub(in crate::lower::names::lock) fn names_by_position(lock: &Lock) -> Vec<String> {
    let is_position = |pair: &[String]| LISTS.contains(&pair[0].as_str()) && pair[1].parse::<usize>().is_ok();
    let is_by_position = |at: &str| Pointer::parse(at).parts().windows(2).any(is_position);
    let types = lock
        .types
        .iter()
        .filter(|(at, _)| lock.form == LockForm::Positions && is_by_position(at));
    types.map(|(_, locked)| locked.name.clone()).collect()
}

/// The lock with the operations where they are now.
pub(in crate::lower::names::lock) fn with_operations(lock: &Lock, document: &Document) -> Lock {
    let operations = lock.operations.iter();
    let operations = operations.map(|(at, names)| (operation(document, at), names.clone()));
    Lock {
        operations: operations.collect(),
        ..lock.clone()
    }
}

/// The key of an operation, whose other forms stood below it.
fn operation(document: &Document, at: &str) -> String {
    let place = Pointer::parse(at);
    let form = place.last();
    match (form.strip_prefix("x-"), place.parent()) {
        (Some(form), Some(operation)) if document.get(&place).is_none() => format!("{operation}~{form}"),
        _ => at.to_owned(),
    }
}
