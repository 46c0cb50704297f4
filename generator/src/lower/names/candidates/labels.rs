//! What a branch of a choice is called that stands in its list: what tells it from the other branches there.

use std::rc::Rc;

use indexmap::IndexMap;
use serde_json::Value;

use super::components::Components;
use super::marks;
use super::siblings::Siblings;
use crate::pointer::Pointer;
use crate::schemas::{Graph, Listed, NodeId, Origin, Role};
use crate::spec::Location;

/// Lists of branches → what could name them. Each of their branches asks for it.
#[derive(Debug)]
pub(super) struct Labels<'a> {
    components: &'a Components,
    lists: IndexMap<List, Rc<Siblings>>,
}

/// A list of branches.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
enum List {
    /// It stands in the document.
    At(Pointer),
    /// The branches are made from this node.
    Of(NodeId),
}

/// Whether a node is a branch in its list, and not one that is defined elsewhere.
pub(super) fn is_listed(graph: &Graph, id: NodeId) -> bool {
    list(graph, id).is_some()
}

fn list(graph: &Graph, id: NodeId) -> Option<List> {
    match graph.origin(id)? {
        Origin::At(at) => Location::read(at).choice().map(List::At),
        Origin::Made {
            of,
            role: Role::Branch(_),
        } => Some(List::Of(*of)),
        Origin::Made { .. } => None,
    }
}

impl<'a> Labels<'a> {
    pub(super) fn new(components: &'a Components) -> Self {
        Self {
            components,
            lists: IndexMap::new(),
        }
    }

    /// The name of a branch among its siblings.
    pub(super) fn label(&mut self, graph: &Graph, id: NodeId) -> String {
        let siblings = self.siblings(graph, id);
        let at = siblings.place(id);
        match at.and_then(|at| siblings.marks(at)) {
            Some(own) => siblings.name(own, at),
            None => siblings.name(&marks::of_branch(graph, self.components, Some(id), Some(id)), None),
        }
    }

    /// The place of a branch in its list. People count from one.
    pub(super) fn number(&mut self, graph: &Graph, id: NodeId) -> usize {
        self.siblings(graph, id).place(id).map_or(0, |at| at + 1)
    }

    fn siblings(&mut self, graph: &Graph, id: NodeId) -> Rc<Siblings> {
        let Some(list) = list(graph, id) else {
            return Rc::default();
        };
        if let Some(known) = self.lists.get(&list) {
            return Rc::clone(known);
        }
        let branches = branches(graph, &list);
        let marks = |(listed, node): &(_, _)| marks::of_branch(graph, self.components, *listed, *node);
        let marks = branches.iter().map(marks).collect();
        let nodes = branches.iter().enumerate();
        let nodes = nodes.filter_map(|(index, (_, node))| Some((index, (*node)?)));
        let found = Rc::new(Siblings::new(marks, nodes));
        self.lists.insert(list, Rc::clone(&found));
        found
    }
}

/// The branches of a list: as they are listed, and the nodes that they are in the end.
fn branches(graph: &Graph, list: &List) -> Vec<(Option<NodeId>, Option<NodeId>)> {
    match list {
        List::At(list) => {
            let listed = graph.document.get(list).and_then(Value::as_array);
            let count = listed.map_or(0, Vec::len);
            let node = |index| graph.find(&list.index(index));
            (0..count).map(|index| (node(index), node(index))).collect()
        }
        List::Of(owner) => {
            let Ok(merged) = graph.merged(*owner) else {
                return Vec::new();
            };
            let choice = merged.choices.iter().find(|choice| !choice.only_requires);
            let listed = choice.into_iter().flat_map(|choice| &choice.branches);
            let made = |listed: &Listed| {
                let node = match listed.kind {
                    Some(kind) => graph.made(*owner, &Role::Type(kind)),
                    None => Some(listed.node),
                };
                (node, node.and_then(|node| graph.made(*owner, &Role::Branch(node))))
            };
            listed.map(made).collect()
        }
    }
}
