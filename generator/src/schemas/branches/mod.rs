//! `oneOf` and `anyOf`: how the branches of a choice are told apart, decided here once and for all.
//!
//! The order of strategies is that of the design: declared discriminator, a constant that differs, the only key, a key that
//! only one branch has, the JSON kind, the same keys with different values, and ordered trial as the last resort. One file
//! for each family of strategies; each says no with `None`. Records of `anyOf` are one record if a value may be of several of them at once,
//! unless a tag or a constant decides.

mod collect;
mod constants;
mod declared;
mod doubts;
mod further;
mod keys;
mod kinds;
mod record;
mod same;
mod scalars;
mod tags;
mod trial;

use std::rc::Rc;

pub(crate) use tags::words;

use super::ask::Ask;
use super::merge::{self, ChoiceKind, Merged};
use super::node::{Branch, Shape};
use super::patch;
use crate::plan::ValueKind;
use crate::pointer::Pointer;
use crate::spec::{Discriminator, Fault};
use collect::Collected;

/// What a schema turns out to be: its shape, and what its branches are together, if they are one record or may be `null`.
type Chosen<'a> = (Shape, Option<Merged<'a>>);

/// The shape of a schema with a choice.
pub(super) fn choose<'a>(ask: &mut dyn Ask<'a>, merged: &Merged<'a>) -> Result<Chosen<'a>, Fault> {
    let Some(choice) = further::first(ask, merged) else {
        return Ok((Shape::Any, None));
    };
    let (shape, together) = made_of(ask, merged, choice)?;
    let mut lost = further::lost(ask, merged, choice, &shape);
    if let Shape::Union(union) = &shape {
        lost.extend(doubts::of_tag(ask, &merged.at, union)?);
    }
    if lost.is_empty() {
        return Ok((shape, together));
    }
    let mut together = together.unwrap_or_else(|| merged.clone());
    together.remarks.extend(lost);
    Ok((shape, Some(together)))
}

/// The shape of a schema with the branches of one choice.
fn made_of<'a>(ask: &mut dyn Ask<'a>, merged: &Merged<'a>, choice: &merge::Choice) -> Result<Chosen<'a>, Fault> {
    let Collected {
        branches,
        has_null,
        joined,
    } = collect::collect(ask, merged, choice)?;
    let shapes = branches
        .iter()
        .map(|branch| ask.shape(branch.site))
        .collect::<Result<Vec<_>, _>>()?;
    let mut is_nullable = |branch: &Branch| ask.merged(branch.site).is_ok_and(|merged| merged.nullable);
    let is_any_nullable = branches.iter().any(&mut is_nullable);
    let (shape, record) = match (joined, shapes.as_slice()) {
        (_, []) => (Shape::Null, None),
        (_, [_]) => only(ask, merged, &branches)?,
        (Some(joined), _) => (Shape::Union(joined), None),
        (None, shapes) if scalars::anything(shapes) => (Shape::Any, None),
        (None, shapes) => several(ask, merged, choice, branches, shapes)?,
    };
    let nullable = match shape {
        Shape::Any => false,
        _ => has_null || is_any_nullable,
    };
    Ok((shape, with_null(merged, record, nullable)))
}

/// What the branches are together, if that is more than the schema says by itself.
fn with_null<'a>(merged: &Merged<'a>, record: Option<Merged<'a>>, nullable: bool) -> Option<Merged<'a>> {
    if !nullable || record.as_ref().unwrap_or(merged).nullable {
        return record;
    }
    Some(Merged {
        nullable,
        ..record.unwrap_or_else(|| merged.clone())
    })
}

fn several<'a>(
    ask: &mut dyn Ask<'a>,
    merged: &Merged<'a>,
    choice: &merge::Choice,
    branches: Vec<Branch>,
    shapes: &[Rc<Shape>],
) -> Result<Chosen<'a>, Fault> {
    if let Some(shape) = scalars::one_shape(shapes) {
        return Ok((shape, None));
    }
    if shapes.iter().all(|shape| shape.kind() == ValueKind::Object) {
        let places: Vec<Pointer> = branches.iter().map(|branch| ask.place(branch.listed)).collect();
        let common = ask.inheritance().common(&places).cloned();
        let declared = choice.discriminator.clone().or(common);
        return objects(ask, merged, branches, declared.as_ref(), choice);
    }
    let shape = match scalars::lists(ask, merged, choice.kind, shapes) {
        Some(shape) => shape,
        None => kinds::by_kind(ask, merged, branches, choice)?,
    };
    Ok((shape, None))
}

/// A choice of one is no choice: what stands beside it counts too.
fn only<'a>(ask: &mut dyn Ask<'a>, merged: &Merged<'a>, branches: &[Branch]) -> Result<Chosen<'a>, Fault> {
    let Some(branch) = branches.first() else {
        return Ok((Shape::Null, None));
    };
    let shape = ask.shape(branch.site)?;
    if !matches!(*shape, Shape::Record) {
        return Ok(((*shape).clone(), None));
    }
    let record = Merged {
        id: merged.id,
        at: merged.at.clone(),
        ..(*ask.merged(branch.site)?).clone()
    };
    let nullable = record.nullable || merged.nullable;
    Ok((Shape::Record, Some(Merged { nullable, ..record })))
}

fn objects<'a>(
    ask: &mut dyn Ask<'a>,
    merged: &Merged<'a>,
    branches: Vec<Branch>,
    discriminator: Option<&Discriminator<'_>>,
    choice: &merge::Choice,
) -> Result<Chosen<'a>, Fault> {
    if choice.kind != ChoiceKind::Heirs
        && let Some(patch) = patch::of_branches(ask, &branches)?
    {
        return Ok((Shape::Patch(patch), None));
    }
    let all = branches
        .iter()
        .map(|branch| ask.merged(branch.site))
        .collect::<Result<Vec<_>, _>>()?;
    let base = (choice.kind == ChoiceKind::Heirs).then_some(&merged.at);
    if let Some(union) = declared::union(ask, base, &branches, &all, discriminator)? {
        return Ok((Shape::Union(union), None));
    }
    if choice.kind == ChoiceKind::Heirs {
        return Ok((Shape::Record, None));
    }
    if let Some(union) = tags::constants(ask, choice.kind, &branches, &all)? {
        return Ok((Shape::Union(union), None));
    }
    let are_one = choice.kind == ChoiceKind::AnyOf && record::overlap(&all);
    if !are_one && let Some(union) = keys::keys(&branches, &all) {
        return Ok((Shape::Union(union), None));
    }
    if are_one || record::same_keys(&all) {
        return Ok((Shape::Record, Some(record::one(ask, merged, choice.kind, &all)?)));
    }
    if let Some(union) = tags::grouped(ask, (merged.id, choice.kind), &branches, &all)? {
        return Ok((Shape::Union(union), None));
    }
    if choice.kind == ChoiceKind::AnyOf && record::fits_all(&all) {
        return Ok((Shape::Record, Some(record::one(ask, merged, choice.kind, &all)?)));
    }
    Ok((Shape::Union(trial::trial(ask, branches, ValueKind::Object)?), None))
}
