//! What a branch of a choice is called: what tells it from the other branches beside it.

use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

use indexmap::IndexMap;
use serde_json::Value;

use super::branches;
use super::names::pascal;
use super::shape::Shape;
use super::world::World;
use crate::pointer::Pointer;

/// The name of a branch among its siblings; a branch that is defined elsewhere has the name of its type.
pub(super) fn label(world: &World, site: &Pointer) -> String {
    let parts = site.parts();
    match parts.as_slice() {
        [.., list, index] if is_list(list) => inline(world, site, index),
        _ => pascal(&super::hints::hint(world, site)),
    }
}

/// Whether a keyword holds the branches of a choice.
pub(super) fn is_list(keyword: &str) -> bool {
    ["oneOf", "anyOf", "x-branch"].contains(&keyword)
}

/// What was worked out about choices: each of their branches asks for it.
#[derive(Debug, Default)]
pub(super) struct Known {
    /// The list that holds a choice, and how many branches it has → what could name them.
    siblings: RefCell<IndexMap<(Pointer, usize), Rc<Siblings>>>,
    /// The owner of a choice → the names of its branches.
    names: RefCell<IndexMap<Pointer, Rc<BTreeMap<Pointer, String>>>>,
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

fn inline(world: &World, site: &Pointer, index: &str) -> String {
    let siblings = siblings(world, site);
    let listed = index.parse().ok().and_then(|index: usize| siblings.marks.get(index));
    let own = listed.cloned().unwrap_or_else(|| marks(world, site));
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
pub(super) fn known(world: &World, owner: &Pointer, site: &Pointer) -> Option<String> {
    let shape = world.shape(owner).ok()?;
    let Shape::Union(choice) = &*shape else { return None };
    let mut names = world.labels.names.borrow_mut();
    let names = names.entry(owner.clone()).or_insert_with(|| {
        let each = choice.branches.iter().rev();
        Rc::new(each.map(|branch| (branch.site.clone(), branch.label.clone())).collect())
    });
    names.get(site).cloned()
}

/// People count from one.
pub(super) fn number(index: &str) -> usize {
    index.parse::<usize>().map_or(0, |index| index + 1)
}

/// The branches of the same choice. After merging, the choice may stand in any member of an `allOf`.
fn siblings(world: &World, site: &Pointer) -> Rc<Siblings> {
    let Some(list) = site.parent() else {
        return Rc::default();
    };
    let owner = list.parent().unwrap_or_default();
    let count = match world.document.get(&list).and_then(Value::as_array) {
        Some(branches) => branches.len(),
        None => choice(world, &owner, <[Pointer]>::len).unwrap_or(0),
    };
    let key = (list, count);
    if let Some(known) = world.labels.siblings.borrow().get(&key) {
        return Rc::clone(known);
    }
    let marks: Vec<Marks> = (0..count).map(|index| marks(world, &key.0.index(index))).collect();
    let mut counts = BTreeMap::new();
    for name in marks.iter().flat_map(Marks::all) {
        *counts.entry(name.to_owned()).or_default() += 1;
    }
    let found = Rc::new(Siblings { marks, counts });
    world.labels.siblings.borrow_mut().insert(key, Rc::clone(&found));
    found
}

/// Reads the branches of a choice as they stand in the document.
fn choice<R>(world: &World, owner: &Pointer, read: impl FnOnce(&[Pointer]) -> R) -> Option<R> {
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
    strong.extend(merged.keyword("title").and_then(Value::as_str).and_then(title));
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
        None => choice(world, &owner, |branches| branches.get(index).cloned())??,
    };
    let target = world.document.get(&stands)?.get("$ref")?.as_str()?;
    target
        .starts_with("#/components/")
        .then(|| pascal(&Pointer::parse(target).last()))
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
