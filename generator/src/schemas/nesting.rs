//! How deep lists, maps and changes of fields stand in each other: such types have no name to stop at, so they are written out in full.
//!
//! In: the site of a list or a map. Out: whether what it holds comes to an end, or a fault if that is too far away.

use std::collections::BTreeSet;

use super::branches;
use super::patch::{self, Patch};
use super::world::World;
use crate::diag::Code;
use crate::pointer::Pointer;
use crate::spec::Fault;

/// Deeper types than this cannot be compiled: each level is one more step for the compiler, which stops at 128.
const DEEPEST: usize = 64;

/// What a list or a map holds in the end.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Nesting {
    /// A type with a name, or a scalar.
    Ends,
    /// Itself, through such types alone.
    Endless,
}

/// Follows a list or a map to what it holds in the end.
pub(crate) fn of(world: &World, site: &Pointer) -> Result<Nesting, Fault> {
    match levels(world, site) {
        None => Ok(Nesting::Endless),
        Some(levels) if levels <= DEEPEST => Ok(Nesting::Ends),
        Some(levels) => Err(Fault::new(
            Code::TooDeep,
            site.clone(),
            format!("{levels} lists and maps are nested in each other, and the limit is {DEEPEST}"),
        )),
    }
}

/// How many lists and maps stand in each other; `None` if that has no end. Each site is looked at once.
fn levels(world: &World, site: &Pointer) -> Option<usize> {
    let (mut way, mut seen, mut here) = (Vec::new(), BTreeSet::new(), site.clone());
    let mut levels = loop {
        if let Some(known) = world.levels.borrow().get(&here) {
            break *known;
        }
        if !seen.insert(here.clone()) {
            break None;
        }
        let next = within(world, &here);
        way.push(here);
        match next {
            Some(next) => here = next,
            None => break Some(0),
        }
    };
    let mut known = world.levels.borrow_mut();
    for site in way.into_iter().rev() {
        known.insert(site, levels);
        levels = levels.map(|levels| levels + 1);
    }
    drop(known);
    world.levels.borrow().get(site).copied().flatten()
}

/// What a schema holds in the end; `None` if that is itself.
pub(crate) fn innermost(world: &World, at: &Pointer) -> Option<Pointer> {
    let mut here = world.site(at).ok()?;
    let mut seen = BTreeSet::new();
    while let Some(next) = within(world, &here) {
        if !seen.insert(std::mem::replace(&mut here, next)) {
            return None;
        }
    }
    Some(here)
}

/// The site of what a list, a map or a change of a field holds.
fn within(world: &World, site: &Pointer) -> Option<Pointer> {
    let merged = world.merged(site).ok()?;
    let chooses = |choice| !branches::only_requires(world, choice);
    if merged.choices.iter().any(chooses) {
        return None;
    }
    if let Some(Patch::Set(held)) = patch::of_record(&merged) {
        return world.site(&held).ok();
    }
    if !merged.properties.is_empty() {
        return None;
    }
    let held = world.items(&merged).or_else(|| world.values(&merged))?;
    world.site(&held).ok()
}
