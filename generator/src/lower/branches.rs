//! `oneOf` and `anyOf`: how the branches of a choice are told apart, decided here once and for all.
//!
//! The order of strategies is that of the design: declared discriminator, a constant that differs, the only key, a key that
//! only one branch has, the JSON kind, the same keys with different values, and ordered trial as the last resort.

use std::collections::BTreeSet;

use serde_json::Value;

use super::labels;
use super::merge::{self, Merged};
use super::names;
use super::patch;
use super::shape::{Choice, Shape};
use super::world::{Part, Source, World};
use crate::ir::{Select, Type};
use crate::pointer::Pointer;
use crate::spec::{Discriminator, Fault};

/// One branch of a union.
#[derive(Clone, Debug)]
pub(super) struct Branch {
    /// The site of the branch as a whole.
    pub site: Pointer,
    /// What the variant holds: the branch, or the value below its deciding key.
    pub payload: Pointer,
    /// How it is recognised.
    pub select: Select,
    /// The variant's name.
    pub label: String,
}

impl Branch {
    fn new(site: Pointer) -> Self {
        Self {
            payload: site.clone(),
            site,
            select: Select::Trial,
            label: String::new(),
        }
    }
}

/// Whether the branches only say which keys must be there, as in `anyOf: [{required: [a]}, {required: [b]}]`.
pub(super) fn only_requires(world: &World, choice: &merge::Choice) -> bool {
    choice.branches.iter().all(|branch| {
        world.schemas.at(branch).is_ok_and(|schema| {
            let harmless = ["required", "not", "description", "title", "type"];
            !schema.required.is_empty() && schema.raw.keys().all(|key| harmless.contains(&key.as_str()))
        })
    })
}

/// The shape of a schema with a choice.
pub(super) fn choose(world: &World, merged: &Merged) -> Result<Shape, Fault> {
    let Some(choice) = merged.choices.iter().find(|choice| !only_requires(world, choice)) else {
        return Ok(Shape::Any);
    };
    let branches = collect(world, merged, choice)?;
    let shapes = branches
        .iter()
        .map(|branch| world.shape(&branch.site))
        .collect::<Result<Vec<_>, _>>()?;
    if branches.is_empty() {
        return Ok(Shape::Null);
    }
    if shapes.iter().any(|shape| matches!(**shape, Shape::Any)) || anything(&shapes) {
        return Ok(Shape::Any);
    }
    if let Some(shape) = texts(&shapes).or_else(|| numbers(&shapes)).or_else(|| same(&shapes)) {
        return Ok(shape);
    }
    if shapes.iter().all(|shape| kind(shape) == "Object") {
        return objects(world, merged, branches, choice.discriminator.as_ref());
    }
    if let Some(shape) = lists(world, merged, &shapes) {
        return Ok(shape);
    }
    kinds(world, merged, branches)
}

/// The branches as sites: merged with what stands beside the choice, unions of unions flattened, `null` left out.
fn collect(world: &World, merged: &Merged, choice: &merge::Choice) -> Result<Vec<Branch>, Fault> {
    let mut sites: Vec<Pointer> = Vec::new();
    for (index, branch) in choice.branches.iter().enumerate() {
        let site = if has_base(merged) {
            let mut parts: Vec<Part> = merged
                .parts
                .iter()
                .map(|part| Part {
                    at: part.at.clone(),
                    whole: false,
                })
                .collect();
            parts.push(Part {
                at: branch.clone(),
                whole: true,
            });
            world.invent(merged.at.key("x-branch").index(index), Source::All(parts))
        } else {
            world.site(branch)?
        };
        match &*world.shape(&site)? {
            Shape::Null => {}
            Shape::Union(inner) if choice.discriminator.is_none() => {
                sites.extend(inner.branches.iter().map(|branch| branch.site.clone()));
            }
            _ => sites.push(site),
        }
    }
    let mut seen = BTreeSet::new();
    sites.retain(|site| seen.insert(site.clone()));
    Ok(sites.into_iter().map(Branch::new).collect())
}

/// Whether something that shapes the type stands beside the choice.
fn has_base(merged: &Merged) -> bool {
    !merged.properties.is_empty() || merged.items.is_some() || merged.parts.iter().any(|part| !part.required.is_empty())
}

