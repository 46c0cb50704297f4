//! Bodies that change one field: `{set}`, `{setNull}`, `{add, remove}`.

use super::branches::Branch;
use super::merge::Merged;
use super::nesting;
use super::shape::Shape;
use super::world::{Part, World};
use crate::pointer::Pointer;
use crate::spec::Fault;

/// A change of one field; the pointer is that of the new value (for lists: of the list).
#[derive(Clone, Debug)]
pub(crate) enum Patch {
    /// `{set: T}`
    Set(Pointer),
    /// `{set: T}` or `{setNull: true}`
    SetOrNull(Pointer),
    /// `{set: [T]}` or `{add: [T], remove: [T]}`; the pointer is that of `T`.
    SetOrChange(Pointer),
}

/// A record of `set` and nothing else.
pub(crate) fn of_record(merged: &Merged) -> Option<Patch> {
    match merged.properties.as_slice() {
        [(name, parts)] if name == "set" => parts.first().cloned().map(Patch::Set),
        _ => None,
    }
}

/// A choice between `{set}` and `{setNull}`, or between `{set}` and `{add, remove}`.
pub(crate) fn of_branches(world: &World, branches: &[Branch]) -> Result<Option<Patch>, Fault> {
    let (mut set, mut null, mut change) = (None, false, None);
    for branch in branches {
        let merged = world.merged(&branch.site)?;
        let names: Vec<&str> = merged.properties.iter().map(|(name, _)| name.as_str()).collect();
        let first = || merged.properties.first().and_then(|(_, parts)| parts.first()).cloned();
        match names.as_slice() {
            ["set"] => set = first(),
            ["setNull"] => null = true,
            ["add", "remove"] | ["remove", "add"] | ["add"] => change = first(),
            _ => return Ok(None),
        }
    }
    match (set, null, change) {
        (Some(set), ..) if is_change(world, &set) => Ok(None),
        (Some(set), true, None) => Ok(Some(Patch::SetOrNull(set))),
        (Some(set), false, Some(change)) => list_change(world, &set, &change),
        _ => Ok(None),
    }
}

/// Whether what is set is a change again, perhaps the same one: such a type has no end, so it needs a name.
fn is_change(world: &World, set: &Pointer) -> bool {
    let Some(end) = nesting::innermost(world, set) else {
        return true;
    };
    let sets = |branch: &Part| {
        let merged = world.site(&branch.at).and_then(|site| world.merged(&site));
        merged.is_ok_and(|merged| matches!(merged.properties.as_slice(), [(name, _), ..] if name == "set"))
    };
    world
        .merged(&end)
        .is_ok_and(|merged| merged.choices.iter().flat_map(|choice| &choice.branches).any(sets))
}

fn list_change(world: &World, set: &Pointer, change: &Pointer) -> Result<Option<Patch>, Fault> {
    let item = |at: &Pointer| match &*world.shape(at)? {
        Shape::List(Some(items)) => world.site(items).map(Some),
        _ => Ok(None),
    };
    let (set, change) = (item(set)?, item(change)?);
    let same = |a: &Pointer, b: &Pointer| a == b || same_scalar(world, a, b);
    Ok(match (set, change) {
        (Some(set), Some(change)) if same(&set, &change) => Some(Patch::SetOrChange(set)),
        _ => None,
    })
}

fn same_scalar(world: &World, a: &Pointer, b: &Pointer) -> bool {
    match (world.shape(a).as_deref(), world.shape(b).as_deref()) {
        (Ok(Shape::Scalar(a)), Ok(Shape::Scalar(b))) => a == b,
        _ => false,
    }
}
