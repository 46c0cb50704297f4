//! The branches of a choice as nodes.

use std::collections::BTreeSet;
use std::rc::Rc;

use super::super::ask::Ask;
use super::super::merge::{Choice, ChoiceKind, Ingredient, Listed, MadeOf, Merged};
use super::super::node::{Branch, Shape, UnionShape};
use super::super::origin::{NodeId, Role};
use super::{constants, tags};
use crate::plan::{Criterion, Strategy, ValueKind};
use crate::pointer::Pointer;
use crate::spec::{Discriminator, Fault};

/// The branches of a choice that hold a value.
#[derive(Default)]
pub(super) struct Collected {
    pub branches: Vec<Branch>,
    /// Whether there is one that is only `null`.
    pub has_null: bool,
    /// All of them, if each is of a union with the same discriminator.
    pub joined: Option<UnionShape>,
}

/// Merged with what stands beside the choice, unions of unions flattened, `null` left out, each once.
pub(super) fn collect<'a>(ask: &mut dyn Ask<'a>, merged: &Merged<'a>, choice: &Choice) -> Result<Collected, Fault> {
    let (mut shapes, mut ruled_out, mut out) = (Vec::new(), None, Collected::default());
    for listed in &choice.branches {
        let branch = match choice.kind == ChoiceKind::Heirs {
            true => heir(ask, merged, choice, listed)?,
            false => Some(branch(ask, merged, listed)?),
        };
        let Some(branch) = branch else { continue };
        out.has_null |= adds_null(ask, listed.node, branch.listed)?;
        match ask.shape(branch.site) {
            // Not a branch at all: what stands beside the choice rules it out.
            Err(fault) if fault.is_contradiction && branch.site != branch.listed => {
                ruled_out = ruled_out.or(Some(fault));
                continue;
            }
            shape => shapes.push((branch, shape?)),
        }
    }
    if let (true, Some(fault)) = (shapes.is_empty(), ruled_out) {
        return Err(fault);
    }
    if choice.discriminator.is_none() {
        out.joined = tags::joined(shapes.iter().map(|(_, shape)| &**shape));
    }
    let inherited = inherited_tag(ask, &shapes);
    for (branch, shape) in shapes {
        match &*shape {
            Shape::Null => out.has_null = true,
            Shape::Union(inner) if out.joined.is_some() || is_flattened(ask, choice, inherited, inner)? => {
                out.has_null |= ask.merged(branch.site)?.nullable;
                out.branches
                    .extend(inner.branches.iter().map(|branch| Branch::new(branch.site)));
            }
            Shape::Union(inner) if inner.strategy == Strategy::KindAndObject => {
                out.has_null |= ask.merged(branch.site)?.nullable;
                out.branches.extend(with_own_objects(ask, branch.site, inner));
            }
            _ => out.branches.push(branch),
        }
    }
    let mut seen = BTreeSet::new();
    out.branches.retain(|branch| seen.insert(branch.site));
    Ok(out)
}

/// The tag that all branches have from an ancestor.
fn inherited_tag<'a>(ask: &mut dyn Ask<'a>, shapes: &[(Branch, Rc<Shape>)]) -> Option<&'a str> {
    let values = shapes.iter().filter(|(_, shape)| !matches!(**shape, Shape::Null));
    let places: Vec<Pointer> = values.map(|(branch, _)| ask.place(branch.listed)).collect();
    ask.inheritance().common(&places).map(|common| common.property)
}

/// Whether the branches of a branch take its place. Those that another tag tells apart than its own do not, nor those whose tag
/// only their union knows.
fn is_flattened(
    ask: &mut dyn Ask,
    choice: &Choice,
    inherited: Option<&str>,
    inner: &UnionShape,
) -> Result<bool, Fault> {
    match &choice.discriminator {
        None if inherited.is_some() && inherited == inner.tag.as_deref() => Ok(true),
        None => says_tags(ask, inner),
        Some(_) if inner.kind == ValueKind::Any => Ok(true),
        Some(discriminator) => {
            Ok(choice.kind == ChoiceKind::Heirs && inner.tag.as_deref() == Some(discriminator.property))
        }
    }
}

/// Whether the branches of a union say themselves which texts their tag has there.
fn says_tags(ask: &mut dyn Ask, inner: &UnionShape) -> Result<bool, Fault> {
    let (Strategy::Discriminator | Strategy::KindAndObject, Some(tag)) = (inner.strategy, &inner.tag) else {
        return Ok(true);
    };
    for branch in &inner.branches {
        let Criterion::Tag(texts) = &branch.criterion else {
            continue;
        };
        let merged = ask.merged(branch.site)?;
        if *texts != constants::of(ask, &merged, tag)?.constants() {
            return Ok(false);
        }
    }
    Ok(true)
}

/// The branches of a union of several kinds, its objects as a union of their own: only that knows their tags.
fn with_own_objects(ask: &mut dyn Ask, site: NodeId, inner: &UnionShape) -> Vec<Branch> {
    let is_object = |branch: &Branch| matches!(branch.criterion, Criterion::Tag(_));
    let (branches, others): (Vec<Branch>, Vec<Branch>) = inner.branches.iter().cloned().partition(is_object);
    let objects = ask.make(site, Role::Kind(ValueKind::Object), MadeOf::All(Vec::new()));
    let merged = Merged::of_nothing(objects, ask.place(site));
    let union = UnionShape {
        branches,
        tag: inner.tag.clone(),
        strategy: Strategy::Discriminator,
        kind: ValueKind::Object,
    };
    ask.complete(merged, Shape::Union(union));
    let others = others.iter().map(|branch| branch.site);
    others.chain([objects]).map(Branch::new).collect()
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
