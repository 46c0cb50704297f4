//! The schemas of a document, each with what it is. Built once, then only read.

use serde_json::Value;

use super::merge::Merged;
use super::node::{Direction, Node, Shape, Slot};
use super::origin::{NodeId, Origin, Origins, Role};
use crate::pointer::Pointer;
use crate::spec::{Annotations, Document, Fault, Inheritance, Schema};

/// All schemas that operations reach.
pub(crate) struct Graph<'a> {
    pub document: &'a Document,
    /// Which schemas are heirs of others.
    pub inheritance: Inheritance<'a>,
    pub(super) annotations: &'a Annotations,
    pub(super) origins: Origins,
    pub(super) nodes: Vec<Node<'a>>,
}

impl<'a> Graph<'a> {
    /// The node of the schema at a place, if an operation reaches it.
    pub(crate) fn find(&self, at: &Pointer) -> Option<NodeId> {
        self.origins.known(at)
    }

    /// A graph that is built.
    pub(super) fn new(
        document: &'a Document,
        annotations: &'a Annotations,
        inheritance: Inheritance<'a>,
        origins: Origins,
        nodes: Vec<Node<'a>>,
    ) -> Self {
        Self {
            document,
            inheritance,
            annotations,
            origins,
            nodes,
        }
    }

    /// All nodes.
    pub(crate) fn ids(&self) -> impl Iterator<Item = NodeId> {
        self.origins.ids()
    }

    /// What the node comes from.
    pub(crate) fn origin(&self, id: NodeId) -> Option<&Origin> {
        self.origins.of(id)
    }

    /// The place in the document that a node comes from in the end.
    pub(crate) fn place(&self, id: NodeId) -> Pointer {
        self.origins.path(id).0
    }

    /// That place, and the nodes made on the way from there, each with its role.
    pub(crate) fn path(&self, id: NodeId) -> (Pointer, Vec<(NodeId, &Role)>) {
        self.origins.path(id)
    }

    /// The node that is made from another one in a role.
    pub(crate) fn made(&self, of: NodeId, role: &Role) -> Option<NodeId> {
        self.origins.find(of, role)
    }

    /// All nodes that are made from others, with those and their roles.
    pub(crate) fn made_nodes(&self) -> impl Iterator<Item = (NodeId, NodeId, &Role)> {
        self.origins.made_nodes()
    }

    fn node(&self, id: NodeId) -> &Node<'a> {
        &self.nodes[id.index()]
    }

    /// The node that defines the type: references and wrappers are followed.
    pub(crate) fn site(&self, id: NodeId) -> Result<NodeId, Fault> {
        self.node(id).site.clone()
    }

    /// The schema as the document has it.
    pub(crate) fn written(&self, id: NodeId) -> Option<&Schema<'a>> {
        self.node(id).written.as_deref()
    }

    /// What all parts of a node say together.
    pub(crate) fn merged(&self, id: NodeId) -> Result<&Merged<'a>, Fault> {
        self.node(id).merged.as_deref().map_err(Clone::clone)
    }

    /// What the type is.
    pub(crate) fn shape(&self, id: NodeId) -> Result<&Shape, Fault> {
        self.node(id).shape.as_deref().map_err(Clone::clone)
    }

    /// The value of an extension at a place, whether a schema stands there or something else.
    pub(crate) fn extension(&self, at: &Pointer, name: &str) -> Option<&'a Value> {
        match self.find(at).and_then(|id| self.written(id)) {
            Some(schema) => schema.extension(name),
            None => self.annotations.extension(self.document, at, name),
        }
    }

    /// The values of a record's other keys.
    pub(crate) fn rest(&self, id: NodeId) -> Option<NodeId> {
        self.node(id).rest
    }

    /// What a record has fields for, in a direction (in both for `None`), in document order.
    pub(crate) fn slots(&self, id: NodeId, direction: Option<Direction>) -> Result<Vec<&Slot>, Fault> {
        let slots = self.node(id).slots.as_ref().map_err(Clone::clone)?;
        let travels = |slot: &&Slot| direction.is_none_or(|direction| slot.travels(direction));
        Ok(slots.iter().filter(travels).collect())
    }

    /// Takes the tag out of the fields of a record, because the unions that hold it write it.
    pub(super) fn leave_to_unions(&mut self, record: NodeId, tag: &str) {
        let is_tag = |slot: &Slot| matches!(slot, Slot::Property(property) if property.wire == tag);
        let node = &mut self.nodes[record.index()];
        if let Ok(slots) = &mut node.slots
            && slots.iter().any(is_tag)
        {
            slots.retain(|slot| !is_tag(slot));
            node.tag = Some(tag.to_owned());
        }
    }

    /// The property of a record that the unions which hold it write.
    pub(crate) fn tag(&self, id: NodeId) -> Option<&str> {
        self.node(id).tag.as_deref()
    }

    /// What was found to contradict itself, and costs nothing.
    pub(crate) fn remarks(&self) -> impl Iterator<Item = &Fault> {
        let merged = self.nodes.iter().filter_map(|node| node.merged.as_ref().ok());
        merged.flat_map(|merged| &merged.remarks)
    }
}