/// Text, number, boolean and a free object or several lists: the author spelled out "any JSON value".
fn anything(shapes: &[std::rc::Rc<Shape>]) -> bool {
    let has = |wanted: &str| shapes.iter().any(|shape| kind(shape) == wanted);
    let free = shapes.iter().any(|shape| matches!(**shape, Shape::Free));
    free && has("Text") && has("Number") && has("Bool")
}

fn texts(shapes: &[std::rc::Rc<Shape>]) -> Option<Shape> {
    let mut values: Vec<String> = Vec::new();
    for shape in shapes {
        match &**shape {
            Shape::TextEnum(texts) => values.extend(texts.iter().cloned()),
            Shape::Scalar(Type::Text) => {}
            _ => return None,
        }
    }
    let mut seen = BTreeSet::new();
    values.retain(|value| seen.insert(value.clone()));
    Some(if values.is_empty() {
        Shape::Scalar(Type::Text)
    } else {
        Shape::TextEnum(values)
    })
}

fn numbers(shapes: &[std::rc::Rc<Shape>]) -> Option<Shape> {
    let (mut integer, mut float) = (false, false);
    for shape in shapes {
        match &**shape {
            Shape::Scalar(Type::I32 | Type::I64 | Type::U64) => integer = true,
            Shape::Scalar(Type::F64) => float = true,
            Shape::Scalar(Type::Number) => (integer, float) = (true, true),
            _ => return None,
        }
    }
    Some(Shape::Scalar(match (integer, float) {
        (true, true) => Type::Number,
        (false, true) => Type::F64,
        _ => Type::I64,
    }))
}

/// Lists of different things are one list of a choice between them.
fn lists(world: &World, merged: &Merged, shapes: &[std::rc::Rc<Shape>]) -> Option<Shape> {
    let mut items = Vec::new();
    for shape in shapes {
        match &**shape {
            Shape::List(Some(at)) => items.push(at.clone()),
            Shape::List(None) => {
                return shapes
                    .iter()
                    .all(|shape| kind(shape) == "List")
                    .then_some(Shape::List(None));
            }
            _ => return None,
        }
    }
    let at = world.invent(merged.at.key("x-items"), Source::Any(items));
    Some(Shape::List(Some(at)))
}

/// Branches that differ only in what is not part of a Rust type (patterns, lengths).
fn same(shapes: &[std::rc::Rc<Shape>]) -> Option<Shape> {
    let Shape::Scalar(first) = &**shapes.first()? else {
        return None;
    };
    shapes
        .iter()
        .all(|shape| matches!(&**shape, Shape::Scalar(other) if other == first))
        .then(|| Shape::Scalar(first.clone()))
}

/// The JSON kind of a shape, as the runtime calls it.
pub(super) fn kind(shape: &Shape) -> &'static str {
    match shape {
        Shape::Any | Shape::Union(_) => "Any",
        Shape::Null => "Null",
        Shape::Scalar(Type::Bool) => "Bool",
        Shape::Scalar(Type::I32 | Type::I64 | Type::U64 | Type::F64 | Type::Number) => "Number",
        Shape::Scalar(_) | Shape::TextEnum(_) => "Text",
        Shape::List(_) => "List",
        Shape::Map(_) | Shape::Free | Shape::Empty | Shape::Record | Shape::Patch(_) => "Object",
    }
}

fn objects(
    world: &World,
    merged: &Merged,
    branches: Vec<Branch>,
    discriminator: Option<&Discriminator>,
) -> Result<Shape, Fault> {
    if let Some(patch) = patch::of_branches(world, &branches)? {
        return Ok(Shape::Patch(patch));
    }
    let all = branches
        .iter()
        .map(|branch| world.merged(&branch.site))
        .collect::<Result<Vec<_>, _>>()?;
    if let Some(choice) = declared(world, &branches, &all, discriminator)? {
        return Ok(Shape::Union(choice));
    }
    if let Some(choice) = constants(world, &branches, &all)? {
        return Ok(Shape::Union(choice));
    }
    if let Some(choice) = keys(world, &branches, &all) {
        return Ok(Shape::Union(choice));
    }
    if same_keys(&all) {
        world.settle(one_record(world, merged, &all)?);
        return Ok(Shape::Record);
    }
    Ok(Shape::Union(trial(world, branches)))
}

