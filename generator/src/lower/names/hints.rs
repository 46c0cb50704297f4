//! What a type is called by the place where it stands, whatever that belongs to: the key of a property, the name of a parameter, what a
//! path is about. Types that are called alike and are the same become one.
//!
//! In: a node. Out: a name, and for a type that stands for several places the names that it would like to have, which are those of none of
//! them. Must not look at other types.

use super::candidates::{Namer, Source};
use super::identifiers::{pascal, type_name};
use super::seams::fit;
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
const WORDS: [usize; 4] = [0, 1, 2, 4];

/// The names of a type that stands for several places, the best one first.
pub(super) fn shared(graph: &Graph, namer: &mut Namer, node: NodeId) -> Vec<String> {
    let (hint, parts) = (namer.of_place(node), parts(graph, namer, node));
    let name = |count: usize| type_name(&fit(hint.clone() + &parts[..count.min(parts.len())].concat()));
    let mut names = WORDS.map(name).to_vec();
    names.dedup();
    names
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
