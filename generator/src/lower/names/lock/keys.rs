//! Origins as text: what a thing is, in words that stay the same when a document grows.
//!
//! A key is that of a place (`lists`), followed by the roles of nodes that are made (`~branch{ref:Cat}`, `~items`, `~written`). In a
//! pointer `~` stands before a digit, so the two cannot be mistaken for each other.

use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

use super::homes::Homes;
use super::key_text::{named_role, role, split};
use super::parts::left;
use super::places::{Destination, Lists, Memory, Miss};
use crate::pointer::Pointer;
use crate::schemas::{Graph, NodeId, Origin, Role};

/// The half of a split type that is written.
pub(super) const WRITTEN: &str = "~written";

/// The elements of a list that are described by position.
const ELEMENTS: &str = "~elements";

/// What a key names.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(in crate::lower) struct Thing {
    pub node: NodeId,
    /// Whether it is the half of a split type that is written.
    pub is_written: bool,
}

/// Writes and reads keys.
pub(super) struct LockKeys<'a> {
    graph: &'a Graph<'a>,
    pub lists: Lists<'a>,
    /// Node → the nodes that are made from it.
    made: BTreeMap<NodeId, Vec<(NodeId, &'a Role)>>,
}

impl<'a> LockKeys<'a> {
    pub(super) fn new(graph: &'a Graph<'a>, homes: Homes, known: Rc<BTreeSet<Pointer>>, memory: Memory) -> Self {
        let mut made: BTreeMap<NodeId, Vec<(NodeId, &Role)>> = BTreeMap::new();
        for (id, of, role) in graph.made_nodes() {
            made.entry(of).or_default().push((id, role));
        }
        Self {
            graph,
            lists: Lists::new(graph, homes, known, memory),
            made,
        }
    }

    /// The key of a thing.
    pub(super) fn of(&mut self, thing: Thing) -> String {
        let (place, made) = self.graph.path(thing.node);
        let mut out = self.lists.key(&place);
        for (_, role) in made {
            out.push_str(&self.of_role(role));
        }
        if thing.is_written {
            out.push_str(WRITTEN);
        }
        out
    }

    fn of_role(&mut self, role: &Role) -> String {
        match role {
            Role::Items => "~items".to_owned(),
            Role::Values => "~values".to_owned(),
            Role::Own => "~own".to_owned(),
            // Of several parts, the first that has elements by position counts.
            Role::Elements(_) => ELEMENTS.to_owned(),
            Role::Type(kind) => named_role("type", kind.name()),
            Role::Branch(listed) => {
                let label = self.label(*listed);
                named_role("branch", &label)
            }
            Role::Tag(value) => named_role("tag", value),
            Role::Kind(kind) => named_role("kind", kind.name()),
            Role::Property(name) => named_role("property", name),
            Role::Group(name) => named_role("group", name),
        }
    }

    /// The label of a branch.
    fn label(&mut self, listed: NodeId) -> String {
        if let Some(Origin::Made {
            role: Role::Type(kind), ..
        }) = self.graph.origin(listed)
        {
            return format!("type:{}", kind.name());
        }
        let place = self.graph.place(listed);
        let list = place.parent().and_then(|list| self.lists.at(&list));
        let label = list.zip(place.last().parse().ok());
        let label = label.and_then(|(list, index)| list.label(index).map(str::to_owned));
        label.unwrap_or_else(|| place.last())
    }

    /// Whether a place is a component of the first document.
    pub(super) fn is_of_first(&self, place: &Pointer) -> bool {
        self.lists.is_of_first(place)
    }

    /// The place that a key begins with.
    pub(super) fn place(&mut self, key: &str) -> Result<Destination, Miss> {
        self.lists.place(split(key).0)
    }

    /// The thing that a key names which begins at a node, and whether it is just that one. Where nothing is made in a role any more,
    /// it is what is left.
    pub(super) fn find(&mut self, start: NodeId, key: &str) -> Result<(Thing, bool), Miss> {
        let (mut node, mut is_written, mut is_exact) = (start, false, true);
        for role in split(key).1 {
            if role == WRITTEN {
                is_written = true;
                continue;
            }
            node = match self.in_role(node, role) {
                Err(Miss::Gone) => {
                    is_exact = false;
                    let of_kind = self.in_kind(node, role);
                    of_kind
                        .or_else(|| left(self.graph, &mut self.lists, node, role))
                        .ok_or(Miss::Gone)?
                }
                found => found?,
            };
            is_exact &= self.is_in_role(node, role);
        }
        Ok((Thing { node, is_written }, is_exact))
    }