/// The discriminator that the document declares.
fn declared(
    world: &World,
    branches: &[Branch],
    all: &[std::rc::Rc<Merged>],
    discriminator: Option<&Discriminator>,
) -> Result<Option<Choice>, Fault> {
    let Some(discriminator) = discriminator else {
        return Ok(None);
    };
    let mut out = Vec::new();
    for (branch, merged) in branches.iter().zip(all) {
        let mut texts = Vec::new();
        for (text, target) in &discriminator.mapping {
            let target = if target.starts_with('#') {
                Pointer::parse(target)
            } else {
                Pointer::parse("/components/schemas").key(target)
            };
            if world.site(&target).is_ok_and(|site| site == branch.site) {
                texts.push(text.clone());
            }
        }
        if texts.is_empty() {
            texts = constant_texts(world, merged, &discriminator.property)?.unwrap_or_default();
        }
        if texts.is_empty() {
            texts.push(branch.site.last());
        }
        out.push(Branch {
            label: names::pascal(&texts[0]),
            select: Select::Tag(texts),
            ..branch.clone()
        });
    }
    let strategy = "by the discriminator that the document declares";
    Ok(Some(Choice {
        branches: out,
        tag: Some(discriminator.property.clone()),
        strategy,
    }))
}

/// A field that each branch has with other constant values.
fn constants(world: &World, branches: &[Branch], all: &[std::rc::Rc<Merged>]) -> Result<Option<Choice>, Fault> {
    let Some(first) = all.first() else { return Ok(None) };
    for (name, _) in &first.properties {
        let mut seen = BTreeSet::new();
        let mut out = Vec::new();
        for (branch, merged) in branches.iter().zip(all) {
            let Some(texts) = constant_texts(world, merged, name)? else {
                break;
            };
            if !texts.iter().all(|text| seen.insert(text.clone())) {
                break;
            }
            out.push(Branch {
                label: names::pascal(&texts[0]),
                select: Select::Tag(texts),
                ..branch.clone()
            });
        }
        if out.len() == branches.len() {
            let strategy = "by a field with another constant in each branch";
            return Ok(Some(Choice {
                branches: out,
                tag: Some(name.clone()),
                strategy,
            }));
        }
    }
    Ok(None)
}

/// The constant texts of a property, if it has nothing else.
fn constant_texts(world: &World, merged: &Merged, name: &str) -> Result<Option<Vec<String>>, Fault> {
    let Some((_, parts)) = merged.properties.iter().find(|(known, _)| known == name) else {
        return Ok(None);
    };
    for part in parts {
        let merged = world.merged(&world.site(part)?)?;
        let texts = merged
            .values
            .iter()
            .flatten()
            .map(Value::as_str)
            .collect::<Option<Vec<_>>>();
        if let Some(texts) = texts.filter(|texts| !texts.is_empty()) {
            return Ok(Some(texts.into_iter().map(str::to_owned).collect()));
        }
    }
    Ok(None)
}

/// A key that only one branch has; one branch may do without.
fn keys(world: &World, branches: &[Branch], all: &[std::rc::Rc<Merged>]) -> Option<Choice> {
    let mut out = Vec::new();
    let mut rest = Vec::new();
    for (index, (branch, merged)) in branches.iter().zip(all).enumerate() {
        let elsewhere = |name: &str| {
            let others = all.iter().enumerate().filter(|(other, _)| *other != index);
            others
                .flat_map(|(_, other)| &other.properties)
                .any(|(known, _)| known == name)
        };
        let mine = || merged.properties.iter().filter(|(name, _)| !elsewhere(name));
        let best = mine()
            .find(|(name, _)| merged.required.contains(name))
            .or_else(|| mine().next());
        match best {
            Some((name, parts)) if merged.properties.len() == 1 => {
                let payload = parts.first().cloned().unwrap_or_else(|| branch.site.clone());
                out.push(Branch {
                    payload,
                    select: Select::Member(name.clone()),
                    label: names::pascal(name),
                    site: branch.site.clone(),
                });
            }
            Some((name, _)) => {
                let sure = merged.required.contains(name);
                let all = mine().map(|(name, _)| name.clone());
                let keys = if sure { vec![name.clone()] } else { all.collect() };
                out.push(Branch {
                    select: Select::Key(keys),
                    label: names::pascal(name),
                    ..branch.clone()
                });
            }
            None => {
                let label = labels::label(world, &branch.site);
                rest.push(Branch {
                    select: Select::Otherwise,
                    label,
                    ..branch.clone()
                });
            }
        }
    }
    if rest.len() > 1 {
        return None;
    }
    out.extend(rest);
    let only = out.iter().all(|branch| matches!(branch.select, Select::Member(_)));
    let strategy = if only {
        "by its only key"
    } else {
        "by a key that only one branch has"
    };
    Some(Choice {
        branches: out,
        tag: None,
        strategy,
    })
}

