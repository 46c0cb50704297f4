//! Branches with the same keys: one record, whose fields hold what any of the branches may hold.

use std::collections::BTreeSet;
use std::rc::Rc;

use super::super::merge::Merged;
use super::super::world::{Source, World};
use crate::pointer::Pointer;
use crate::spec::Fault;

/// Whether all branches have the same keys.
pub(super) fn same_keys(all: &[Rc<Merged>]) -> bool {
    let names = |merged: &Merged| {
        let names = merged.properties.iter().map(|(name, _)| name.clone());
        names.collect::<BTreeSet<_>>()
    };
    let mut sets = all.iter().map(|merged| names(merged));
    sets.next()
        .is_some_and(|first| !first.is_empty() && sets.all(|set| set == first))
}

/// The record that the branches are together.
pub(super) fn one(world: &World, merged: &Merged, all: &[Rc<Merged>]) -> Result<Merged, Fault> {
    let mut out = merged.clone();
    out.choices.clear();
    out.properties.clear();
    for (name, _) in all.first().iter().flat_map(|branch| &branch.properties) {
        let at = field(world, merged, all, name)?;
        out.properties.push((name.clone(), vec![at]));
    }
    let required = all.first().into_iter().flat_map(|branch| &branch.required);
    let everywhere = |name: &&String| all.iter().all(|branch| branch.required.contains(name));
    out.required = required.filter(everywhere).cloned().collect();
    Ok(out)
}

/// Where a field stands: at the one place that all branches mean, or at a choice between their places.
fn field(world: &World, merged: &Merged, all: &[Rc<Merged>], name: &str) -> Result<Pointer, Fault> {
    let properties = all.iter().flat_map(|branch| &branch.properties);
    let parts = properties
        .filter(|(known, _)| known == name)
        .flat_map(|(_, parts)| parts);
    let (mut sites, mut first): (Vec<Pointer>, _) = (Vec::new(), None);
    for part in parts {
        first = first.or_else(|| Some(part.clone()));
        let site = world.site(part)?;
        if !sites.contains(&site) {
            sites.push(site);
        }
    }
    Ok(match (sites.len(), first) {
        (1, Some(first)) => first,
        _ => world.invent(merged.at.key("x-choice").key(name), Source::Any(sites)),
    })
}
