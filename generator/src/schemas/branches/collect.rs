//! The branches of a choice as nodes.

use std::collections::BTreeSet;

use super::super::ask::Ask;
use super::super::merge::{Choice, Ingredient, Listed, MadeOf, Merged};
use super::super::node::{Branch, Shape};
use super::super::origin::{NodeId, Role};
use crate::plan::ValueKind;
use crate::spec::Fault;

/// The branches of a choice that hold a value.
#[derive(Default)]
pub(super) struct Collected {
    pub branches: Vec<Branch>,
    /// Whether there is one that is only `null`.
    pub has_null: bool,
}

/// Merged with what stands beside the choice, unions of unions flattened, `null` left out, each once.
pub(super) fn collect<'a>(ask: &mut dyn Ask<'a>, merged: &Merged<'a>, choice: &Choice) -> Result<Collected, Fault> {
    let (mut shapes, mut ruled_out, mut out) = (Vec::new(), None, Collected::default());
    for listed in &choice.branches {
        let branch = branch(ask, merged, listed)?;
        out.has_null |= adds_null(ask, listed.node, branch.listed)?;
        match ask.shape(branch.site) {
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
    for (branch, shape) in shapes {
        match &*shape {
            Shape::Null => out.has_null = true,
            Shape::Union(inner) if choice.discriminator.is_none() || inner.kind == ValueKind::Any => {
                out.has_null |= ask.merged(branch.site)?.nullable;
                out.branches
                    .extend(inner.branches.iter().map(|branch| Branch::new(branch.site)));
            }
            _ => out.branches.push(branch),
        }
    }
    let mut seen = BTreeSet::new();
    out.branches.retain(|branch| seen.insert(branch.site));
    Ok(out)
}

/// Whether what leads to a type says that the value may be `null`, and the type does not.
fn adds_null(ask: &mut dyn Ask, listed: NodeId, site: NodeId) -> Result<bool, Fault> {
    Ok(listed != site && ask.stated(listed)?.nullable && !ask.stated(site)?.nullable)
}

fn branch<'a>(ask: &mut dyn Ask<'a>, merged: &Merged<'a>, listed: &Listed) -> Result<Branch, Fault> {
    let place = ask.place(listed.node);
    let (own, listed) = match listed.kind {
        Some(kind) => {
            let own = Ingredient::of_type(&place, kind);
            let node = ask.make(merged.id, Role::Type(kind), MadeOf::All(vec![own.clone()]));
            (own, node)
        }
        None => (Ingredient::whole(&place), listed.node),
    };
    let alone = ask.site(listed)?;
    if !has_base(merged) {
        return Ok(Branch::new(alone));
    }
    let base = merged.parts.iter().map(|part| Ingredient {
        whole: false,
        ..Ingredient::whole(&part.at)
    });
    let parts = base.chain([own]).collect();
    let site = ask.make(merged.id, Role::Branch(listed), MadeOf::All(parts));
    Ok(Branch {
        listed: alone,
        ..Branch::new(site)
    })
}

/// Whether something that shapes the type stands beside the choice.
fn has_base(merged: &Merged) -> bool {
    !merged.properties.is_empty() || !merged.items.is_empty() || !merged.required.is_empty()
}