fn same_keys(all: &[std::rc::Rc<Merged>]) -> bool {
    let names = |merged: &Merged| {
        merged
            .properties
            .iter()
            .map(|(name, _)| name.clone())
            .collect::<BTreeSet<_>>()
    };
    let mut sets = all.iter().map(|merged| names(merged));
    sets.next()
        .is_some_and(|first| !first.is_empty() && sets.all(|set| set == first))
}

/// Branches with the same keys become one record, whose fields hold what any of the branches may hold.
fn one_record(world: &World, merged: &Merged, all: &[std::rc::Rc<Merged>]) -> Result<Merged, Fault> {
    let mut out = merged.clone();
    out.choices.clear();
    out.properties.clear();
    for (name, _) in all
        .iter()
        .flat_map(|branch| branch.properties.iter())
        .take(all[0].properties.len())
    {
        let mut sites: Vec<Pointer> = Vec::new();
        let mut first = None;
        for (_, parts) in all
            .iter()
            .flat_map(|branch| &branch.properties)
            .filter(|(known, _)| known == name)
        {
            for part in parts {
                first = first.or_else(|| Some(part.clone()));
                let site = world.site(part)?;
                if !sites.contains(&site) {
                    sites.push(site);
                }
            }
        }
        let at = match (sites.len(), first) {
            (1, Some(first)) => first,
            _ => world.invent(merged.at.key("x-choice").key(name), Source::Any(sites)),
        };
        out.properties.push((name.clone(), vec![at]));
    }
    out.required = all[0]
        .required
        .iter()
        .filter(|name| all.iter().all(|b| b.required.contains(name)))
        .cloned()
        .collect();
    Ok(out)
}

/// Branches of different JSON kinds; several of one kind become a union of their own.
fn kinds(world: &World, merged: &Merged, branches: Vec<Branch>) -> Result<Shape, Fault> {
    let mut groups: Vec<(&'static str, Vec<Pointer>)> = Vec::new();
    for branch in branches {
        let kind = kind(&*world.shape(&branch.site)?);
        match groups.iter_mut().find(|(known, _)| *known == kind) {
            Some((_, sites)) => sites.push(branch.site),
            None => groups.push((kind, vec![branch.site])),
        }
    }
    if let [(_, sites)] = groups.as_slice() {
        let branches = sites.iter().cloned().map(Branch::new).collect();
        return Ok(Shape::Union(trial(world, branches)));
    }
    let mut out = Vec::new();
    for (kind, sites) in groups {
        let site = match sites.as_slice() {
            [only] => only.clone(),
            _ => world.invent(merged.at.key("x-kind").key(kind), Source::Any(sites)),
        };
        let select = Select::Kind(if kind == "Number" {
            vec!["Integer", "Number"]
        } else {
            vec![kind]
        });
        out.push(Branch {
            payload: site.clone(),
            site,
            select,
            label: kind.to_owned(),
        });
    }
    Ok(Shape::Union(Choice {
        branches: out,
        tag: None,
        strategy: "by the kind of JSON value",
    }))
}

/// Nothing tells the branches apart: they are tried in order, those that ask for more first.
fn trial(world: &World, mut branches: Vec<Branch>) -> Choice {
    let required = |branch: &Branch| world.merged(&branch.site).map_or(0, |merged| merged.required.len());
    branches.sort_by_key(|branch| std::cmp::Reverse(required(branch)));
    for branch in &mut branches {
        branch.label = labels::label(world, &branch.site);
    }
    Choice {
        branches,
        tag: None,
        strategy: "by trial, in this order: nothing tells the branches apart",
    }
}
