//! What a branch of a choice is called: what tells it from the other branches beside it.

use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

use indexmap::IndexMap;
use serde_json::Value;

use super::identifiers::pascal;
use crate::ir::Select;
use crate::pointer::Pointer;
use crate::schemas::branches;
use crate::schemas::branches::Branch;
use crate::schemas::shape::{Choice, Shape};
use crate::schemas::world::{Part, World};

/// What was worked out about choices: each of their branches asks for it.
pub(super) struct Namer<'w, 'a> {
    pub world: &'w World<'a>,
    /// The list that holds a choice, and how many branches it has → what could name them.
    siblings: IndexMap<(Pointer, usize), Rc<Siblings>>,
    /// A union or a group → the names of its branches, `None` while they are being worked out.
    variants: IndexMap<Pointer, Option<Rc<Variants>>>,
}

impl<'w, 'a> Namer<'w, 'a> {
    pub(super) fn new(world: &'w World<'a>) -> Self {
        Self {
            world,
            siblings: IndexMap::new(),
            variants: IndexMap::new(),
        }
    }
}

/// The names of the branches of a choice.
#[derive(Debug, Default)]
struct Variants {
    /// In the order of the branches.
    labels: Vec<String>,
    /// Branch → its name.
    by_site: BTreeMap<Pointer, String>,
}

/// The name of a branch among its siblings; a branch that is defined elsewhere has the name of its type.
pub(super) fn label(namer: &mut Namer, site: &Pointer) -> String {
    let parts = site.parts();
    match parts.as_slice() {
        [.., list, index] if is_list(list) => inline(namer, site, index),
        _ => pascal(&super::candidates::hint(namer, site)),
    }
}

/// Whether a keyword holds the branches of a choice.
pub(super) fn is_list(keyword: &str) -> bool {
    ["oneOf", "anyOf", "x-branch"].contains(&keyword)
}

/// The branches of a choice.
#[derive(Debug, Default)]
struct Siblings {
    marks: Vec<Marks>,
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
    kind: Option<&'static str>,
}

impl Marks {
    /// Each name once.
    fn all(&self) -> BTreeSet<&str> {
        let names = self.strong.iter().chain(&self.keys).map(String::as_str);
        names.chain(self.kind).collect()
    }
}

fn inline(namer: &mut Namer, site: &Pointer, index: &str) -> String {
    let siblings = siblings(namer, site);
    let listed = index.parse().ok().and_then(|index: usize| siblings.marks.get(index));
    let own = listed.cloned().unwrap_or_else(|| marks(namer.world, site));
    let most = usize::from(listed.is_some());
    let alone = |name: &&String| siblings.counts.get(*name).is_none_or(|count| *count == most);
    if let Some(name) = own.strong.iter().find(alone) {
        return name.clone();
    }
    let key = own.keys.iter().find(alone);
    match (own.strong.first(), key, own.kind) {
        (Some(mark), Some(key), _) => super::words::join(mark, key),
        (None, Some(key), _) => key.clone(),
        (None, None, Some(kind)) if alone(&&kind.to_owned()) => kind.to_owned(),
        (Some(mark), None, _) => format!("{mark}{}", number(index)),
        (None, None, Some(kind)) => format!("{kind}{}", number(index)),
        (None, None, None) => format!("Variant{}", number(index)),
    }
}

/// The name that a branch has got in its choice.
pub(super) fn known(namer: &mut Namer, owner: &Pointer, site: &Pointer) -> Option<String> {
    variants(namer, owner)?.by_site.get(site).cloned()
}

/// The names of the branches of a union or a group, in their order.
pub(super) fn of_choice(namer: &mut Namer, site: &Pointer) -> Vec<String> {
    variants(namer, site).map_or_else(Vec::new, |variants| variants.labels.clone())
}

/// The names of the branches of the choice at a place; `None` if there is none, or if its own names ask for it.
fn variants(namer: &mut Namer, at: &Pointer) -> Option<Rc<Variants>> {
    let owner = namer.world.site(at).ok()?;
    if let Some(known) = namer.variants.get(&owner) {
        return known.clone();
    }
    let shape = namer.world.shape(&owner).ok()?;
    let (Shape::Union(choice) | Shape::Group(choice)) = &*shape else {
        return None;
    };
    namer.variants.insert(owner.clone(), None);
    let is_group = matches!(*shape, Shape::Group(_));
    let each = choice.branches.iter();
    let labels: Vec<String> = each.map(|branch| of_branch(namer, choice, branch, is_group)).collect();
    let named = choice.branches.iter().zip(&labels).rev();
    let by_site = named.map(|(branch, label)| (branch.site.clone(), label.clone()));
    let found = Rc::new(Variants {
        by_site: by_site.collect(),
        labels,
    });
    namer.variants.insert(owner, Some(Rc::clone(&found)));
    Some(found)
}

