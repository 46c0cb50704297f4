//! The names that a type would like to have, from its origin and what stands on the way to it. Of other parts of the document only the names of
//! components (`components`) and the siblings of a branch are looked at, so a candidate does not change when something else is added.

pub(super) mod common;
pub(in crate::lower) mod components;
mod detail;
pub(super) mod given;
mod labels;
mod marks;
mod roots;
mod siblings;
mod source;
mod walk;

use std::collections::BTreeMap;
use std::rc::Rc;

use super::identifiers::{pascal, type_name};
use super::members::spelling;
use super::seams::once;
use crate::plan::{Constant, Criterion, ValueKind};
use crate::schemas::{Branch, Graph, NodeId, Origin, Role, Shape, UnionShape, words};
use crate::spec::{Location, Way};
use detail::Detail;
use labels::Labels;
pub(in crate::lower) use source::Source;
use walk::{Pending, Walk};

/// Proposes names, and remembers those of branches, since each branch asks for them.
pub(super) struct Namer<'a> {
    source: Source<'a>,
    graph: &'a Graph<'a>,
    labels: Labels<'a>,
    /// A union or a group → the names of its branches, `None` while they are being worked out.
    variants: BTreeMap<NodeId, Option<Rc<Variants>>>,
}

/// The names of the branches of a choice.
struct Variants {
    /// In the order of the branches.
    labels: Vec<String>,
    /// Branch → its name.
    by_site: BTreeMap<NodeId, String>,
}

impl<'a> Namer<'a> {
    pub(super) fn new(source: Source<'a>) -> Self {
        Self {
            source,
            graph: source.graph,
            labels: Labels::new(source.components),
            variants: BTreeMap::new(),
        }
    }

    /// What a type is called by its place, whatever that belongs to.
    pub(super) fn of_place(&mut self, id: NodeId) -> String {
        let place = Location::read(&self.graph.place(id));
        type_name(&self.spell(id, &place, Detail::Place))
    }

    /// All names that a type would take, the best one first.
    pub(super) fn candidates(&mut self, id: NodeId) -> Vec<String> {
        let place = Location::read(&self.graph.place(id));
        if let Some(name) = given::of(self.graph, id) {
            return vec![type_name(&name)];
        }
        let [short, long, whole, numbered] =
            [Detail::Short, Detail::Long, Detail::Whole, Detail::Numbered].map(|detail| self.walk(id, &place, detail));
        let longer = match place.component().filter(|_| short.is_written()) {
            // Two components that are the same but for their spelling.
            Some(name) => [vec![whole.whole()], spelling::variants(name)].concat(),
            None => vec![long.whole(), long.with_kind(), whole.whole()],
        };
        let all = [vec![short.whole()], longer, vec![numbered.whole(), numbered.in_full()]];
        let mut out: Vec<String> = Vec::new();
        for name in all.concat().iter().map(|name| type_name(name)) {
            if !out.contains(&name) {
                out.push(name);
            }
        }
        out
    }

    /// The name of a node that comes from this place in the end.
    fn spell(&mut self, id: NodeId, place: &Location, detail: Detail) -> String {
        given::of(self.graph, id).unwrap_or_else(|| self.walk(id, place, detail).whole())
    }

