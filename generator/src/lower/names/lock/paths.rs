//! Origins as text: what a thing is, in words that stay the same when a document grows.
//!
//! A path is a pointer in which an element of a list has a key in place of its number (`…/oneOf/{ref:Cat}`), followed by the
//! roles of nodes that are made (`~branch{ref:Cat}`, `~items`, `~written`). In a pointer `~` stands before a digit, so the two
//! cannot be mistaken for each other.

use std::collections::BTreeMap;
use std::rc::Rc;

use serde_json::Value;

use super::elements::Elements;
use crate::pointer::Pointer;
use crate::schemas::{Graph, NodeId, Origin, Role};

/// The half of a split type that is written.
pub(super) const WRITTEN: &str = "~written";

/// What a path names.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(in crate::lower) struct Thing {
    pub node: NodeId,
    /// Whether it is the half of a split type that is written.
    pub is_written: bool,
}

/// Writes and reads paths.
pub(super) struct Paths<'a> {
    graph: &'a Graph<'a>,
    lists: BTreeMap<Pointer, Rc<Elements>>,
    /// Node → the nodes that are made from it.
    made: BTreeMap<NodeId, Vec<(NodeId, &'a Role)>>,
}

impl<'a> Paths<'a> {
    pub(super) fn new(graph: &'a Graph<'a>) -> Self {
        let mut made: BTreeMap<NodeId, Vec<(NodeId, &Role)>> = BTreeMap::new();
        for (id, of, role) in graph.made_nodes() {
            made.entry(of).or_default().push((id, role));
        }
        Self {
            graph,
            lists: BTreeMap::new(),
            made,
        }
    }

    /// The path of a thing.
    pub(super) fn of(&mut self, thing: Thing) -> String {
        let (place, made) = self.graph.path(thing.node);
        let mut out = self.of_place(&place);
        for (_, role) in made {
            out.push_str(&self.of_role(role));
        }
        if thing.is_written {
            out.push_str(WRITTEN);
        }
        out
    }

    /// The path of a place.
    pub(super) fn of_place(&mut self, place: &Pointer) -> String {
        let (mut here, mut path) = (Pointer::root(), Pointer::root());
        for part in place.parts() {
            let key = part
                .parse()
                .ok()
                .and_then(|index| Some(self.elements(&here)?.key(index)));
            path = match key {
                Some(key) => path.key(&format!("{{{key}}}")),
                None => path.key(&part),
            };
            here = here.key(&part);
        }
        path.to_string()
    }

    fn of_role(&mut self, role: &Role) -> String {
        let named = |word: &str, name: &str| {
            let name = Pointer::root().key(name);
            format!("~{word}{{{}}}", name.as_str().trim_start_matches('/'))
        };
        match role {
            Role::Items => "~items".to_owned(),
            Role::Values => "~values".to_owned(),
            Role::Elements(index) => named("elements", &index.to_string()),
            Role::Type(kind) => named("type", kind.name()),
            Role::Branch(listed) => {
                let (key, _) = self.listed(*listed);
                named("branch", &key)
            }
            Role::Tag(value) => named("tag", value),
            Role::Kind(kind) => named("kind", kind.name()),
            Role::Property(name) => named("property", name),
            Role::Group(name) => named("group", name),
        }
    }

    /// The key of a branch in its list, and that list.
    fn listed(&mut self, listed: NodeId) -> (String, Option<Rc<Elements>>) {
        if let Some(Origin::Made {
            role: Role::Type(kind), ..
        }) = self.graph.origin(listed)
        {
            return (format!("type:{}", kind.name()), None);
        }
        let place = self.graph.place(listed);
        let list = place.parent().and_then(|list| self.elements(&list));
        let key = list
            .as_ref()
            .zip(place.last().parse().ok())
            .map(|(list, index)| list.key(index));
        (key.unwrap_or_else(|| place.last()), list)
    }

    /// The elements of the list at a place, if there is one.
    fn elements(&mut self, at: &Pointer) -> Option<Rc<Elements>> {
        if let Some(known) = self.lists.get(at) {
            return Some(Rc::clone(known));
        }
        let list = self.graph.document.get(at).and_then(Value::as_array)?;
        let elements = Rc::new(Elements::new(list));
        self.lists.insert(at.clone(), Rc::clone(&elements));
        Some(elements)
    }

    /// The place that a path begins with; `None` if the document has it no more.
    pub(super) fn place(&mut self, path: &str) -> Option<Pointer> {
        let (start, _) = split(path);
        let mut here = Pointer::root();
        for part in Pointer::parse(start).parts() {
            let key = part.strip_prefix('{').and_then(|part| part.strip_suffix('}'));
            let list = key.and_then(|key| Some((self.elements(&here)?, key)));
            here = match list {
                Some((list, key)) => here.index(list.find(key)?),
                None => here.key(&part),
            };
        }
        self.graph.document.get(&here).map(|_| here)
    }

    /// What a path names, if some operation reaches it.
    pub(super) fn find(&mut self, path: &str) -> Option<Thing> {
        let place = self.place(path)?;
        let mut thing = Thing {
            node: self.graph.find(&place)?,
            is_written: false,
        };
        let (_, roles) = split(path);
        for role in roles {
            match role {
                WRITTEN => thing.is_written = true,
                _ => thing.node = self.in_role(thing.node, role)?,
            }
        }
        Some(thing)
    }

    /// The node that is made from another one in the role of a path.
    fn in_role(&mut self, of: NodeId, path: &str) -> Option<NodeId> {
        let made = self.made.get(&of)?.clone();
        let key = path.strip_prefix("~branch{").and_then(|key| key.strip_suffix('}'));
        let Some(key) = key.map(|key| Pointer::parse(&format!("/{key}")).last()) else {
            let mut made = made.into_iter();
            return made.find(|(_, role)| self.of_role(role) == path).map(|(id, _)| id);
        };
        made.into_iter().find_map(|(id, role)| {
            let Role::Branch(listed) = role else { return None };
            let (own, list) = self.listed(*listed);
            let found = list.and_then(|list| Some(list.key(list.find(&key)?)));
            (found.unwrap_or_else(|| key.clone()) == own).then_some(id)
        })
    }
}

/// The pointer of a path, and its roles.
fn split(path: &str) -> (&str, Vec<&str>) {
    let starts = path.match_indices('~').map(|(at, _)| at);
    let is_role = |at: &usize| path[at + 1..].starts_with(|letter: char| letter.is_ascii_alphabetic());
    let starts: Vec<usize> = starts.filter(is_role).collect();
    let ends = starts.iter().skip(1).copied().chain([path.len()]);
    let roles = starts.iter().zip(ends).map(|(start, end)| &path[*start..end]);
    (&path[..starts.first().copied().unwrap_or(path.len())], roles.collect())
}
