//! What a type is called by the place where it stands, whatever that belongs to: the key of a property, the name of a parameter, what a
//! path is about. Types that are called alike and are the same become one.
//!
//! In: a node. Out: a name, and for a type that stands for several places the names that it would like to have, which are those of none of
//! them. Must not look at other types.

use std::collections::BTreeMap;

use super::candidates::common::common;
use super::candidates::{Namer, Source};
use super::identifiers::{pascal, type_name};
use super::seams::{fit, once};
use crate::schemas::{Graph, NodeId, Shape, Slot};

/// Proposes names by place.
pub(in crate::lower) struct Hints<'a>(Namer<'a>);

impl<'a> Hints<'a> {
    pub(in crate::lower) fn new(source: Source<'a>) -> Self {
        Self(Namer::new(source))
    }

    /// What a type is called by its place.
    pub(in crate::lower) fn of(&mut self, node: NodeId) -> String {
        self.0.of_place(node)
    }
}

/// How many words of what a type consists of are added to what its places call it, if that is taken.
const WORDS: [usize; 3] = [1, 2, 4];

/// What the types consist of that stand for several places. What two of them have that are called alike tells neither from the other.
pub(super) struct OfSeveral(BTreeMap<(String, Vec<String>), usize>);

impl OfSeveral {
    pub(super) fn new(graph: &Graph, namer: &mut Namer, nodes: impl Iterator<Item = NodeId>) -> Self {
        let mut counts = BTreeMap::new();
        for node in nodes {
            let content = (namer.of_place(node), parts(graph, namer, node));
            *counts.entry(content).or_default() += 1;
        }
        Self(counts)
    }

    /// The names of such a type, the best one first: what its places call it, with what they have in common, with what it consists of, and
    /// that of its first place.
    pub(super) fn names(&self, source: Source, namer: &mut Namer, places: &[NodeId]) -> Vec<String> {
        let Some(first) = places.first() else {
            return Vec::new();
        };
        let content = (namer.of_place(*first), parts(source.graph, namer, *first));
        let is_own = self.0.get(&content).is_none_or(|count| *count == 1);
        let (hint, parts) = content;
        let common = pascal(&common(source, places).join("_"));
        let with_parts = |count: usize| once(&[std::slice::from_ref(&hint), &parts[..count.min(parts.len())]].concat());
        let mut all = vec![hint.clone()];
        all.extend((common != "Empty").then(|| once(&[&common, &hint])));
        all.extend(WORDS.into_iter().filter(|_| is_own).map(with_parts));
        let mut names: Vec<String> = Vec::new();
        let all = all.into_iter().map(|name| type_name(&fit(name)));
        for name in all.chain(namer.candidates(*first)) {
            if !names.contains(&name) {
                names.push(name);
            }
        }
        names
    }
}

/// The first things that a type consists of.
fn parts(graph: &Graph, namer: &mut Namer, node: NodeId) -> Vec<String> {
    let word = |slot: &&Slot| match slot {
        Slot::Property(property) => pascal(&property.wire),
        Slot::Group(group) => pascal(&group.name),
    };
    match graph.shape(node) {
        Ok(Shape::Record) => graph.slots(node, None).unwrap_or_default().iter().map(word).collect(),
        Ok(Shape::TextEnum(values)) => values.iter().map(|value| pascal(value)).collect(),
        _ => namer.of_choice(node),
    }
}