    /// Whether this is how the role of a node is written today.
    fn is_in_role(&mut self, node: NodeId, key: &str) -> bool {
        let graph = self.graph;
        match graph.origin(node) {
            Some(Origin::Made { role, .. }) => self.of_role(role) == key,
            Some(Origin::At(_)) | None => false,
        }
    }

    /// The node that is made from another one in the role of a key.
    fn in_role(&mut self, of: NodeId, key: &str) -> Result<NodeId, Miss> {
        let made = self.made.get(&of).cloned().unwrap_or_default();
        let label = role(key).filter(|(word, _)| *word == "branch").map(|(_, label)| label);
        // Earlier versions wrote which part it is.
        let key = if key.starts_with(ELEMENTS) { ELEMENTS } else { key };
        let Some(label) = label else {
            let mut made = made.into_iter();
            let found = made.find(|(_, role)| self.of_role(role) == key);
            return found.map(|(id, _)| id).ok_or(Miss::Gone);
        };
        let mut miss = Miss::Gone;
        for (id, role) in made {
            let Role::Branch(listed) = role else { continue };
            let place = self.graph.place(*listed);
            let is_kind = matches!(self.graph.origin(*listed), Some(Origin::Made { .. }));
            let list = place.parent().filter(|_| !is_kind);
            match list.and_then(|list| self.lists.meant(&list, &label)) {
                Some(Ok(meant)) if meant == place => return Ok(id),
                Some(Err(either @ Miss::Either(..))) => miss = either,
                None if self.label(*listed) == label => return Ok(id),
                _ => {}
            }
        }
        Err(miss)
    }

    /// The node in this role of the only part of a union that has one: the union may have been all of this kind.
    fn in_kind(&mut self, of: NodeId, role: &str) -> Option<NodeId> {
        let made = self.made.get(&of).cloned().unwrap_or_default();
        let parts = made.into_iter().filter(|(_, role)| matches!(role, Role::Kind(_)));
        let mut found = parts.filter_map(|(part, _)| self.in_role(part, role).ok());
        found.next().filter(|_| found.next().is_none())
    }

    /// The elements of lists on the way to a thing, the outer ones first.
    pub(super) fn elements(&self, thing: Thing) -> Vec<Pointer> {
        let (place, made) = self.graph.path(thing.node);
        let listed = made.iter().filter_map(|(_, role)| match role {
            Role::Branch(listed) => Some(self.graph.place(*listed)),
            _ => None,
        });
        let places = [place].into_iter().chain(listed);
        places.flat_map(|place| elements(&place)).collect()
    }

    /// What the lock will keep of the lists that these things stand in and these keys lead through. Held keys are in doubt at an element.
    pub(super) fn traces<'t>(
        &mut self,
        things: impl Iterator<Item = &'t Thing>,
        idle: impl Iterator<Item = &'t String>,
        held: &BTreeMap<&String, &Pointer>,
    ) -> BTreeMap<String, Vec<(String, String)>> {
        let of_things = things.flat_map(|thing| self.elements(*thing));
        let of_held = held.values().flat_map(|element| elements(element));
        let mut lists: BTreeSet<Pointer> = of_things
            .chain(of_held)
            .filter_map(|element| element.parent())
            .collect();
        let mut has_branches = false;
        for key in idle {
            let place = self.place(key);
            let elements = place.iter().flat_map(|found| elements(&found.place));
            lists.extend(elements.filter_map(|element| element.parent()));
            has_branches |= key.contains("~branch{");
        }
        if has_branches {
            // Where the branches of what no operation reaches are listed is not known.
            lists.extend(self.lists.remembered().cloned());
        }
        let held: Vec<&String> = held.keys().copied().collect();
        self.lists.traces(&lists, &held)
    }
}

/// The places on the way to a place that may be elements of lists.
fn elements(place: &Pointer) -> Vec<Pointer> {
    let all = (1..=place.depth()).map(|depth| place.first(depth));
    all.filter(|at| at.last().parse::<usize>().is_ok()).collect()
}
