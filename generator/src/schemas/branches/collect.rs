//! The branches of a choice as nodes.

use std::collections::BTreeSet;

use super::super::ask::Ask;
use super::super::merge::{Choice, Ingredient, Listed, MadeOf, Merged};
use super::super::node::{Branch, Shape, UnionShape};
use super::super::origin::{NodeId, Role};
use crate::plan::ValueKind;
use crate::spec::{Discriminator, Fault};

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
        let branch = match choice.is_inherited {
            true => heir(ask, merged, choice, listed)?,
            false => Some(branch(ask, merged, listed)?),
        };
        let Some(branch) = branch else { continue };
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
            Shape::Union(inner) if is_flattened(choice, inner) => {
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

/// Whether the branches of a branch take its place. Those that another tag tells apart than its own do not.
fn is_flattened(choice: &Choice, inner: &UnionShape) -> bool {
    let Some(discriminator) = &choice.discriminator else {
        return true;
    };
    inner.kind == ValueKind::Any || (choice.is_inherited && inner.tag.as_deref() == Some(discriminator.property))
}

/// What a base has itself, or an heir. A schema that adds nothing to the base is an heir unless it only adds `null`.
fn heir<'a>(
    ask: &mut dyn Ask<'a>,
    base: &Merged<'a>,
    choice: &Choice,
    listed: &Listed,
) -> Result<Option<Branch>, Fault> {
    let site = ask.site(listed.node)?;
    if site != base.id {
        return Ok(Some(Branch::new(site)));
    }
    let place = ask.place(listed.node);
    let mut mapped = choice.discriminator.iter().flat_map(Discriminator::targets);
    let is_nullable = ask.written(listed.node).is_some_and(|schema| schema.nullable);
    if !listed.is_own && is_nullable && !mapped.any(|(_, target)| target == place) {
        return Ok(None);
    }
    let own = Ingredient {
        whole: false,
        ..Ingredient::whole(&place)
    };
    let node = ask.make(listed.node, Role::Own, MadeOf::All(vec![own]));
    Ok(Some(Branch::new(node)))
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
