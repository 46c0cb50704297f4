//! Branches with the same keys, and branches of which a value may be several at once: one record, whose fields hold what any of the
//! branches may hold.

use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

use super::super::ask::Ask;
use super::super::merge::{MadeOf, Merged};
use super::super::origin::{NodeId, Role};
use crate::spec::{Additional, Fault};

/// Whether all branches have the same keys.
pub(crate) fn same_keys(all: &[Rc<Merged>]) -> bool {
    let names = |merged: &Merged| {
        let names = merged.properties.iter().map(|(name, _)| name.clone());
        names.collect::<BTreeSet<_>>()
    };
    let mut sets = all.iter().map(|merged| names(merged));
    sets.next()
        .is_some_and(|first| !first.is_empty() && sets.all(|set| set == first))
}

/// Whether a value that is of several branches at once has members that no branch alone has: records share a key, and each of two has one
/// that the other has not. Records without a common key are mostly meant as alternatives.
pub(crate) fn overlap(all: &[Rc<Merged>]) -> bool {
    let names = |merged: &Rc<Merged>| -> BTreeSet<String> {
        let names = merged.properties.iter().map(|(name, _)| name.clone());
        names.collect()
    };
    let is_open = |merged: &Rc<Merged>| merged.additional == Additional::Unsaid;
    let sets: Vec<BTreeSet<String>> = all.iter().map(names).collect();
    let crosses = |(at, one): (usize, &BTreeSet<String>)| {
        let others = &sets[at + 1..];
        others
            .iter()
            .any(|other| !one.is_subset(other) && !other.is_subset(one))
    };
    let shared = sets.iter().skip(1).fold(sets.first().cloned(), |shared, set| {
        shared.map(|shared| shared.intersection(set).cloned().collect())
    });
    all.iter().all(is_open) && shared.is_some_and(|shared| !shared.is_empty()) && sets.iter().enumerate().any(crosses)
}

/// The record that the branches are together.
pub(crate) fn one<'a>(ask: &mut dyn Ask<'a>, merged: &Merged<'a>, all: &[Rc<Merged<'a>>]) -> Result<Merged<'a>, Fault> {
    let mut out = merged.clone();
    out.choices.clear();
    out.properties.clear();
    let mut places: BTreeMap<&str, Vec<NodeId>> = BTreeMap::new();
    for (name, parts) in all.iter().flat_map(|branch| &branch.properties) {
        places.entry(name).or_default().extend(parts);
    }
    for (name, _) in all.iter().flat_map(|branch| &branch.properties) {
        let Some(parts) = places.remove(name.as_str()) else {
            continue;
        };
        let at = field(ask, merged, name, &parts)?;
        out.properties.push((name.clone(), vec![at]));
    }
    let required: Vec<BTreeSet<&String>> = all.iter().map(|branch| branch.required.iter().collect()).collect();
    let everywhere = |name: &&String| required.iter().all(|branch| branch.contains(name));
    let first = all.first().into_iter().flat_map(|branch| &branch.required);
    out.required = first.filter(everywhere).cloned().collect();
    Ok(out)
}

/// Where a field stands: at the one place that all branches mean, or at a choice between their places.
fn field(ask: &mut dyn Ask, merged: &Merged, name: &str, parts: &[NodeId]) -> Result<NodeId, Fault> {
    let (mut sites, mut seen) = (Vec::new(), BTreeSet::new());
    for part in parts {
        let site = ask.site(*part)?;
        if seen.insert(site) {
            sites.push(site);
        }
    }
    Ok(match (sites.len(), parts.first()) {
        (1, Some(first)) => *first,
        _ => ask.make(merged.id, Role::Property(name.to_owned()), MadeOf::Any(sites)),
    })
}