/// A branch is called by what gives it away.
fn of_branch(namer: &mut Namer, choice: &Choice, branch: &Branch, is_group: bool) -> String {
    match &branch.select {
        Select::Tag(values) => {
            let tag = choice.tag.as_deref().unwrap_or_default();
            let words = values.first().map(|value| branches::words(tag, value));
            words.map(|words| pascal(&words)).unwrap_or_default()
        }
        Select::Member(key) if is_group => pascal(said_name(namer.world, &branch.payload).unwrap_or(key)),
        Select::Member(key) => pascal(key),
        Select::Key(keys) => keys.first().map(|key| pascal(key)).unwrap_or_default(),
        Select::Kind(kinds) => of_kinds(kinds).to_owned(),
        Select::Otherwise | Select::Trial => label(namer, &branch.site),
    }
}

/// The name that the author gives to the field of a property.
fn said_name<'a>(world: &World<'a>, at: &Pointer) -> Option<&'a str> {
    world.document.get(at)?.get("x-client-field")?.as_str()
}

/// The kind of JSON value; what comes as a text or as a number is a number in quotes.
fn of_kinds(kinds: &[&'static str]) -> &'static str {
    match kinds {
        ["Text", _, ..] => "Integer",
        ["Integer", ..] => "Number",
        [kind, ..] => kind,
        [] => "Any",
    }
}

/// People count from one.
pub(super) fn number(index: &str) -> usize {
    index.parse::<usize>().map_or(0, |index| index + 1)
}

/// The branches of the same choice. After merging, the choice may stand in any member of an `allOf`.
fn siblings(namer: &mut Namer, site: &Pointer) -> Rc<Siblings> {
    let world = namer.world;
    let Some(list) = site.parent() else {
        return Rc::default();
    };
    let owner = list.parent().unwrap_or_default();
    let count = match world.document.get(&list).and_then(Value::as_array) {
        Some(branches) => branches.len(),
        None => choice(world, &owner, <[Part]>::len).unwrap_or(0),
    };
    let key = (list, count);
    if let Some(known) = namer.siblings.get(&key) {
        return Rc::clone(known);
    }
    let marks: Vec<Marks> = (0..count).map(|index| marks(world, &key.0.index(index))).collect();
    let mut counts = BTreeMap::new();
    for name in marks.iter().flat_map(Marks::all) {
        *counts.entry(name.to_owned()).or_default() += 1;
    }
    let found = Rc::new(Siblings { marks, counts });
    namer.siblings.insert(key, Rc::clone(&found));
    found
}

/// Reads the branches of a choice as they stand in the document.
fn choice<R>(world: &World, owner: &Pointer, read: impl FnOnce(&[Part]) -> R) -> Option<R> {
    let merged = world.merged(owner).ok()?;
    let mut choices = merged.choices.iter();
    let choice = choices.find(|choice| !branches::only_requires(world, choice))?;
    Some(read(&choice.branches))
}

fn marks(world: &World, at: &Pointer) -> Marks {
    let mut strong: Vec<String> = reference(world, at).into_iter().collect();
    let Ok(merged) = world.site(at).and_then(|site| world.merged(&site)) else {
        return Marks {
            strong,
            keys: Vec::new(),
            kind: None,
        };
    };
    if let [(name, _)] = merged.properties.as_slice() {
        strong.push(pascal(name));
    }
    strong.extend(merged.properties.iter().filter_map(|(_, parts)| constant(world, parts)));
    strong.extend(merged.first(|part| part.title).and_then(title));
    let optional = merged.properties.iter().map(|(name, _)| name);
    let required: BTreeSet<&String> = merged.required.iter().collect();
    let optional = optional.filter(|name| !required.contains(name));
    let kind = match world.shape(at).as_deref() {
        Ok(shape @ (Shape::Scalar(_) | Shape::TextEnum(_) | Shape::List(_))) => Some(branches::kind(shape)),
        _ => None,
    };
    Marks {
        strong,
        keys: merged
            .required
            .iter()
            .chain(optional)
            .map(|name| pascal(name))
            .collect(),
        kind,
    }
}

/// The name of the component that a branch is, also where something stands beside the choice.
fn reference(world: &World, at: &Pointer) -> Option<String> {
    let owner = at.parent()?.parent()?;
    let index: usize = at.last().parse().ok()?;
    let stands = match world.document.get(at) {
        Some(_) => at.clone(),
        None => choice(world, &owner, |branches| {
            branches.get(index).map(|branch| branch.at.clone())
        })??,
    };
    let branch = world.schemas.at(&stands).ok()?;
    let target = branch.alias()?;
    target
        .as_str()
        .starts_with("/components/")
        .then(|| pascal(&target.last()))
}

/// The only text that a property may be.
fn constant(world: &World, parts: &[Pointer]) -> Option<String> {
    let only = |part: &Pointer| {
        let values = world.merged(&world.site(part).ok()?).ok()?.values.clone()?;
        values.first().filter(|_| values.len() == 1)?.as_str().map(pascal)
    };
    parts.iter().find_map(only)
}

/// A title that is a name and no sentence.
fn title(text: &str) -> Option<String> {
    let short = text.len() < 40 && text.split_whitespace().count() < 6;
    short.then(|| pascal(text)).filter(|name| name != "Empty")
}
