//! On the way from a root to a type, step by step: a component or a part of an operation gives the first word, each step
//! below adds one.

use super::super::identifiers::pascal;
use super::super::words::{is_said, join, singular};
use super::detail::Detail;
use super::given;
use super::labels;
use super::roots;
use crate::pointer::Pointer;
use crate::schemas::{Graph, NodeId, Role};
use crate::spec::JsonType;

/// A longer name leaves out what stands between its root and its end.
const LONGEST: usize = 60;

/// What is left to do for a step.
pub(super) enum Step {
    /// Nothing: its word is there.
    Done,
    /// To add the name of a branch, after the owner of its choice.
    Branch(Option<NodeId>, NodeId),
}

/// On the way from a root to a type.
pub(super) struct Walk<'a> {
    graph: &'a Graph<'a>,
    pub detail: Detail,
    here: Pointer,
    /// The schema that is here, if there is one.
    node: Option<NodeId>,
    names: Vec<String>,
    /// What the last name is one of many of, if it is.
    element: Option<&'static str>,
}

impl<'a> Walk<'a> {
    /// At the root of a place; also gives how many parts of its pointer that is.
    pub(super) fn new(graph: &'a Graph<'a>, words: &[&str], detail: Detail) -> (Self, usize) {
        let (root, used) = roots::root(graph, words, detail);
        let mut walk = Self {
            graph,
            detail,
            here: Pointer::root(),
            node: None,
            names: vec![root],
            element: None,
        };
        walk.enter(&words[..used]);
        (walk, used)
    }

    /// Goes on to what is below. What has a name of the author's begins anew.
    pub(super) fn enter(&mut self, words: &[&str]) {
        self.here = words.iter().fold(self.here.clone(), |at, word| at.key(word));
        self.node = self.graph.find(&self.here);
        if let Some(name) = given::at(self.graph, &self.here) {
            self.names = vec![name];
        }
    }

    /// Goes on to a node that is made from the one here.
    pub(super) fn enter_made(&mut self, node: NodeId) {
        self.node = Some(node);
        if let Some(name) = given::of(self.graph, node) {
            self.names = vec![name];
        }
    }

    /// The next step in the document; also gives how many parts of the pointer it is.
    pub(super) fn next(&mut self, rest: &[&str]) -> (Step, usize) {
        self.element = None;
        match rest {
            ["properties", key, ..] => {
                self.property(key);
                (Step::Done, 2)
            }
            ["items", ..] => (self.one_of_many("Item"), 1),
            ["prefixItems", _, ..] => (self.one_of_many("Item"), 2),
            ["additionalProperties" | "unevaluatedProperties", ..] => (self.one_of_many("Value"), 1),
            ["patternProperties", _, ..] => (self.one_of_many("Value"), 2),
            ["allOf", index, ..] => {
                let name = (self.detail == Detail::Whole).then(|| format!("Part{index}"));
                self.names.extend(name);
                (Step::Done, 2)
            }
            ["then" | "else", ..] => (self.whole_only(rest[0]), 1),
            ["dependentSchemas", key, ..] => (self.whole_only(key), 2),
            [list, index, ..] if labels::is_list(list) => (self.branch(list, index), 2),
            ["$defs" | "definitions", name, ..] => {
                if self.detail == Detail::Short {
                    self.names.clear();
                }
                self.add(pascal(name));
                (Step::Done, 2)
            }
            [other, ..] => {
                self.add(pascal(other));
                (Step::Done, 1)
            }
            [] => (Step::Done, 0),
        }
    }

    /// The step to a node that is made from the one here.
    pub(super) fn role(&mut self, role: &Role, node: NodeId) -> Step {
        self.element = None;
        match role {
            Role::Branch(_) => return Step::Branch(self.node, node),
            Role::Items | Role::Elements(_) => return self.one_of_many("Item"),
            Role::Values => return self.one_of_many("Value"),
            Role::Type(kind) => self.add(of_type(*kind).to_owned()),
            Role::Property(key) => self.property(key),
            Role::Tag(name) | Role::Group(name) => self.add(pascal(name)),
            Role::Kind(kind) => self.add((*kind).to_owned()),
        }
        Step::Done
    }

    /// Adds a word.
    pub(super) fn add(&mut self, name: String) {
        self.names.push(name);
    }

    fn property(&mut self, key: &str) {
        if !self.is_only_key(key) {
            self.add(pascal(key));
        }
    }

    /// What stands under a condition is called as if it always counted.
    fn whole_only(&mut self, condition: &str) -> Step {
        if self.detail == Detail::Whole {
            self.add(pascal(condition));
        }
        Step::Done
    }

    /// One of many is called like them all, in the singular.
    fn one_of_many(&mut self, word: &'static str) -> Step {
        let Some(last) = self.names.last_mut() else {
            return Step::Done;
        };
        let one = singular(last);
        if one == *last || self.detail != Detail::Short {
            self.names.push(word.to_owned());
        } else {
            *last = one;
            self.element = Some(word);
        }
        Step::Done
    }

    /// A branch that stands in its list; the only one adds nothing.
    fn branch(&mut self, list: &str, index: &str) -> Step {
        let at = self.here.key(list).key(index);
        let owner = self.node.and_then(|node| self.graph.written(node));
        if owner.is_some_and(|owner| [&owner.one_of, &owner.any_of].contains(&&vec![at.clone()])) {
            return Step::Done;
        }
        match self.graph.find(&at) {
            Some(branch) => Step::Branch(self.node, branch),
            None => {
                self.add(format!(
                    "Variant{}",
                    index.parse::<usize>().map_or(0, |index| index + 1)
                ));
                Step::Done
            }
        }
    }

    /// Whether this key is all that a branch has, so that the branch is named by it already.
    fn is_only_key(&self, key: &str) -> bool {
        self.node.is_some_and(|node| {
            let only = |(name, _): &(String, _)| name == key;
            labels::is_listed(self.graph, node)
                && self
                    .graph
                    .merged(node)
                    .is_ok_and(|merged| matches!(merged.properties.as_slice(), [property] if only(property)))
        })
    }

    /// All words as one name.
    pub(super) fn whole(self) -> String {
        if self.detail != Detail::Short {
            return self.names.concat();
        }
        let mut names = self.names;
        let length = |names: &[String]| names.iter().map(|name| name.chars().count()).sum::<usize>();
        while names.len() > 2 && length(&names) > LONGEST {
            names.remove(1);
        }
        match names.as_slice() {
            [owner @ .., last] if !owner.is_empty() => end(&once(owner), last, self.element),
            names => names.concat(),
        }
    }
}

fn of_type(kind: JsonType) -> &'static str {
    match kind {
        JsonType::Boolean => "Bool",
        JsonType::Integer => "Integer",
        JsonType::Number => "Float",
        JsonType::String => "Text",
        JsonType::Array => "List",
        JsonType::Object => "Object",
    }
}

/// Names put together; one that was said already is left out.
fn once(names: &[String]) -> String {
    names
        .iter()
        .fold(String::new(), |whole, name| match is_said(&whole, name) {
            true => whole,
            false => join(&whole, name),
        })
}

/// The last name after its owner; one of many that is called like its owner is an item of it.
fn end(owner: &str, last: &str, element: Option<&str>) -> String {
    match element.filter(|_| is_said(owner, last)) {
        Some(element) => format!("{owner}{element}"),
        None => join(owner, last),
    }
}
