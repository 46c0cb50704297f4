//! On the way from a root to a type, step by step: a component or a part of an operation gives the first word, each step
//! below adds one.

use super::super::identifiers::pascal;
use super::super::seams::{fit, is_long, once, once_exactly, repeats};
use super::super::words::{is_said, join, singular};
use super::detail::Detail;
use super::given;
use super::labels;
use super::roots;
use super::source::Source;
use crate::pointer::Pointer;
use crate::schemas::{Graph, NodeId, Role, Shape};
use crate::spec::{JsonType, Location, Root, Step, Way};

/// More names have no place in one.
const NEAR: usize = 20;

/// What is left to do for a step.
pub(super) enum Pending {
    /// Nothing: its word is there.
    Nothing,
    /// To add the name of a branch, after the owner of its choice.
    Branch(Option<NodeId>, NodeId),
}

/// On the way from a root to a type.
pub(super) struct Walk<'a> {
    graph: &'a Graph<'a>,
    pub detail: Detail,
    /// The schema that is here, if there is one.
    node: Option<NodeId>,
    names: Vec<String>,
    /// What the last name is one of many of, if it is.
    element: Option<&'static str>,
    /// Whether the first name is one that the author wrote.
    starts_written: bool,
}

impl<'a> Walk<'a> {
    /// At the root of a place.
    pub(super) fn new(source: Source<'a>, location: &Location, detail: Detail) -> Self {
        let mut walk = Self {
            graph: source.graph,
            detail,
            node: None,
            names: roots::root(source, &location.root, detail),
            element: None,
            starts_written: matches!(location.root, Root::Component { .. }),
        };
        walk.enter(&location.at);
        walk
    }

    /// Goes on to a place below. What has a name of the author's starts a new name.
    pub(super) fn enter(&mut self, at: &Pointer) {
        self.node = self.graph.find(at);
        if let Some(name) = given::at(self.graph, at) {
            self.begin(name);
        }
    }

    /// Goes on to a node that is made from the one here.
    pub(super) fn enter_made(&mut self, node: NodeId) {
        self.node = Some(node);
        if let Some(name) = given::of(self.graph, node) {
            self.begin(name);
        }
    }

    fn begin(&mut self, name: String) {
        self.names = vec![name];
        self.starts_written = true;
    }

    /// The next step in the document.
    pub(super) fn step(&mut self, step: &Step) -> Pending {
        self.element = None;
        match &step.way {
            Way::Property(key) => self.property(key),
            Way::Items | Way::Position => self.one_of_many("Item"),
            Way::Values | Way::Pattern => self.one_of_many("Value"),
            Way::Member(index) => {
                let name = (self.detail == Detail::Numbered).then(|| format!("Part{index}"));
                self.names.extend(name);
            }
            Way::Branch(index) => return self.branch(&step.at, *index),
            Way::Condition(condition) => self.condition(condition),
            Way::Definition(name) => {
                if self.detail.is_short() {
                    self.names.clear();
                }
                self.add(pascal(name));
            }
            Way::Not => self.add("Not".to_owned()),
            // The value is the text in another form.
            Way::Content => {}
            Way::Word(word) => self.add(pascal(word)),
        }
        Pending::Nothing
    }

    /// The step to a node that is made from the one here.
    pub(super) fn role(&mut self, role: &Role, node: NodeId) -> Pending {
        self.element = None;
        match role {
            Role::Branch(_) => return Pending::Branch(self.node, node),
            Role::Items | Role::Elements(_) => self.one_of_many("Item"),
            // An heir that adds nothing has no type but this.
            Role::Own if self.node.is_some_and(|heir| self.graph.site(heir).ok() != Some(heir)) => {}
            Role::Own => self.add("Base".to_owned()),
            Role::Values => self.one_of_many("Value"),
            Role::Type(kind) => self.add(of_type(*kind).to_owned()),
            Role::Property(key) => self.property(key),
            Role::Tag(name) | Role::Group(name) => self.add(pascal(name)),
            Role::Kind(kind) => self.add(kind.name().to_owned()),
        }
        Pending::Nothing
    }

