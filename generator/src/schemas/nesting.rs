//! How deep lists, maps and changes of fields stand in each other: such types have no name to stop at, so they are written out in full.
//!
//! In: the site of a list or a map. Out: whether what it holds comes to an end, or a fault if that is too far away.

use std::collections::BTreeSet;

use super::ask::Ask;
use super::held;
use super::node::Patch;
use super::origin::NodeId;
use crate::diag::Code;
use crate::spec::Fault;

/// Deeper types than this cannot be compiled: each level is one more step for the compiler, which stops at 128.
const DEEPEST: usize = 64;

/// What a list or a map holds in the end.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Nesting {
    /// A type with a name, or a scalar.
    Ends,
    /// Itself: this is a map that holds itself, so it has a name.
    Named,
    /// Itself, through lists alone.
    Endless,
}

/// Follows a list or a map to what it holds in the end.
pub(super) fn of(ask: &mut dyn Ask, site: NodeId) -> Result<Nesting, Fault> {
    match levels(ask, site) {
        None => Ok(Nesting::Endless),
        Some(0) if is_map(ask, site) => Ok(Nesting::Named),
        Some(levels) if levels <= DEEPEST => Ok(Nesting::Ends),
        Some(levels) => Err(Fault::new(
            Code::TooDeep,
            ask.place(site),
            format!("{levels} lists and maps are nested in each other, and the limit is {DEEPEST}"),
        )),
    }
}

/// How many lists and maps stand in each other; `None` if that has no end. Each site is looked at once.
fn levels(ask: &mut dyn Ask, site: NodeId) -> Option<usize> {
    let (mut way, mut seen, mut here) = (Vec::new(), BTreeSet::new(), site);
    let mut levels = loop {
        if let Some(known) = ask.levels().get(&here) {
            break known.map(|levels| levels + 1);
        }
        if !seen.insert(here) {
            match name_maps(ask, &way, here) {
                true => return levels(ask, site),
                false => break None,
            }
        }
        let next = within(ask, here);
        way.push(here);
        match next {
            Some(next) => here = next,
            None => break Some(0),
        }
    };
    let known = ask.levels();
    for site in way.into_iter().rev() {
        known.insert(site, levels);
        levels = levels.map(|levels| levels + 1);
    }
    known.get(&site).copied().flatten()
}

/// Gives a name to the maps on a circle that ends the way where it begins, here. Whether there are any.
fn name_maps(ask: &mut dyn Ask, way: &[NodeId], here: NodeId) -> bool {
    let circle = way.iter().skip_while(|site| **site != here);
    let maps: Vec<NodeId> = circle.copied().filter(|site| is_map(ask, *site)).collect();
    ask.levels().extend(maps.iter().map(|map| (*map, Some(0))));
    !maps.is_empty()
}

fn is_map(ask: &mut dyn Ask, site: NodeId) -> bool {
    let Ok(merged) = ask.stated(site) else { return false };
    merged.properties.is_empty() && held::items(ask, &merged).is_none() && held::rest(ask, &merged).is_some()
}

/// What a schema holds in the end; `None` if that is itself.
pub(super) fn innermost(ask: &mut dyn Ask, at: NodeId) -> Option<NodeId> {
    let mut here = ask.site(at).ok()?;
    let mut seen = BTreeSet::new();
    while let Some(next) = within(ask, here) {
        if !seen.insert(std::mem::replace(&mut here, next)) {
            return None;
        }
    }
    Some(here)
}

/// The site of what a list, a map or a change of a field holds.
fn within(ask: &mut dyn Ask, site: NodeId) -> Option<NodeId> {
    let merged = ask.stated(site).ok()?;
    if merged.choices.iter().any(|choice| !choice.only_requires) {
        return None;
    }
    if let Some(Patch::Set(held)) = Patch::of_record(&merged) {
        return ask.site(held).ok();
    }
    if !merged.properties.is_empty() {
        return None;
    }
    let held = match held::items(ask, &merged) {
        Some(items) => items,
        None => held::rest(ask, &merged)?,
    };
    ask.site(held).ok()
}
