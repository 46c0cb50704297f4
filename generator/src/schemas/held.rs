//! What a list or a map holds, where a schema says that in several places.

use std::collections::BTreeSet;

use super::ask::Ask;
use super::merge::{ChoiceKind, Ingredient, MadeOf, Merged};
use super::origin::{NodeId, Role};
use crate::spec::Additional;

/// The elements of a list: what all parts say of them. If parts describe them by position, the first of those is the choice,
/// and each of its schemas is combined with what the parts say that have one schema for all.
pub(super) fn items(ask: &mut dyn Ask, merged: &Merged) -> Option<NodeId> {
    let by_position = merged.items.iter().position(|places| places.len() > 1);
    let (mut common, mut seen) = (Vec::new(), BTreeSet::new());
    for places in &merged.items {
        if let [only] = places.as_slice()
            && seen.insert(ask.site(*only).ok())
        {
            common.push(*only);
        }
    }
    match (by_position, common.as_slice()) {
        (None, []) => None,
        (None, [only]) => Some(*only),
        (None, several) => {
            let all = whole(ask, several);
            Some(ask.make(merged.id, Role::Items, MadeOf::All(all)))
        }
        (Some(index), []) => Some(one_of(ask, merged.id, Role::Elements(index), &merged.items[index])),
        (Some(index), common) => {
            let common = whole(ask, common);
            let mut branch = |place: &NodeId| {
                let all = whole(ask, &[*place]).into_iter().chain(common.clone()).collect();
                ask.make(merged.id, Role::Branch(*place), MadeOf::All(all))
            };
            let branches = merged.items[index].iter().map(&mut branch).collect();
            Some(ask.make(merged.id, Role::Items, MadeOf::Any(ChoiceKind::OneOf, branches)))
        }
    }
}

fn whole(ask: &dyn Ask, nodes: &[NodeId]) -> Vec<Ingredient> {
    nodes.iter().map(|node| Ingredient::whole(&ask.place(*node))).collect()
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
        _ => ask.make(owner, role, MadeOf::Any(ChoiceKind::OneOf, places.to_vec())),
    }
}
