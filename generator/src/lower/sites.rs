//! Which sites need a named type, who sends and who receives them, and which differ by direction.
//!
//! In: the roots (schemas of requests and replies). Out: [`Usage`]. A part that cannot be read is reported once and becomes
//! a free-form value where it is used.

use std::collections::{BTreeMap, BTreeSet};

use crate::diag::{Diagnostic, Diagnostics, Severity};
use crate::pointer::Pointer;
use crate::schemas::groups::{Slot, slots};
use crate::schemas::patch::Patch;
use crate::schemas::properties::{Direction, properties};
use crate::schemas::shape::Shape;
use crate::schemas::world::World;
use crate::spec::Fault;

/// Who uses a site.
#[derive(Clone, Debug, Default)]
pub(super) struct Use {
    pub read: bool,
    pub write: bool,
    pub groups: BTreeSet<String>,
}

/// All sites that need a name.
#[derive(Debug, Default)]
pub(super) struct Usage {
    pub sites: BTreeMap<Pointer, Use>,
    /// Sites that are two types: one that is read, one that is written.
    pub split: BTreeSet<Pointer>,
}

impl Usage {
    /// Adds everything that a root reaches.
    pub(super) fn add(
        &mut self,
        world: &World,
        root: &Pointer,
        direction: Direction,
        group: &str,
        diags: &mut Diagnostics,
    ) {
        let mut todo = vec![root.clone()];
        while let Some(at) = todo.pop() {
            let found = world.site(&at).and_then(|site| Ok((world.shape(&site)?, site)));
            let (shape, site) = match found {
                Ok(found) => found,
                Err(fault) => {
                    diags.push(gap(&fault));
                    continue;
                }
            };
            if needs_name(&shape) && !self.enter(&site, direction, group) {
                continue;
            }
            match edges(world, &site, &shape, direction) {
                Ok(next) => todo.extend(next),
                Err(fault) => diags.push(gap(&fault)),
            }
        }
    }

    /// Whether this is news.
    fn enter(&mut self, site: &Pointer, direction: Direction, group: &str) -> bool {
        let entry = self.sites.entry(site.clone()).or_default();
        let flag = match direction {
            Direction::Read => &mut entry.read,
            Direction::Write => &mut entry.write,
        };
        let known = std::mem::replace(flag, true);
        entry.groups.insert(group.to_owned()) || !known
    }

    /// Finds the sites that are used both ways and differ, or hold one that does.
    pub(super) fn split(&mut self, world: &World) {
        let both: Vec<Pointer> = self
            .sites
            .iter()
            .filter(|(_, usage)| usage.read && usage.write)
            .map(|(site, _)| site.clone())
            .collect();
        let mut holders: BTreeMap<Pointer, Vec<&Pointer>> = BTreeMap::new();
        for site in &both {
            for held in named_within(world, site) {
                holders.entry(held).or_default().push(site);
            }
        }
        let mut todo: Vec<Pointer> = both
            .iter()
            .filter(|site| one_way_fields(world, site))
            .cloned()
            .collect();
        while let Some(site) = todo.pop() {
            if self.split.insert(site.clone()) {
                todo.extend(holders.get(&site).into_iter().flatten().copied().cloned());
            }
        }
    }
}

/// The sites with a name that a type holds when it is written, by itself or in lists and maps.
fn named_within(world: &World, site: &Pointer) -> BTreeSet<Pointer> {
    let shape = world.shape(site);
    let edges_of = |site: &Pointer, shape: &Shape| edges(world, site, shape, Direction::Write).unwrap_or_default();
    let mut todo = shape.map_or_else(|_| Vec::new(), |shape| edges_of(site, &shape));
    let mut out = BTreeSet::new();
    while let Some(at) = todo.pop() {
        let Ok(child) = world.site(&at) else { continue };
        match world.shape(&child) {
            Ok(shape) if !needs_name(&shape) => todo.extend(edges_of(&child, &shape)),
            _ => drop(out.insert(child)),
        }
    }
    out
}

/// A fault as the gap that it leaves.
pub(super) fn gap(fault: &Fault) -> Diagnostic {
    let said = fault.clone().diagnostic();
    match said.severity {
        Severity::Gap => said.help("what uses it becomes a free-form JSON value; an overlay can correct the document"),
        Severity::Error | Severity::Warning => said,
    }
}

/// A contradiction that costs nothing.
pub(super) fn contradiction(fault: &Fault) -> Diagnostic {
    fault
        .clone()
        .diagnostic()
        .help("an overlay can remove the enum that is not meant")
}

/// Whether a shape is a generated type.
pub(super) fn needs_name(shape: &Shape) -> bool {
    matches!(
        shape,
        Shape::Record | Shape::TextEnum(_) | Shape::Union(_) | Shape::Group(_)
    )
}

/// The schemas that a type is made of.
fn edges(world: &World, site: &Pointer, shape: &Shape, direction: Direction) -> Result<Vec<Pointer>, Fault> {
    Ok(match shape {
        Shape::List(Some(items)) => vec![items.clone()],
        Shape::Map(values) => vec![values.clone()],
        Shape::Patch(Patch::Set(at) | Patch::SetOrNull(at) | Patch::SetOrChange(at)) => vec![at.clone()],
        Shape::Union(choice) | Shape::Group(choice) => {
            choice.branches.iter().map(|branch| branch.payload.clone()).collect()
        }
        Shape::Record => {
            let merged = world.merged(site)?;
            let slots = slots(world, &merged, properties(world, &merged, Some(direction)))?;
            let place = |slot| match slot {
                Slot::Property(property) => property.at,
                Slot::Group(group) => group.site,
            };
            let mut next: Vec<Pointer> = slots.into_iter().map(place).collect();
            next.extend(world.values(&merged));
            next
        }
        _ => Vec::new(),
    })
}

fn one_way_fields(world: &World, site: &Pointer) -> bool {
    let record = world.shape(site).is_ok_and(|shape| matches!(*shape, Shape::Record));
    record
        && world.merged(site).is_ok_and(|merged| {
            let all = properties(world, &merged, None);
            all.iter().any(|property| property.read_only != property.write_only)
        })
}
