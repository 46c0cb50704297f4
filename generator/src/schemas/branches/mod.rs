//! `oneOf` and `anyOf`: how the branches of a choice are told apart, decided here once and for all.
//!
//! The order of strategies is that of the design: declared discriminator, a constant that differs, the only key, a key that
//! only one branch has, the JSON kind, the same keys with different values, and ordered trial as the last resort. One file
//! for each family of strategies; each says no with `None`.

mod collect;
mod keys;
mod kinds;
mod record;
mod scalars;
mod tags;
mod trial;

use std::rc::Rc;

pub(crate) use collect::only_requires;
pub(crate) use kinds::kind;
pub(crate) use tags::words;
pub(crate) use trial::shared_keys;

use super::merge::{self, Merged};
use super::patch;
use super::shape::Shape;
use super::world::World;
use crate::ir::Select;
use crate::pointer::Pointer;
use crate::spec::{Discriminator, Fault};

/// One branch of a union.
#[derive(Clone, Debug)]
pub(crate) struct Branch {
    /// The site of the branch as a whole.
    pub site: Pointer,
    /// The site of the branch as the document lists it: without what stands beside the choice.
    pub listed: Pointer,
    /// What the variant holds: the branch, or the value below its deciding key.
    pub payload: Pointer,
    /// How it is recognised.
    pub select: Select,
}

impl Branch {
    fn new(site: Pointer) -> Self {
        Self {
            payload: site.clone(),
            listed: site.clone(),
            site,
            select: Select::Trial,
        }
    }
}

/// The shape of a schema with a choice.
pub(crate) fn choose<'a>(world: &World<'a>, merged: &Merged<'a>) -> Result<Shape, Fault> {
    let Some(choice) = merged.choices.iter().find(|choice| !only_requires(world, choice)) else {
        return Ok(Shape::Any);
    };
    let branches = collect::branches(world, merged, choice)?;
    let shapes = branches
        .iter()
        .map(|branch| world.shape(&branch.site))
        .collect::<Result<Vec<_>, _>>()?;
    match shapes.as_slice() {
        [] => Ok(Shape::Null),
        [_] => only(world, merged, &branches),
        shapes if scalars::anything(shapes) => Ok(Shape::Any),
        shapes => several(world, merged, choice, branches, shapes),
    }
}

fn several<'a>(
    world: &World<'a>,
    merged: &Merged<'a>,
    choice: &merge::Choice,
    branches: Vec<Branch>,
    shapes: &[Rc<Shape>],
) -> Result<Shape, Fault> {
    if let Some(shape) = scalars::one_shape(shapes) {
        return Ok(shape);
    }
    if shapes.iter().all(|shape| kind(shape) == "Object") {
        return objects(world, merged, branches, choice.discriminator.as_ref());
    }
    match scalars::lists(world, merged, shapes) {
        Some(shape) => Ok(shape),
        None => kinds::by_kind(world, merged, branches),
    }
}

/// A choice of one is no choice: what stands beside it counts too.
fn only(world: &World, merged: &Merged, branches: &[Branch]) -> Result<Shape, Fault> {
    let Some(branch) = branches.first() else {
        return Ok(Shape::Null);
    };
    let shape = world.shape(&branch.site)?;
    if matches!(*shape, Shape::Record) {
        let mut settled = (*world.merged(&branch.site)?).clone();
        settled.at = merged.at.clone();
        settled.nullable |= merged.nullable;
        world.settle(settled);
    }
    Ok((*shape).clone())
}

fn objects<'a>(
    world: &World<'a>,
    merged: &Merged<'a>,
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
    if let Some(choice) = tags::declared(world, &branches, &all, discriminator)? {
        return Ok(Shape::Union(choice));
    }
    if let Some(choice) = tags::constants(world, &branches, &all)? {
        return Ok(Shape::Union(choice));
    }
    if let Some(choice) = keys::keys(&branches, &all) {
        return Ok(Shape::Union(choice));
    }
    if record::same_keys(&all) {
        world.settle(record::one(world, merged, &all)?);
        return Ok(Shape::Record);
    }
    if let Some(choice) = tags::grouped(world, &merged.at, &branches, &all)? {
        return Ok(Shape::Union(choice));
    }
    Ok(Shape::Union(trial::trial(world, branches, "Object")))
}
