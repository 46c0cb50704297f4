//! Branches with the same keys, and branches of which a value may be several at once: one record, whose fields hold what any of the
//! branches may hold.

use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

use super::super::ask::Ask;
use super::super::merge::{ChoiceKind, MadeOf, Merged};
use super::super::origin::{NodeId, Role};
use super::super::properties;
use crate::spec::{Additional, Fault};

type Names<'m> = BTreeSet<&'m str>;

fn names<'m>(merged: &'m Merged) -> Names<'m> {
    merged.properties.iter().map(|(name, _)| name.as_str()).collect()
}

/// Whether all branches have the same keys.
pub(crate) fn same_keys(all: &[Rc<Merged>]) -> bool {
    let mut sets = all.iter().map(|merged| names(merged));
    sets.next()
        .is_some_and(|first| !first.is_empty() && sets.all(|set| set == first))
}

/// Whether a value may be of several branches at once, all of them records, and then has members that no branch alone has: of two
/// records, each has a key that the other has not, and one of them allows for it; or one keeps all keys and the other does not.
pub(crate) fn overlap(all: &[Rc<Merged>]) -> bool {
    let are_kept = |merged: &Rc<Merged>| merged.additional == Additional::Free;
    let only_some_keep = all.iter().any(are_kept) && !all.iter().all(are_kept);
    all.iter().all(|merged| is_record(merged)) && (only_some_keep || !are_nested(all))
}

/// Whether the branches are records of which one allows the keys of the others, so that one record holds what is of any of them.
pub(crate) fn fits_all(all: &[Rc<Merged>]) -> bool {
    let is_named = |merged: &Rc<Merged>| is_record(merged) && !merged.properties.is_empty();
    all.iter().all(is_named) && all.iter().any(is_open)
}

/// Whether, of two records of which one is open, one has always all keys of the other.
fn are_nested(all: &[Rc<Merged>]) -> bool {
    let names_of = |is_wanted: bool| -> Vec<Names> {
        let wanted = all.iter().filter(|merged| is_open(merged) == is_wanted);
        wanted.map(|merged| names(merged)).collect()
    };
    let (mut open, closed) = (names_of(true), names_of(false));
    open.sort_by_key(BTreeSet::len);
    let fits = |one: &Names| {
        let (smaller, larger) = open.split_at(open.partition_point(|other| other.len() <= one.len()));
        smaller.last().is_none_or(|other| other.is_subset(one))
            && larger.first().is_none_or(|other| one.is_subset(other))
    };
    open.is_sorted_by(|one, next| one.is_subset(next)) && closed.iter().all(fits)
}

/// Whether a branch is no union.
fn is_record(merged: &Merged) -> bool {
    merged.choices.iter().all(|choice| choice.only_requires)
}

/// Whether there may be keys that are no properties.
fn is_open(merged: &Rc<Merged>) -> bool {
    merged.additional != Additional::Denied
}

/// The record that the branches of a choice are together. If one of them keeps other keys, so does the record.
pub(crate) fn one<'a>(
    ask: &mut dyn Ask<'a>,
    merged: &Merged<'a>,
    kind: ChoiceKind,
    all: &[Rc<Merged<'a>>],
) -> Result<Merged<'a>, Fault> {
    let mut out = merged.clone();
    out.choices.clear();
    out.properties.clear();
    let mut places: BTreeMap<&str, Vec<NodeId>> = BTreeMap::new();
    for branch in all {
        for (name, parts) in &branch.properties {
            let at = properties::one_node(ask, branch, name, parts);
            places.entry(name).or_default().push(at);
        }
    }
    for (name, _) in all.iter().flat_map(|branch| &branch.properties) {
        let Some(parts) = places.remove(name.as_str()) else {
            continue;
        };
        let at = field(ask, merged, kind, name, &parts)?;
        out.properties.push((name.clone(), vec![at]));
    }
    if all.iter().any(|branch| keeps_others(branch)) {
        out.additional = Additional::Free;
    }
    let required: Vec<BTreeSet<&String>> = all.iter().map(|branch| branch.required.iter().collect()).collect();
    let everywhere = |name: &&String| required.iter().all(|branch| branch.contains(name));
    let first = all.first().into_iter().flat_map(|branch| &branch.required);
    out.required = first.filter(everywhere).cloned().collect();
    Ok(out)
}

/// Whether a branch has the keys that it does not name: it says so, or names none.
fn keeps_others(merged: &Merged) -> bool {
    merged.has_rest() || (merged.properties.is_empty() && merged.additional != Additional::Denied)
}

/// Where a field stands: at the one place that all branches mean, or at a choice between their places.
fn field(ask: &mut dyn Ask, merged: &Merged, kind: ChoiceKind, name: &str, parts: &[NodeId]) -> Result<NodeId, Fault> {
    let (mut sites, mut seen) = (Vec::new(), BTreeSet::new());
    for part in parts {
        let site = ask.site(*part)?;
        if seen.insert(site) {
            sites.push(site);
        }
    }
    Ok(match (sites.len(), parts.first()) {
        (1, Some(first)) => *first,
        _ => ask.make(
            merged.id,
            Role::Property(name.to_owned()),
            MadeOf::Any(kind.of_some(), sites),
        ),
    })
}
