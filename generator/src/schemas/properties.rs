//! The properties of a record, and which way each travels.

use std::collections::BTreeSet;

use super::merge::Merged;
use super::world::{Part, Source, World};
use crate::pointer::Pointer;

/// Which way a value travels.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Direction {
    /// From the service to the caller.
    Read,
    /// From the caller to the service.
    Write,
}

/// A property of a merged schema.
#[derive(Clone, Debug)]
pub(crate) struct Property {
    pub wire: String,
    pub at: Pointer,
    pub required: bool,
    pub read_only: bool,
    pub write_only: bool,
}

/// The properties that travel in a direction (all of them for `None`), in document order.
pub(crate) fn properties(world: &World, merged: &Merged, direction: Option<Direction>) -> Vec<Property> {
    let required: BTreeSet<&str> = merged.required.iter().map(String::as_str).collect();
    let kept = merged.properties.iter().filter(|(_, parts)| !is_skipped(world, parts));
    let all = kept.map(|(wire, parts)| Property {
        required: required.contains(wire.as_str()),
        ..property(world, merged, wire, parts)
    });
    all.filter(|property| match direction {
        Some(Direction::Read) => !property.write_only || property.read_only,
        Some(Direction::Write) => !property.read_only || property.write_only,
        None => true,
    })
    .collect()
}

/// Whether the author leaves the property out.
fn is_skipped(world: &World, parts: &[Pointer]) -> bool {
    let flag = |at: &Pointer| world.document.get(at)?.get("x-client-skip")?.as_bool();
    parts.iter().any(|at| flag(at) == Some(true))
}

/// The property by itself: whether it is required stands beside it.
fn property(world: &World, merged: &Merged, wire: &str, parts: &[Pointer]) -> Property {
    let at = one_place(world, merged, wire, parts);
    // Merged with what it refers to, so that flags on either side are seen.
    let flags = |flag: fn(&Merged) -> bool| world.merged(&at).is_ok_and(|merged| flag(&merged));
    Property {
        wire: wire.to_owned(),
        required: false,
        read_only: flags(|merged| merged.read_only),
        write_only: flags(|merged| merged.write_only),
        at,
    }
}

/// A property that several members of an `allOf` speak of stands where they all do: at a place of its own.
fn one_place(world: &World, merged: &Merged, wire: &str, parts: &[Pointer]) -> Pointer {
    let first = parts.first().cloned().unwrap_or_default();
    let site = world.site(&first).ok();
    if parts.len() < 2 || parts.iter().all(|part| world.site(part).ok() == site) {
        return first;
    }
    let all = parts.iter().map(Part::whole).collect();
    world.invent(merged.at.key("x-all").key(wire), Source::All(all))
}
