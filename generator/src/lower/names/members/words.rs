//! What the members of types and requests are, in words that stay the same when a document grows. The lock has them.

use std::collections::BTreeMap;

use crate::plan::{Constant, Criterion, Field, Member, ValueKind};
use crate::pointer::Pointer;
use crate::schemas::{Branch, Graph, NodeId, Shape, Slot, UnionShape};

/// What a branch is that holds a type, perhaps in a list or a map.
const TYPE: &str = "type ";

/// What a branch is that stands at a place of the document, by the key of that place.
const BRANCH: &str = "branch ";

/// What a branch is that has a tag.
const TAG: &str = "tag ";

/// What a branch is that has a key which no other branch has.
const KEY: &str = "key ";

/// How much words say about their members; the heaviest first.
pub(super) const WEIGHTS: [usize; 4] = [3, 2, 1, 0];

/// How much a word says about its member. Where a branch stands and the type that it holds say more than its tags and keys, which may go to another
/// branch; the kind of a value, which any branch may come to hold, says least.
pub(super) fn weight(word: &str) -> usize {
    match word {
        _ if word.starts_with(BRANCH) => 3,
        _ if word.starts_with(TAG) => 2,
        _ if word.starts_with(KEY) => 1,
        _ if word.contains(TYPE) => 3,
        _ => 0,
    }
}

/// A field: its key, or the name of its group.
pub(in crate::lower) fn field(slot: &Slot) -> String {
    match slot {
        Slot::Property(property) => key(&property.wire),
        Slot::Group(found) => group(&found.name),
    }
}

/// The same of a field that is planned.
pub(in crate::lower) fn of_field(field: &Field) -> String {
    match &field.member {
        Member::Single(single) => key(&single.key),
        Member::Group(name) => group(name),
    }
}

/// The field of a property. A `~` of its key stands before a digit.
fn key(wire: &str) -> String {
    let at = Pointer::root().key(wire);
    at.as_str().trim_start_matches('/').to_owned()
}

/// The field of a group.
fn group(name: &str) -> String {
    format!("~{}", key(name))
}

/// The branches of a choice: each by its tags or its keys, and by what it holds. What two of them have says nothing. `keys` are those of the
/// places where the branches stand.
pub(super) fn branches<'n>(
    graph: &Graph,
    choice: &UnionShape,
    keys: &[String],
    types: impl Fn(NodeId) -> Option<&'n str>,
) -> Vec<Vec<String>> {
    // What stands at a key is not the branch: another key with the same content is another branch.
    let words = |(branch, key): (&Branch, &String)| {
        let held = match branch.criterion {
            Criterion::Member(_) => Some(self::branch(key)),
            _ => held(graph, branch.payload, &types),
        };
        let mut words = by_criterion(&branch.criterion);
        words.extend(held.filter(|held| !words.contains(held)));
        words
    };
    unshared(choice.branches.iter().zip(keys).map(words).collect())
}

/// The same with the place and all keys of each branch, because a branch may have been told by a key of which it has more now.
pub(super) fn with_keys(
    graph: &Graph,
    choice: &UnionShape,
    places: &[String],
    mut branches: Vec<Vec<String>>,
) -> Vec<Vec<String>> {
    for ((branch, place), words) in choice.branches.iter().zip(places).zip(&mut branches) {
        let keys = keys(graph, branch.site).into_iter().map(|wire| format!("{KEY}{wire}"));
        let all = keys.chain([self::branch(place)]);
        let new: Vec<String> = all.filter(|word| !words.contains(word)).collect();
        words.extend(new);
    }
    unshared(branches)
}

/// The keys of an object.
fn keys<'g>(graph: &'g Graph, node: NodeId) -> Vec<&'g str> {
    let merged = graph.site(node).and_then(|site| graph.merged(site));
    let properties = merged.into_iter().flat_map(|merged| &merged.properties);
    properties.map(|(wire, _)| wire.as_str()).collect()
}

/// A branch by the key of the place where it stands.
pub(in crate::lower::names) fn branch(key: &str) -> String {
    format!("{BRANCH}{key}")
}

/// The key of the place where a branch stands.
pub(in crate::lower::names) fn place_of_branch(word: &str) -> Option<&str> {
    word.strip_prefix(BRANCH)
}

/// The name of the type that a branch is.
pub(in crate::lower::names) fn type_of_branch(word: &str) -> Option<&str> {
    word.strip_prefix(TYPE)
}

/// Whether a branch still has the key, if these words say which one it was told by.
pub(in crate::lower::names) fn has_key<'w>(graph: &Graph, node: NodeId, words: impl Iterator<Item = &'w str>) -> bool {
    let mut told = words.filter_map(|word| word.strip_prefix(KEY)).peekable();
    let keys = keys(graph, node);
    told.peek().is_none() || told.any(|key| keys.contains(&key))
}

/// Whether these are the variants of a union.
pub(in crate::lower::names) fn is_union(members: &[(String, String)]) -> bool {
    members.iter().any(|(word, _)| weight(word) > 0)
}

/// Words of branches without those that two of them have.
fn unshared(mut branches: Vec<Vec<String>>) -> Vec<Vec<String>> {
    let mut counts: BTreeMap<String, usize> = BTreeMap::new();
    for word in branches.iter().flatten() {
        *counts.entry(word.clone()).or_default() += 1;
    }
    for words in &mut branches {
        words.retain(|word| counts[word] == 1);
    }
    branches
}

fn by_criterion(criterion: &Criterion) -> Vec<String> {
    match criterion {
        Criterion::Tag(values) => values.iter().filter_map(tag).collect(),
        Criterion::Member(wire) => vec![format!("{KEY}{wire}")],
        Criterion::Key(keys) => keys.iter().map(|wire| format!("{KEY}{wire}")).collect(),
        Criterion::Kind(kinds) => kinds.iter().map(|kind| kind.name().to_owned()).collect(),
        Criterion::Otherwise | Criterion::Trial(_) => Vec::new(),
    }
}

fn tag(value: &Constant) -> Option<String> {
    match value {
        Constant::Missing | Constant::AnyText => None,
        Constant::Null => Some(format!("{TAG}null")),
        Constant::Bool(flag) => Some(format!("{TAG}{flag}")),
        Constant::Integer(number) => Some(format!("{TAG}{number}")),
        Constant::Text(text) => Some(format!("{TAG}\"{text}\"")),
    }
}

/// What a branch holds: a type with a name, or a kind of JSON value.
fn held<'n>(graph: &Graph, node: NodeId, types: &impl Fn(NodeId) -> Option<&'n str>) -> Option<String> {
    let site = graph.site(node).ok()?;
    let within = |node: NodeId| held(graph, node, types);
    Some(match (types(site), graph.shape(site).ok()?) {
        (Some(name), _) => format!("{TYPE}{name}"),
        (None, Shape::List(Some(inner))) => format!("{} of {}", ValueKind::List.name(), within(*inner)?),
        (None, Shape::Map(inner)) => format!("Map of {}", within(*inner)?),
        (None, shape) => shape.kind().name().to_owned(),
    })
}
