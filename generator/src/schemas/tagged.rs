//! Tags of unions: a property that gives a branch away is no field of a record that only such unions hold, because they write it.
//!
//! In: a graph with the fields of all records, and the nodes that operations use. Out: which properties are no fields, and what a branch
//! holds of its tag. Must not know what types are called.

use std::collections::{BTreeMap, BTreeSet};

use super::graph::Graph;
use super::node::{Branch, Holding, Shape, Slot, UnionShape};
use super::origin::NodeId;
use crate::plan::{Constant, Criterion};

/// Record → the tag by which every union tells it apart that holds it, if nothing else does.
pub(super) fn carried(graph: &Graph, roots: &[NodeId]) -> BTreeMap<NodeId, String> {
    let mut holders: BTreeMap<NodeId, BTreeSet<Option<&str>>> = BTreeMap::new();
    let mut todo: Vec<(NodeId, Option<&str>)> = roots.iter().map(|root| (*root, None)).collect();
    while let Some((node, tag)) = todo.pop() {
        let Ok(site) = graph.site(node) else { continue };
        let known = holders.entry(site).or_default();
        if known.is_empty() {
            todo.extend(held(graph, site));
        }
        known.insert(tag);
    }
    let carried = holders
        .into_iter()
        .filter_map(|(site, tags)| match Vec::from_iter(tags).as_slice() {
            [Some(only)] => Some((site, (*only).to_owned())),
            _ => None,
        });
    carried.collect()
}

/// What a type holds, each with the tag that is written around it.
fn held<'g>(graph: &'g Graph, site: NodeId) -> Vec<(NodeId, Option<&'g str>)> {
    match graph.shape(site) {
        Ok(Shape::Union(choice)) => {
            let branches = choice.branches.iter();
            branches
                .map(|branch| (branch.payload, only_tag(choice, branch)))
                .collect()
        }
        Ok(Shape::Record) => {
            let slots = graph.slots(site, None).unwrap_or_default();
            let held = slots.into_iter().map(Slot::at).chain(graph.rest(site));
            held.map(|node| (node, None)).collect()
        }
        Ok(shape) => shape.held().map(|node| (node, None)).into_iter().collect(),
        Err(_) => Vec::new(),
    }
}

/// The tag of a branch that has one value.
fn only_tag<'c>(choice: &'c UnionShape, branch: &Branch) -> Option<&'c str> {
    match &branch.criterion {
        Criterion::Tag(values) => match values.as_slice() {
            [Constant::Missing] => None,
            [_] => choice.tag.as_deref(),
            _ => None,
        },
        _ => None,
    }
}

/// What a branch holds, if a tag gives it away.
pub(crate) fn holding(graph: &Graph, choice: &UnionShape, branch: &Branch) -> Holding {
    let (Criterion::Tag(values), Some(tag)) = (&branch.criterion, &choice.tag) else {
        return Holding::Whole;
    };
    // The rest has the property or not, as it likes.
    if values.contains(&Constant::Missing) {
        return Holding::Whole;
    }
    let shape = graph
        .site(branch.payload)
        .and_then(|site| Ok((site, graph.shape(site)?)));
    match shape {
        Ok((site, Shape::Record)) => of_record(graph, site, tag, values),
        Ok((_, Shape::Empty)) => Holding::OnlyTag,
        Ok((_, Shape::Map(_))) => Holding::Untagged,
        Ok((_, Shape::Union(inner))) if is_told(graph, inner, tag, values) => Holding::Whole,
        _ => Holding::Loose,
    }
}

fn of_record(graph: &Graph, site: NodeId, tag: &str, values: &[Constant]) -> Holding {
    let slots = graph.slots(site, None).unwrap_or_default();
    let is_tag = |slot: &&&Slot| matches!(slot, Slot::Property(property) if property.wire == tag);
    let has_rest = graph.merged(site).is_ok_and(|merged| merged.has_rest());
    match slots.iter().find(is_tag) {
        Some(Slot::Property(property)) => {
            let is_there = property.required && !property.read_only && !property.write_only;
            let said = graph.merged(property.at).ok().and_then(|merged| merged.values.as_ref());
            let is_told = said.is_some_and(|said| said.iter().all(|value| values.iter().any(|one| one.is(value))));
            match is_there && is_told {
                true => Holding::Whole,
                false => Holding::Loose,
            }
        }
        _ if slots.is_empty() && !has_rest => Holding::OnlyTag,
        _ => Holding::Untagged,
    }
}

/// Whether each branch of a union within the branch has the tag with none but these values: as its own, or as a field.
fn is_told(graph: &Graph, inner: &UnionShape, tag: &str, values: &[Constant]) -> bool {
    let is_within = |branch: &Branch| match &branch.criterion {
        Criterion::Tag(own) if inner.tag.as_deref() == Some(tag) => own.iter().all(|value| values.contains(value)),
        _ => graph.site(branch.payload).is_ok_and(|site| {
            let is_record = matches!(graph.shape(site), Ok(Shape::Record));
            is_record && of_record(graph, site, tag, values) == Holding::Whole
        }),
    };
    inner.branches.iter().all(is_within)
}
