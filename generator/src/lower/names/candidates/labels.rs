//! What a branch of a choice is called that stands in its list: what tells it from the other branches there.

use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

use indexmap::IndexMap;
use serde_json::Value;

use super::super::identifiers::pascal;
use super::super::words::join;
use super::components::Components;
use crate::plan::ValueKind;
use crate::pointer::Pointer;
use crate::schemas::{Graph, Listed, NodeId, Origin, Role, Shape};
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

/// The branches of a choice.
#[derive(Debug, Default)]
struct Siblings {
    marks: Vec<Marks>,
    /// Branch → where it stands in the list.
    order: BTreeMap<NodeId, usize>,
    /// Name → how many branches have it.
    counts: BTreeMap<String, usize>,
}

/// What could name a branch.
#[derive(Clone, Debug)]
struct Marks {
    /// Its type, its only key, its constants, its title.
    strong: Vec<String>,
    /// Its keys, those that must be there first.
    keys: Vec<String>,
    /// The kind of JSON value, where that is no object.
    kind: Option<ValueKind>,
}

impl Marks {
    /// Each name once.
    fn all(&self) -> BTreeSet<&str> {
        let names = self.strong.iter().chain(&self.keys).map(String::as_str);
        names.chain(self.kind.map(ValueKind::name)).collect()
    }
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
        let listed = siblings.order.get(&id);
        let own = match listed.and_then(|index| siblings.marks.get(*index)) {
            Some(marks) => marks.clone(),
            None => self.marks(graph, Some(id), Some(id)),
        };
        let most = usize::from(listed.is_some());
        let number = listed.map_or(0, |index| index + 1);
        let alone = |name: &&String| siblings.counts.get(*name).is_none_or(|count| *count == most);
        if let Some(name) = own.strong.iter().find(alone) {
            return name.clone();
        }
        let key = own.keys.iter().find(alone);
        match (own.strong.first(), key, own.kind.map(ValueKind::name)) {
            (Some(mark), Some(key), _) => join(mark, key),
            (None, Some(key), _) => key.clone(),
            (None, None, Some(kind)) if alone(&&kind.to_owned()) => kind.to_owned(),
            (Some(mark), None, _) => format!("{mark}{number}"),
            (None, None, Some(kind)) => format!("{kind}{number}"),
            (None, None, None) => format!("Variant{number}"),
        }
    }

    /// The place of a branch in its list. People count from one.
    pub(super) fn number(&mut self, graph: &Graph, id: NodeId) -> usize {
        let siblings = self.siblings(graph, id);
        siblings.order.get(&id).map_or(0, |index| index + 1)
    }

    fn siblings(&mut self, graph: &Graph, id: NodeId) -> Rc<Siblings> {
        let Some(list) = list(graph, id) else {
            return Rc::default();
        };
        if let Some(known) = self.lists.get(&list) {
            return Rc::clone(known);
        }
        let found = Rc::new(self.siblings_of(graph, &list));
        self.lists.insert(list, Rc::clone(&found));
        found
    }

    fn siblings_of(&self, graph: &Graph, list: &List) -> Siblings {
        let branches = branches(graph, list);
        let marks: Vec<Marks> = branches
            .iter()
            .map(|(listed, node)| self.marks(graph, *listed, *node))
            .collect();
        let mut counts = BTreeMap::new();
        for name in marks.iter().flat_map(Marks::all) {
            *counts.entry(name.to_owned()).or_default() += 1;
        }
        let nodes = branches.iter().enumerate().rev();
        let order = nodes.filter_map(|(index, (_, node))| Some(((*node)?, index)));
        Siblings {
            order: order.collect(),
            marks,
            counts,
        }
    }

    fn marks(&self, graph: &Graph, listed: Option<NodeId>, node: Option<NodeId>) -> Marks {
        let mut strong: Vec<String> = listed
            .and_then(|listed| self.reference(graph, listed))
            .into_iter()
            .collect();
        let site = node.and_then(|node| graph.site(node).ok());
        let Some(merged) = site.and_then(|site| graph.merged(site).ok()) else {
            return Marks {
                strong,
                keys: Vec::new(),
                kind: None,
            };
        };
        if let [(name, _)] = merged.properties.as_slice() {
            strong.push(pascal(name));
        }
        strong.extend(merged.properties.iter().filter_map(|(_, parts)| constant(graph, parts)));
        strong.extend(merged.first(|part| part.title).and_then(title));
        let optional = merged.properties.iter().map(|(name, _)| name);
        let required: BTreeSet<&String> = merged.required.iter().collect();
        let optional = optional.filter(|name| !required.contains(name));
        let kind = match site.map(|site| graph.shape(site)) {
            Some(Ok(shape @ (Shape::Scalar(_) | Shape::TextEnum(_) | Shape::List(_)))) => Some(shape.kind()),
            _ => None,
        };
        let keys = merged.required.iter().chain(optional);
        Marks {
            strong,
            keys: keys.map(|name| pascal(name)).collect(),
            kind,
        }
    }

    /// The name of the component that a branch refers to.
    fn reference(&self, graph: &Graph, listed: NodeId) -> Option<String> {
        let target = graph.written(listed)?.alias()?;
        let name = |name: &str| self.components.name("schemas", name);
        Location::read(target).component().map(name)
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

/// The only text that a property may be.
fn constant(graph: &Graph, parts: &[NodeId]) -> Option<String> {
    let only = |part: &NodeId| {
        let values = graph.merged(graph.site(*part).ok()?).ok()?.values.as_ref()?;
        values.first().filter(|_| values.len() == 1)?.as_str().map(pascal)
    };
    parts.iter().find_map(only)
}

/// A title that is a name and no sentence.
fn title(text: &str) -> Option<String> {
    let short = text.len() < 40 && text.split_whitespace().count() < 6;
    short.then(|| pascal(text)).filter(|name| name != "Empty")
}
