//! Branches that a key gives away.

use std::rc::Rc;

use super::super::labels;
use super::super::merge::Merged;
use super::super::names;
use super::super::shape::Choice;
use super::super::world::World;
use super::Branch;
use crate::ir::Select;

/// A key that only one branch has; one branch may do without.
pub(super) fn keys(world: &World, branches: &[Branch], all: &[Rc<Merged>]) -> Option<Choice> {
    let each = branches
        .iter()
        .enumerate()
        .map(|(index, branch)| by_own_key(world, branch, index, all));
    let (rest, mut out): (Vec<Branch>, Vec<Branch>) = each.partition(|branch| branch.select == Select::Otherwise);
    if rest.len() > 1 {
        return None;
    }
    out.extend(rest);
    let only = out.iter().all(|branch| matches!(branch.select, Select::Member(_)));
    Some(Choice {
        branches: out,
        tag: None,
        strategy: if only {
            "by its only key"
        } else {
            "by a key that only one branch has"
        },
        kind: "Object",
    })
}

fn by_own_key(world: &World, branch: &Branch, index: usize, all: &[Rc<Merged>]) -> Branch {
    let Some(merged) = all.get(index) else {
        return branch.clone();
    };
    let elsewhere = |name: &str| {
        let others = all.iter().enumerate().filter(|(other, _)| *other != index);
        let mut known = others.flat_map(|(_, other)| &other.properties);
        known.any(|(known, _)| known == name)
    };
    let mine = || merged.properties.iter().filter(|(name, _)| !elsewhere(name));
    let best = mine()
        .find(|(name, _)| merged.required.contains(name))
        .or_else(|| mine().next());
    let (select, label, payload) = match best {
        Some((name, parts)) if merged.properties.len() == 1 && !merged.has_rest() => {
            let payload = parts.first().unwrap_or(&branch.site);
            (Select::Member(name.clone()), names::pascal(name), payload)
        }
        Some((name, _)) => {
            let sure = merged.required.contains(name);
            let all = mine().map(|(name, _)| name.clone());
            let keys = if sure { vec![name.clone()] } else { all.collect() };
            (Select::Key(keys), names::pascal(name), &branch.payload)
        }
        None => {
            let label = labels::label(world, &branch.site);
            (Select::Otherwise, label, &branch.payload)
        }
    };
    Branch {
        select,
        label,
        payload: payload.clone(),
        ..branch.clone()
    }
}
