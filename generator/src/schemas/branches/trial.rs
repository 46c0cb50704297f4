//! Branches that nothing tells apart.

use std::collections::BTreeSet;

use super::super::shape::Choice;
use super::super::world::World;
use super::Branch;
use crate::ir::Select;

/// They are tried in order, those that ask for more first.
pub(crate) fn trial(world: &World, mut branches: Vec<Branch>, kind: &'static str) -> Choice {
    let required = |branch: &Branch| world.merged(&branch.site).map_or(0, |merged| merged.required.len());
    branches.sort_by_key(|branch| std::cmp::Reverse(required(branch)));
    for branch in &mut branches {
        branch.select = Select::Trial;
    }
    Choice {
        branches,
        tag: None,
        strategy: "by trial, in this order: nothing tells the branches apart",
        kind,
    }
}

/// The keys that all branches have, for the warning.
pub(crate) fn shared_keys(world: &World, branches: &[Branch]) -> Vec<String> {
    let keys = |branch: &Branch| {
        let merged = world.merged(&branch.site).ok();
        let names = merged.iter().flat_map(|merged| &merged.properties);
        names.map(|(name, _)| name.clone()).collect::<Vec<_>>()
    };
    let mut each = branches.iter().map(keys);
    let Some(first) = each.next() else { return Vec::new() };
    let others: Vec<BTreeSet<String>> = each.map(BTreeSet::from_iter).collect();
    let shared = first
        .into_iter()
        .filter(|name| others.iter().all(|set| set.contains(name)));
    shared.collect()
}
