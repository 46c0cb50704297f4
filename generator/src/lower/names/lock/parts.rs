//! Types that are made of one schema today and of several tomorrow, or the other way round: a second member of an `allOf` states a property
//! that one has stated, an `allOf` of one member gets another, properties come next to a choice, or a choice gets another branch of texts, one that overlaps, or a second one. Such a type is what it was, though its key
//! is another one.
//!
//! In: the graph and what needs a type. Out: the type that a schema has become a part of, and the schema that is left of a node that was made
//! in a role. Must not know names: an entry of the lock whose key names a type directly counts more.

use std::collections::BTreeMap;

use serde_json::Value;

use super::key_text;
use super::places::Lists;
use crate::lower::sites::Usage;
use crate::pointer::Pointer;
use crate::schemas::{Graph, NodeId, Origin, Role, Shape};

/// The types that are made of several schemas.
#[derive(Default)]
pub(super) struct Wholes(BTreeMap<Pointer, Option<NodeId>>);

impl Wholes {
    pub(super) fn new(graph: &Graph, usage: &Usage) -> Self {
        let mut out: BTreeMap<Pointer, Option<NodeId>> = BTreeMap::new();
        for whole in usage.sites.keys().copied() {
            let place = graph.place(whole);
            let is_made = graph
                .origin(whole)
                .is_some_and(|origin| matches!(origin, Origin::Made { .. }));
            let merged = graph.merged(whole);
            let parts = merged
                .iter()
                .flat_map(|merged| &merged.parts)
                .map(|part| part.at.clone());
            for part in parts.chain(of_kind(graph, whole)).chain(joined(graph, whole)) {
                let is_elsewhere = part.strip(&place).is_none();
                let may_be_type = match is_made {
                    // If not for these operations, then for others.
                    true => usage.is_partial && is_elsewhere,
                    false => is_elsewhere || part == place,
                };
                let is_type = graph.find(&part).is_some_and(|node| usage.sites.contains_key(&node));
                if !may_be_type && !is_type {
                    let known = out.entry(part).or_insert(Some(whole));
                    *known = known.filter(|known| *known == whole || is_copy(graph, *known, whole));
                }
            }
        }
        // A branch that is a part of nothing else is one of its choice, as a variant without a type.
        for whole in usage.sites.keys().copied() {
            let is_union = matches!(graph.shape(whole), Ok(Shape::Union(_) | Shape::Group(_)));
            let branches = branches(graph, whole).into_iter().filter(|_| is_union);
            for branch in
                branches.filter(|branch| graph.find(branch).is_none_or(|node| !usage.sites.contains_key(&node)))
            {
                out.entry(branch).or_insert(Some(whole));
            }
        }
        Self(out)
    }

    /// The only type that a schema is a part of, if it is none itself.
    pub(super) fn of(&self, part: &Pointer) -> Option<NodeId> {
        self.0.get(part).copied().flatten()
    }
}

/// Whether two types are made of the same schemas, as a property is in each branch of a choice next to it. The first one is the type that was alone.
fn is_copy(graph: &Graph, one: NodeId, other: NodeId) -> bool {
    let parts = |node: NodeId| -> Option<Vec<&Pointer>> {
        let merged = graph.merged(node).ok()?;
        Some(merged.parts.iter().map(|part| &part.at).collect())
    };
    parts(one).is_some_and(|all| all.len() > 1 && parts(other).is_some_and(|others| all == others))
}

/// The branches of a choice that are one type because they are of one kind. Components among them are something by themselves.
fn of_kind(graph: &Graph, whole: NodeId) -> Vec<Pointer> {
    let Some(Origin::Made {
        of,
        role: Role::Kind(kind),
    }) = graph.origin(whole)
    else {
        return Vec::new();
    };
    let choices = graph.merged(*of).into_iter().flat_map(|merged| &merged.choices);
    let branches = choices.flat_map(|choice| &choice.branches).map(|branch| branch.node);
    let is_of_kind = |node: &NodeId| graph.shape(*node).is_ok_and(|shape| shape.kind() == *kind);
    let places = branches.filter(is_of_kind).map(|node| graph.place(node));
    let owner = graph.place(whole);
    places.filter(|place| place.strip(&owner).is_some()).collect()
}

/// The branches of a choice that are one record.
fn joined(graph: &Graph, whole: NodeId) -> Vec<Pointer> {
    match graph.shape(whole) {
        Ok(Shape::Record) => branches(graph, whole),
        _ => Vec::new(),
    }
}

/// The branches of a choice at the place of this type. Components among them are something by themselves.
fn branches(graph: &Graph, whole: NodeId) -> Vec<Pointer> {
    let place = graph.place(whole);
    let lists = ["anyOf", "oneOf"]
        .iter()
        .filter(|_| graph.find(&place) == Some(whole))
        .map(|word| place.key(word));
    let branches = lists.flat_map(|list| {
        let count = graph.document.get(&list).and_then(Value::as_array).map_or(0, Vec::len);
        (0..count).map(move |index| list.index(index))
    });
    branches.filter(|branch| graph.find(branch).is_some()).collect()
}

/// The only schema that says what a node in this role would be made of.
pub(super) fn left(graph: &Graph, lists: &mut Lists, of: NodeId, role: &str) -> Option<NodeId> {
    let shape = graph.shape(of).ok();
    match (role, shape) {
        ("~items", Some(Shape::List(Some(inner)))) | ("~values", Some(Shape::Map(inner))) => return Some(*inner),
        _ => {}
    }
    let merged = graph.merged(of).ok()?;
    let (word, name) = key_text::role(role)?;
    match word {
        "property" => {
            let (_, parts) = merged.properties.iter().find(|(wire, _)| *wire == name)?;
            parts.first().filter(|_| parts.len() == 1).copied()
        }
        // All of it is of this kind.
        "kind" if shape.is_some_and(|shape| shape.kind().name() == name) => Some(of),
        "kind" => {
            let branches = merged.choices.iter().flat_map(|choice| &choice.branches);
            let sites = branches.filter_map(|branch| graph.site(branch.node).ok());
            let is_of_kind = |site: &NodeId| graph.shape(*site).is_ok_and(|shape| shape.kind().name() == name);
            let mut sites = sites.filter(is_of_kind);
            sites.next().filter(|_| sites.next().is_none())
        }
        "branch" => {
            let branches = merged.choices.iter().flat_map(|choice| &choice.branches);
            let mut branches = branches.map(|branch| branch.node);
            branches.find(|branch| {
                let place = graph.place(*branch);
                let meant = place.parent().and_then(|list| lists.meant(&list, &name));
                meant == Some(Ok(place))
            })
        }
        _ => None,
    }
}
