//! Branches of different JSON kinds.

use super::super::merge::Merged;
use super::super::shape::{Choice, Shape};
use super::super::world::{Source, World};
use super::{Branch, trial};
use crate::ir::{Select, Type};
use crate::pointer::Pointer;
use crate::spec::{Fault, Kind};

/// The JSON kind of a shape, as the runtime calls it; `Any` if it may be of several.
pub(crate) fn kind(shape: &Shape) -> &'static str {
    match shape {
        Shape::Any => "Any",
        Shape::Union(choice) | Shape::Group(choice) => choice.kind,
        Shape::Null => "Null",
        Shape::Scalar(Type::Bool) => "Bool",
        Shape::Scalar(Type::I32 | Type::I64 | Type::U32 | Type::U64 | Type::F64 | Type::Number) => "Number",
        Shape::Scalar(Type::Quoted(number)) if **number == Type::F64 => "Number",
        Shape::Scalar(_) | Shape::TextEnum(_) => "Text",
        Shape::List(_) => "List",
        Shape::Map(_) | Shape::Free | Shape::Empty | Shape::Record | Shape::Patch(_) => "Object",
    }
}

/// One variant for each kind; several branches of one kind become a union of their own.
pub(crate) fn by_kind(world: &World, merged: &Merged, branches: Vec<Branch>) -> Result<Shape, Fault> {
    let mut groups: Vec<(&'static str, Vec<Pointer>)> = Vec::new();
    for branch in branches {
        let kind = of_site(world, &branch.site)?;
        match groups.iter_mut().find(|(known, _)| *known == kind) {
            Some((_, sites)) => sites.push(branch.site),
            None => groups.push((kind, vec![branch.site])),
        }
    }
    if let [(kind, sites)] = groups.as_slice() {
        let branches = sites.iter().cloned().map(Branch::new).collect();
        return Ok(Shape::Union(trial::trial(world, branches, kind)));
    }
    let kinds: Vec<&str> = groups.iter().map(|(kind, _)| *kind).collect();
    let branches = groups.into_iter().map(|(kind, sites)| {
        let other = other_kind(world, kind, &sites).filter(|other| !kinds.contains(other));
        of_kind(world, merged, kind, other, sites)
    });
    Ok(Shape::Union(Choice {
        branches: branches.collect(),
        tag: None,
        strategy: "by the kind of JSON value",
        kind: "Any",
    }))
}

/// A type of the user's choice is of the kind that the document says.
fn of_site(world: &World, site: &Pointer) -> Result<&'static str, Fault> {
    let shape = world.shape(site)?;
    if !matches!(*shape, Shape::Scalar(Type::Path(_))) {
        return Ok(kind(&shape));
    }
    Ok(match world.merged(site)?.kind() {
        Some(Kind::Bool) => "Bool",
        Some(Kind::Integer | Kind::Number) => "Number",
        Some(Kind::Text) => "Text",
        Some(Kind::List) => "List",
        Some(Kind::Object) => "Object",
        None => "Any",
    })
}

/// The kind that a number may have too: quoted ones may come bare, and some others only fit in quotes.
fn other_kind(world: &World, kind: &str, sites: &[Pointer]) -> Option<&'static str> {
    let quoted = |shape: &Shape| matches!(shape, Shape::Scalar(Type::Quoted(_)));
    let is_quoted = |site| world.shape(site).is_ok_and(|shape| quoted(&shape));
    match (sites, kind) {
        ([only], "Text") if is_quoted(only) => Some("Number"),
        ([only], "Number") if is_quoted(only) => Some("Text"),
        _ => None,
    }
}

fn of_kind(
    world: &World,
    merged: &Merged,
    kind: &'static str,
    other: Option<&'static str>,
    sites: Vec<Pointer>,
) -> Branch {
    let site = match sites.as_slice() {
        [only] => only.clone(),
        _ => world.invent(merged.at.key("x-kind").key(kind), Source::Any(sites)),
    };
    Branch {
        select: Select::Kind([Some(kind), other].into_iter().flatten().flat_map(kinds).collect()),
        ..Branch::new(site)
    }
}

/// A kind as the decoder sees it.
fn kinds(kind: &'static str) -> Vec<&'static str> {
    match kind {
        "Number" => vec!["Integer", "Number"],
        kind => vec![kind],
    }
}