    /// Adds a word.
    pub(super) fn add(&mut self, name: String) {
        self.names.push(name);
    }

    fn property(&mut self, key: &str) {
        if self.detail == Detail::Place {
            self.names = vec![pascal(key)];
        } else if !self.detail.is_short() || !self.is_only_key(key) {
            self.add(pascal(key));
        }
    }

    /// What stands under a condition is called as if it always counted.
    fn condition(&mut self, condition: &str) {
        if self.detail >= Detail::Whole {
            self.add(pascal(condition));
        }
    }

    /// One of many is called like them all, in the singular.
    fn one_of_many(&mut self, word: &'static str) {
        let Some(last) = self.names.last_mut() else { return };
        let one = singular(last);
        if one == *last || !self.detail.is_short() {
            self.names.push(word.to_owned());
        } else {
            *last = one;
            self.element = Some(word);
        }
    }

    /// A branch that stands in its list; the only one adds nothing.
    fn branch(&mut self, at: &Pointer, index: usize) -> Pending {
        let owner = self.node.and_then(|node| self.graph.written(node));
        let is_only = |list: &[Pointer]| matches!(list, [only] if only == at);
        if owner.is_some_and(|owner| is_only(&owner.one_of) || is_only(&owner.any_of)) {
            return Pending::Nothing;
        }
        match self.graph.find(at) {
            Some(branch) => Pending::Branch(self.node, branch),
            None => {
                self.add(format!("Variant{}", index + 1));
                Pending::Nothing
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

    /// All words as one name that is not too long, unless the author wrote it so. A short one first does without what stands between its
    /// root and its nearest owner.
    pub(super) fn whole(&self) -> String {
        if self.is_written() {
            return self.names.concat();
        }
        let mut names = self.near();
        loop {
            let name = self.put_together(&names);
            if !self.detail.is_short() || names.len() < 3 || !is_long(&name) {
                return fit(name);
            }
            names.remove(1);
        }
    }

    /// The same with a word for what stands here.
    pub(super) fn with_kind(&self) -> String {
        fit(once(&[self.put_together(&self.near()).as_str(), self.kind()]))
    }

    /// All words, however many they are.
    pub(super) fn in_full(&self) -> String {
        self.names.concat()
    }

    /// Whether the author wrote the name.
    pub(super) fn is_written(&self) -> bool {
        self.starts_written && self.names.len() == 1
    }

    /// The root and the names that have a place in one name: a way may be as long as the document.
    fn near(&self) -> Vec<String> {
        let far = self.names.len().saturating_sub(NEAR);
        let near = self.names.iter().enumerate();
        let near = near.filter(|(at, _)| *at == 0 || *at > far);
        near.map(|(_, name)| name.clone()).collect()
    }

    fn put_together(&self, names: &[String]) -> String {
        match names {
            [owner @ .., last] if !owner.is_empty() => {
                let owner = match self.detail.is_short() {
                    true => once(owner),
                    false => once_exactly(owner),
                };
                self.end(&owner, last)
            }
            names => names.concat(),
        }
    }

    /// The last name after its owner; one of many that is called like its owner is an item of it.
    fn end(&self, owner: &str, last: &str) -> String {
        match self.element.filter(|_| is_said(owner, last)) {
            Some(element) if !repeats(owner, element) => format!("{owner}{element}"),
            _ if repeats(owner, last) => format!("{owner}{}", self.kind()),
            _ => join(owner, last),
        }
    }

    /// A word for what stands here, if its name says no more than that of its owner.
    fn kind(&self) -> &'static str {
        let site = self.node.and_then(|node| self.graph.site(node).ok());
        match site.and_then(|site| self.graph.shape(site).ok()) {
            Some(Shape::TextEnum(_) | Shape::Scalar(_)) => "Value",
            _ => "Content",
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
