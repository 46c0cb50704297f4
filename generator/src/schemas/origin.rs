//! What a node of the graph is: a place in the document, or something that is made from another node.
//!
//! In: pointers, and nodes with roles. Out: ids, the same one for the same origin. Must not know what the nodes hold.

use indexmap::IndexSet;

use crate::pointer::Pointer;
use crate::spec::Kind;

/// A node of the graph.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct NodeId(u32);

impl NodeId {
    pub(super) fn index(self) -> usize {
        self.0 as usize
    }
}

/// Where a node comes from.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Origin {
    /// It stands in the document.
    At(Pointer),
    /// It is made from another node.
    Made { of: NodeId, role: Role },
}

/// What a made node is to the node that it is made from.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Role {
    /// The branch that is listed there, together with what stands next to the choice.
    Branch(NodeId),
    /// All branches with this value of the tag, in words.
    Tag(String),
    /// All branches of this kind of JSON value.
    Kind(&'static str),
    /// The values of this type, where a schema has several.
    Type(Kind),
    /// The elements of a list that are of one of several schemas, as the part at this index has them.
    Elements(usize),
    /// The elements of a list that several parts describe.
    Items,
    /// The values of keys that are not properties, which are of one of several schemas.
    Values,
    /// A property that several schemas describe.
    Property(String),
    /// A group of properties that exclude each other.
    Group(String),
}

/// All origins so far.
#[derive(Clone, Debug, Default)]
pub(crate) struct Origins(IndexSet<Origin>);

impl Origins {
    /// The node of the schema at a place.
    pub(super) fn at(&mut self, at: &Pointer) -> NodeId {
        self.id(Origin::At(at.clone()))
    }

    /// The node that is made from another one.
    pub(super) fn made(&mut self, of: NodeId, role: Role) -> NodeId {
        self.id(Origin::Made { of, role })
    }

    /// The node that was made so before.
    pub(super) fn find(&self, of: NodeId, role: &Role) -> Option<NodeId> {
        let index = self.0.get_index_of(&Origin::Made { of, role: role.clone() })?;
        u32::try_from(index).ok().map(NodeId)
    }

    fn id(&mut self, origin: Origin) -> NodeId {
        let (index, _) = self.0.insert_full(origin);
        NodeId(u32::try_from(index).unwrap_or(u32::MAX))
    }

    /// The node of a place, if it has one.
    pub(super) fn known(&self, at: &Pointer) -> Option<NodeId> {
        let index = self.0.get_index_of(&Origin::At(at.clone()))?;
        u32::try_from(index).ok().map(NodeId)
    }

    pub(super) fn of(&self, id: NodeId) -> Option<&Origin> {
        self.0.get_index(id.index())
    }

    pub(super) fn len(&self) -> usize {
        self.0.len()
    }

    /// All made nodes, each with the one that it is made from, and its role.
    pub(super) fn made_nodes(&self) -> impl Iterator<Item = (NodeId, NodeId, &Role)> {
        let all = (0..self.len()).filter_map(|index| self.nth(index));
        all.filter_map(|id| match self.of(id)? {
            Origin::Made { of, role } => Some((id, *of, role)),
            Origin::At(_) => None,
        })
    }

    /// The node at an index.
    pub(super) fn nth(&self, index: usize) -> Option<NodeId> {
        (index < self.0.len())
            .then(|| u32::try_from(index).ok().map(NodeId))
            .flatten()
    }

    /// The place in the document that a node comes from in the end, and the nodes made on the way from there, each with its role.
    pub(super) fn path(&self, id: NodeId) -> (Pointer, Vec<(NodeId, &Role)>) {
        let (mut roles, mut here) = (Vec::new(), id);
        loop {
            match self.of(here) {
                Some(Origin::Made { of, role }) => {
                    roles.push((here, role));
                    here = *of;
                }
                Some(Origin::At(at)) => {
                    roles.reverse();
                    return (at.clone(), roles);
                }
                None => return (Pointer::root(), roles),
            }
        }
    }
}
