//! What a node of the graph is: a place in the document, or something that is made from another node.
//!
//! In: pointers, and nodes with roles. Out: ids, the same one for the same origin. Must not know what the nodes hold.

use indexmap::IndexMap;

use crate::plan::ValueKind;
use crate::pointer::Pointer;
use crate::spec::JsonType;

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
    /// What a base has itself, without its heirs.
    Own,
    /// All branches with this value of the tag, in words.
    Tag(String),
    /// All branches of this kind of JSON value.
    Kind(ValueKind),
    /// The values of this type, where a schema has several.
    Type(JsonType),
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
pub(crate) struct Origins {
    /// Origin → whether something holds the node, which is more than that references lead through it.
    all: IndexMap<Origin, bool>,
    /// The nodes that something holds, in the order in which that was found.
    held: Vec<NodeId>,
}

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
        self.all.get_index_of(&Origin::Made { of, role: role.clone() }).map(id)
    }

    /// The node of a schema that is only on the way to another one.
    pub(super) fn passed(&mut self, at: &Pointer) -> NodeId {
        let entry = self.all.entry(Origin::At(at.clone()));
        let id = id(entry.index());
        entry.or_insert(false);
        id
    }

    /// Something holds this node.
    pub(super) fn hold(&mut self, id: NodeId) {
        if let Some((_, is_held)) = self.all.get_index_mut(id.index())
            && !std::mem::replace(is_held, true)
        {
            self.held.push(id);
        }
    }

    /// The next node that something holds.
    pub(super) fn held(&self, index: usize) -> Option<NodeId> {
        self.held.get(index).copied()
    }

    fn id(&mut self, origin: Origin) -> NodeId {
        let entry = self.all.entry(origin);
        let id = id(entry.index());
        entry.or_insert(false);
        self.hold(id);
        id
    }

    /// The node of a place, if it has one.
    pub(super) fn known(&self, at: &Pointer) -> Option<NodeId> {
        self.all.get_index_of(&Origin::At(at.clone())).map(id)
    }

    pub(super) fn of(&self, id: NodeId) -> Option<&Origin> {
        self.all.get_index(id.index()).map(|(origin, _)| origin)
    }

    pub(super) fn len(&self) -> usize {
        self.all.len()
    }

    /// All made nodes, each with the one that it is made from, and its role.
    pub(super) fn made_nodes(&self) -> impl Iterator<Item = (NodeId, NodeId, &Role)> {
        let all = self.all.keys().enumerate();
        all.filter_map(|(index, origin)| match origin {
            Origin::Made { of, role } => Some((id(index), *of, role)),
            Origin::At(_) => None,
        })
    }

    /// All nodes.
    pub(super) fn ids(&self) -> impl Iterator<Item = NodeId> + use<> {
        (0..self.all.len()).map(id)
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

/// There are fewer nodes than a document has bytes.
fn id(index: usize) -> NodeId {
    NodeId(u32::try_from(index).unwrap_or(u32::MAX))
}
