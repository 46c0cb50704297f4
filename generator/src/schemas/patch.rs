//! Bodies that change one field: `{set}`, `{setNull}`, `{add, remove}`.

use super::ask::Ask;
use super::nesting;
use super::node::{Branch, Patch, Shape};
use super::origin::NodeId;
use crate::spec::Fault;

/// A choice between `{set}` and `{setNull}`, or between `{set}` and `{add, remove}`.
pub(super) fn of_branches(ask: &mut dyn Ask, branches: &[Branch]) -> Result<Option<Patch>, Fault> {
    let (mut set, mut null, mut change) = (None, false, None);
    for branch in branches {
        let merged = ask.merged(branch.site)?;
        let names: Vec<&str> = merged.properties.iter().map(|(name, _)| name.as_str()).collect();
        let first = || merged.properties.first().and_then(|(_, parts)| parts.first()).copied();
        match names.as_slice() {
            ["set"] => set = first(),
            ["setNull"] => null = true,
            ["add", "remove"] | ["remove", "add"] | ["add"] => change = first(),
            _ => return Ok(None),
        }
    }
    match (set, null, change) {
        (Some(set), ..) if is_change(ask, set) => Ok(None),
        (Some(set), true, None) => Ok(Some(Patch::SetOrNull(set))),
        (Some(set), false, Some(change)) => list_change(ask, set, change),
        _ => Ok(None),
    }
}

/// Whether what is set is a change again, perhaps the same one: such a type has no end, so it needs a name.
fn is_change(ask: &mut dyn Ask, set: NodeId) -> bool {
    let Some(end) = nesting::innermost(ask, set) else {
        return true;
    };
    let Ok(merged) = ask.stated(end) else { return false };
    let mut branches = merged.choices.iter().flat_map(|choice| &choice.branches);
    branches.any(|branch| sets(ask, branch.node))
}

fn sets(ask: &mut dyn Ask, branch: NodeId) -> bool {
    let merged = ask.site(branch).and_then(|site| ask.stated(site));
    merged.is_ok_and(|merged| matches!(merged.properties.as_slice(), [(name, _), ..] if name == "set"))
}

fn list_change(ask: &mut dyn Ask, set: NodeId, change: NodeId) -> Result<Option<Patch>, Fault> {
    let (set, change) = (item(ask, set)?, item(ask, change)?);
    Ok(match (set, change) {
        (Some(set), Some(change)) if set == change || same_scalar(ask, set, change) => Some(Patch::SetOrChange(set)),
        _ => None,
    })
}

/// What a list holds.
fn item(ask: &mut dyn Ask, list: NodeId) -> Result<Option<NodeId>, Fault> {
    match &*ask.shape(list)? {
        Shape::List(Some(items)) => ask.site(*items).map(Some),
        _ => Ok(None),
    }
}

fn same_scalar(ask: &mut dyn Ask, a: NodeId, b: NodeId) -> bool {
    match (ask.shape(a).as_deref(), ask.shape(b).as_deref()) {
        (Ok(Shape::Scalar(a)), Ok(Shape::Scalar(b))) => a == b,
        _ => false,
    }
}
