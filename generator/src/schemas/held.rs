//! What a list or a map holds, where a schema says that in several places.

use super::ask::Ask;
use super::merge::{MadeOf, Merged};
use super::origin::{NodeId, Role};
use crate::spec::Additional;

/// The elements of a list, as its first part has them.
pub(super) fn items(ask: &mut dyn Ask, merged: &Merged) -> Option<NodeId> {
    let places = merged.items.first()?;
    Some(one_of(ask, merged.id, Role::Elements(0), places))
}

/// The values of keys that are not properties.
pub(super) fn rest(ask: &mut dyn Ask, merged: &Merged) -> Option<NodeId> {
    let Additional::Typed(places) = &merged.additional else {
        return None;
    };
    let places: Vec<NodeId> = places.iter().map(|at| ask.at(at)).collect();
    Some(one_of(ask, merged.id, Role::Values, &places))
}

/// The only one of several schemas, or the choice between them, which is a node of its own.
pub(super) fn one_of(ask: &mut dyn Ask, owner: NodeId, role: Role, places: &[NodeId]) -> NodeId {
    let is_null = |at: &&NodeId| ask.written(**at).is_some_and(|schema| schema.only_null);
    let (nulls, others): (Vec<&NodeId>, Vec<&NodeId>) = places.iter().partition(is_null);
    match others.as_slice() {
        [only] if nulls.is_empty() => **only,
        [only] => ask.make(owner, role, MadeOf::OrNull(**only)),
        _ => ask.make(owner, role, MadeOf::Any(places.to_vec())),
    }
}