    /// The way to a node that comes from this place in the end.
    fn walk(&mut self, id: NodeId, place: &Location, detail: Detail) -> Walk<'a> {
        let mut walk = Walk::new(self.source, place, detail);
        for step in &place.steps {
            let pending = walk.step(step);
            self.take(&mut walk, pending);
            walk.enter(&step.at);
        }
        let (_, made) = self.graph.path(id);
        for (node, role) in made {
            let pending = walk.role(role, node);
            self.take(&mut walk, pending);
            walk.enter_made(node);
        }
        walk
    }

    fn take(&mut self, walk: &mut Walk, pending: Pending) {
        match pending {
            Pending::Nothing => {}
            Pending::Branch(owner, branch) => {
                let label = self.known(owner, branch).unwrap_or_else(|| self.label(branch));
                walk.add(match walk.detail {
                    Detail::Numbered => format!("{label}{}", self.labels.number(self.graph, branch)),
                    _ => label,
                });
            }
        }
    }

    /// The name of a branch by itself; one that is defined elsewhere has the name of its type.
    fn label(&mut self, id: NodeId) -> String {
        match labels::is_listed(self.graph, id) {
            true => self.labels.label(self.graph, id),
            false => {
                let place = Location::read(&self.graph.place(id));
                pascal(&type_name(&self.spell(id, &place, Detail::Short)))
            }
        }
    }

    /// The name that a branch has got in its choice.
    fn known(&mut self, owner: Option<NodeId>, branch: NodeId) -> Option<String> {
        self.variants(owner?)?.by_site.get(&branch).cloned()
    }

    /// The names of the branches of a union or a group, in their order.
    pub(super) fn of_choice(&mut self, id: NodeId) -> Vec<String> {
        self.variants(id)
            .map_or_else(Vec::new, |variants| variants.labels.clone())
    }

    /// The names of the branches of a choice; `None` if it is none, or if its own names ask for it.
    fn variants(&mut self, id: NodeId) -> Option<Rc<Variants>> {
        let owner = self.graph.site(id).ok()?;
        if let Some(known) = self.variants.get(&owner) {
            return known.clone();
        }
        let shape = self.graph.shape(owner).ok()?;
        let (Shape::Union(choice) | Shape::Group(choice)) = shape else {
            return None;
        };
        self.variants.insert(owner, None);
        let is_group = matches!(shape, Shape::Group(_));
        let each = choice.branches.iter();
        let mut labels: Vec<String> = each.map(|branch| self.of_branch(choice, branch, is_group)).collect();
        self.tell_apart(choice, &mut labels);
        let named = choice.branches.iter().zip(&labels).rev();
        let by_site = named.map(|(branch, label)| (branch.site, label.clone())).collect();
        let found = Rc::new(Variants { labels, by_site });
        self.variants.insert(owner, Some(Rc::clone(&found)));
        Some(found)
    }

    /// Branches of one name that stand in other branches are called after these, too.
    fn tell_apart(&mut self, choice: &UnionShape, labels: &mut [String]) {
        let mut counts: BTreeMap<String, usize> = BTreeMap::new();
        labels
            .iter()
            .for_each(|label| *counts.entry(label.clone()).or_default() += 1);
        for (branch, label) in choice.branches.iter().zip(labels) {
            let around = (counts[label] > 1).then(|| self.around(branch.site)).flatten();
            *label = around.map_or_else(|| label.clone(), |around| once(&[&around, label]));
        }
    }

    /// The name of the branch that a branch stands in.
    fn around(&mut self, id: NodeId) -> Option<String> {
        let listed = match self.graph.origin(id)? {
            Origin::Made {
                role: Role::Branch(listed),
                ..
            } => *listed,
            _ => id,
        };
        let place = Location::read(&self.graph.place(listed));
        let mut branches = place
            .steps
            .iter()
            .rev()
            .filter(|step| matches!(step.way, Way::Branch(_)));
        let around = self.graph.find(&branches.nth(1)?.at)?;
        Some(self.label(around))
    }

    /// A branch is called by what gives it away.
    fn of_branch(&mut self, choice: &UnionShape, branch: &Branch, is_group: bool) -> String {
        match &branch.criterion {
            Criterion::Tag(values) => {
                let tag = choice.tag.as_deref().unwrap_or_default();
                let is_twice = || choice.branches.iter().filter(|other| other.site == branch.site).count() > 1;
                match values.first() {
                    // The rest has no tag of its own, unless the same type has one as well.
                    Some(Constant::Missing) if is_twice() => pascal(&words(tag, &Constant::Missing)),
                    None | Some(Constant::Missing) => self.label(branch.site),
                    // A branch without an entry in the mapping has the name of its component as its tag.
                    Some(Constant::Text(text)) if self.is_called(branch.listed, text) => {
                        self.source.components.name("schemas", text)
                    }
                    Some(Constant::Text(text)) => pascal(text),
                    // A number says less than the name of a schema.
                    Some(_) if self.is_component(branch.site) => self.label(branch.site),
                    Some(value) => pascal(&words(tag, value)),
                }
            }
            Criterion::Member(key) if is_group => pascal(self.field_name(branch.payload).unwrap_or(key)),
            Criterion::Member(key) => pascal(key),
            Criterion::Key(_) if self.is_component(branch.site) => self.label(branch.site),
            Criterion::Key(keys) => keys.first().map(|key| pascal(key)).unwrap_or_default(),
            Criterion::Kind(kinds) => of_kinds(kinds).to_owned(),
            Criterion::Otherwise | Criterion::Trial(_) => self.label(branch.site),
        }
    }

    /// Whether a schema is the component of this name.
    fn is_called(&self, id: NodeId, name: &str) -> bool {
        Location::read(&self.graph.place(id)).schema() == Some(name)
    }

    /// Whether a schema is a component itself and no part of one.
    fn is_component(&self, id: NodeId) -> bool {
        let is_of = |at: &_| Location::read(at).component().is_some();
        matches!(self.graph.origin(id), Some(Origin::At(at)) if is_of(at))
    }

    /// The name that the author gives to the field of a property.
    fn field_name(&self, id: NodeId) -> Option<&'a str> {
        self.graph.written(id)?.extension("x-client-field")?.as_str()
    }
}

/// The kind of JSON value; what comes as a text or as a number is a number in quotes.
fn of_kinds(kinds: &[ValueKind]) -> &'static str {
    match kinds {
        [ValueKind::Text, _, ..] => "Integer",
        [ValueKind::Integer, ..] => "Number",
        [kind, ..] => kind.name(),
        [] => "Any",
    }
}
