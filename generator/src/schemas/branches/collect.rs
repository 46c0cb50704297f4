//! The branches of a choice as sites.

use std::collections::BTreeSet;

use super::super::merge::{self, Merged};
use super::super::shape::Shape;
use super::super::world::{Part, Source, World};
use super::Branch;
use crate::pointer::Pointer;
use crate::spec::{Fault, Kind};

/// Whether the branches only say which keys must be there, as in `anyOf: [{required: [a]}, {required: [b]}]`.
pub(crate) fn only_requires(world: &World, choice: &merge::Choice) -> bool {
    choice.branches.iter().all(|branch| {
        world.schemas.at(&branch.at).is_ok_and(|schema| {
            let harmless = ["required", "not", "description", "title", "type"];
            !schema.object.required.is_empty() && schema.has_only(&harmless)
        })
    })
}

/// Merged with what stands beside the choice, unions of unions flattened, `null` left out, each once.
pub(crate) fn branches(world: &World, merged: &Merged, choice: &merge::Choice) -> Result<Vec<Branch>, Fault> {
    let (mut shapes, mut ruled_out) = (Vec::new(), None);
    for (index, listed) in choice.branches.iter().enumerate() {
        let branch = branch(world, merged, index, listed)?;
        match world.shape(&branch.site) {
            // Not a branch at all: what stands beside the choice rules it out.
            Err(fault) if fault.is_contradiction() && branch.site != branch.listed => {
                ruled_out = ruled_out.or(Some(fault));
                continue;
            }
            shape => shapes.push((branch, shape?)),
        }
    }
    if let (true, Some(fault)) = (shapes.is_empty(), ruled_out) {
        return Err(fault);
    }
    let mut out: Vec<Branch> = Vec::new();
    for (branch, shape) in shapes {
        match &*shape {
            Shape::Null => {}
            Shape::Union(inner) if choice.discriminator.is_none() || inner.kind == "Any" => {
                out.extend(inner.branches.iter().map(|branch| Branch::new(branch.site.clone())));
            }
            _ => out.push(branch),
        }
    }
    let mut seen = BTreeSet::new();
    out.retain(|branch| seen.insert(branch.site.clone()));
    Ok(out)
}

fn branch(world: &World, merged: &Merged, index: usize, own: &Part) -> Result<Branch, Fault> {
    let listed = match own.kind {
        Some(kind) => of_type(world, merged, own, kind),
        None => world.site(&own.at)?,
    };
    if !has_base(merged) {
        return Ok(Branch::new(listed));
    }
    let base = merged.parts.iter().map(|part| Part {
        whole: false,
        ..Part::whole(&part.at)
    });
    let parts = base.chain([own.clone()]).collect();
    let site = world.invent(merged.at.key("x-branch").index(index), Source::All(parts));
    Ok(Branch {
        listed,
        ..Branch::new(site)
    })
}

/// The site of the values of one type, where a schema has several.
fn of_type(world: &World, merged: &Merged, own: &Part, kind: Kind) -> Pointer {
    let word = match kind {
        Kind::Bool => "Bool",
        Kind::Integer => "Integer",
        Kind::Number => "Float",
        Kind::Text => "Text",
        Kind::List => "List",
        Kind::Object => "Object",
    };
    world.invent(merged.at.key("x-kind").key(word), Source::All(vec![own.clone()]))
}

/// Whether something that shapes the type stands beside the choice.
fn has_base(merged: &Merged) -> bool {
    !merged.properties.is_empty() || !merged.items.is_empty() || !merged.required.is_empty()
}
