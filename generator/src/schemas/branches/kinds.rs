//! Branches of different JSON kinds.

use super::super::ask::Ask;
use super::super::merge::{Choice, ChoiceKind, MadeOf, Merged};
use super::super::node::{Branch, Shape, UnionShape};
use super::super::origin::{NodeId, Role};
use super::{declared, trial};
use crate::plan::{Criterion, Strategy, Type, ValueKind};
use crate::spec::{Discriminator, Fault, JsonType};

/// One variant for each kind; several branches of one kind become a union of their own. Objects that a tag or an own key identifies stand next
/// to the others.
pub(crate) fn by_kind(
    ask: &mut dyn Ask,
    merged: &Merged,
    branches: Vec<Branch>,
    choice: &Choice,
) -> Result<Shape, Fault> {
    let mut groups: Vec<(ValueKind, Vec<NodeId>)> = Vec::new();
    let mut declared: Vec<Branch> = Vec::new();
    for branch in branches {
        let kind = of_site(ask, branch.site)?;
        if kind == ValueKind::Object {
            declared.push(branch.clone());
        }
        match groups.iter_mut().find(|(known, _)| *known == kind) {
            Some((_, sites)) => sites.push(branch.site),
            None => groups.push((kind, vec![branch.site])),
        }
    }
    let by_tag = declared_objects(ask, &declared, choice.discriminator.as_ref())?;
    if let [(kind, sites)] = groups.as_slice() {
        if let Some(by_tag) = by_tag {
            return Ok(Shape::Union(by_tag));
        }
        let branches = sites.iter().copied().map(Branch::new).collect();
        return Ok(Shape::Union(trial::trial(ask, branches, *kind)?));
    }
    let kinds: Vec<ValueKind> = groups.iter().map(|(kind, _)| *kind).collect();
    let (mut branches, mut objects, mut tag) = (Vec::new(), Vec::new(), None);
    if let Some(by_tag) = by_tag {
        groups.retain(|(kind, _)| *kind != ValueKind::Object);
        (objects, tag) = (by_tag.branches, by_tag.tag);
    }
    for (kind, sites) in groups {
        let other = other_kind(ask, kind, &sites).filter(|other| !kinds.contains(other));
        let branch = of_kind(ask, merged, choice.kind, (kind, other), sites);
        match &*ask.shape(branch.site)? {
            Shape::Union(inner) if kind == ValueKind::Object && is_flattened(inner) => {
                objects.clone_from(&inner.branches);
                tag.clone_from(&inner.tag);
            }
            _ => branches.push(branch),
        }
    }
    let strategy = match objects.is_empty() {
        true => Strategy::Kind,
        false => Strategy::KindAndObject,
    };
    branches.extend(objects);
    Ok(Shape::Union(UnionShape {
        branches,
        tag,
        strategy,
        kind: ValueKind::Any,
    }))
}

/// The objects of a choice by the discriminator that stands next to all its branches.
fn declared_objects(
    ask: &mut dyn Ask,
    objects: &[Branch],
    discriminator: Option<&Discriminator<'_>>,
) -> Result<Option<UnionShape>, Fault> {
    if objects.is_empty() {
        return Ok(None);
    }
    let all = objects.iter().map(|branch| ask.merged(branch.site));
    let all = all.collect::<Result<Vec<_>, _>>()?;
    declared::union(ask, None, objects, &all, discriminator)
}

/// Whether the objects of a choice stand next to its other branches: each of them is one as a whole, and none is tried.
fn is_flattened(objects: &UnionShape) -> bool {
    let is_whole = |branch: &Branch| {
        matches!(
            branch.criterion,
            Criterion::Tag(_) | Criterion::Key(_) | Criterion::Otherwise
        )
    };
    objects.branches.iter().all(is_whole)
}

/// A type of the user's choice is of the kind that the document says.
fn of_site(ask: &mut dyn Ask, site: NodeId) -> Result<ValueKind, Fault> {
    let shape = ask.shape(site)?;
    if !matches!(*shape, Shape::Scalar(Type::Path(_))) {
        return Ok(shape.kind());
    }
    Ok(match ask.merged(site)?.kind() {
        Some(JsonType::Boolean) => ValueKind::Bool,
        Some(JsonType::Integer | JsonType::Number) => ValueKind::Number,
        Some(JsonType::String) => ValueKind::Text,
        Some(JsonType::Array) => ValueKind::List,
        Some(JsonType::Object) => ValueKind::Object,
        None => ValueKind::Any,
    })
}

/// The kind that a number may have too: quoted ones may come bare, and some others only fit in quotes.
fn other_kind(ask: &mut dyn Ask, kind: ValueKind, sites: &[NodeId]) -> Option<ValueKind> {
    let quoted = |shape: &Shape| matches!(shape, Shape::Scalar(Type::Quoted(value)) if !value.is_foreign());
    let mut is_quoted = |site: &NodeId| ask.shape(*site).is_ok_and(|shape| quoted(&shape));
    match (sites, kind) {
        ([only], ValueKind::Text) if is_quoted(only) => Some(ValueKind::Number),
        ([only], ValueKind::Number) if is_quoted(only) => Some(ValueKind::Text),
        _ => None,
    }
}

fn of_kind(
    ask: &mut dyn Ask,
    merged: &Merged,
    choice: ChoiceKind,
    (kind, other): (ValueKind, Option<ValueKind>),
    sites: Vec<NodeId>,
) -> Branch {
    let site = match sites.as_slice() {
        [only] => *only,
        _ => ask.make(merged.id, Role::Kind(kind), MadeOf::Any(choice.of_some(), sites)),
    };
    Branch {
        criterion: Criterion::Kind([Some(kind), other].into_iter().flatten().flat_map(kinds).collect()),
        ..Branch::new(site)
    }
}

/// A kind as the decoder sees it.
fn kinds(kind: ValueKind) -> Vec<ValueKind> {
    match kind {
        ValueKind::Number => vec![ValueKind::Integer, ValueKind::Number],
        kind => vec![kind],
    }
}
