//! Branches that the value of a field gives away: constants that differ, and unions that have one tag together.

use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

use super::super::ask::Ask;
use super::super::merge::{ChoiceKind, MadeOf, Merged};
use super::super::node::{Branch, Shape, UnionShape};
use super::super::origin::{NodeId, Role};
use super::constants::{self, Said};
use crate::plan::{Constant, Criterion, Strategy, ValueKind};
use crate::spec::Fault;

/// The branches of unions with the same discriminator, if their texts differ.
pub(crate) fn joined<'s>(shapes: impl Iterator<Item = &'s Shape>) -> Option<UnionShape> {
    let unions = shapes
        .filter(|shape| !matches!(shape, Shape::Null))
        .map(|shape| match shape {
            Shape::Union(inner) if inner.strategy == Strategy::Discriminator => Some(inner),
            _ => None,
        });
    let unions: Vec<&UnionShape> = unions.collect::<Option<_>>()?;
    let tag = unions.first()?.tag.as_deref()?;
    let mut out: Vec<Branch> = Vec::new();
    for branch in unions.iter().flat_map(|inner| &inner.branches) {
        let is_same = |known: &Branch| known.site == branch.site && known.criterion == branch.criterion;
        if !out.iter().any(is_same) {
            out.push(branch.clone());
        }
    }
    let is_common = unions.iter().all(|inner| inner.tag.as_deref() == Some(tag));
    (is_common && distinct(&out)).then(|| choice(out, tag, Strategy::Discriminator))
}

/// A field that each branch has with other constant values; one branch may be the rest.
pub(crate) fn constants(
    ask: &mut dyn Ask,
    kind: ChoiceKind,
    branches: &[Branch],
    all: &[Rc<Merged>],
) -> Result<Option<UnionShape>, Fault> {
    let mut with_rest = None;
    for name in names(all) {
        let said = constants::of_branches(ask, all, name)?;
        if let Some(values) = constants::distinct(&said) {
            return Ok(Some(by_values(branches, name, values)));
        }
        if with_rest.is_none() {
            with_rest = constants::with_rest(kind, &said).map(|values| by_values(branches, name, values));
        }
    }
    Ok(with_rest)
}

fn by_values(branches: &[Branch], name: &str, values: Vec<Vec<Constant>>) -> UnionShape {
    let each = branches.iter().zip(values);
    let branches = each.map(|(branch, values)| tagged(branch, values));
    choice(branches.collect(), name, Strategy::Constant)
}

/// The properties of all branches, each once.
fn names<'m>(all: &'m [Rc<Merged<'_>>]) -> Vec<&'m str> {
    let mut seen = BTreeSet::new();
    let names = all
        .iter()
        .flat_map(|merged| &merged.properties)
        .map(|(name, _)| name.as_str());
    names.filter(|name| seen.insert(*name)).collect()
}

/// A field with constants in each branch, some of them the same: those branches become a union of their own. One branch may be the rest.
pub(crate) fn grouped(
    ask: &mut dyn Ask,
    (owner, kind): (NodeId, ChoiceKind),
    branches: &[Branch],
    all: &[Rc<Merged>],
) -> Result<Option<UnionShape>, Fault> {
    for name in names(all) {
        let said = constants::of_branches(ask, all, name)?;
        if said.iter().filter(|said| !said.is_constant()).count() > 1 {
            continue;
        }
        let mut groups: Vec<(Vec<Constant>, Vec<NodeId>)> = Vec::new();
        let mut known: BTreeMap<Vec<Constant>, usize> = BTreeMap::new();
        for (branch, values) in branches.iter().zip(said.into_iter().map(Said::values)) {
            let index = *known.entry(values.clone()).or_insert(groups.len());
            match groups.get_mut(index) {
                Some((_, sites)) => sites.push(branch.site),
                None => groups.push((values, vec![branch.site])),
            }
        }
        let mut group =
            |(values, sites): &(Vec<Constant>, Vec<NodeId>)| of_group(ask, (owner, kind), name, values, sites);
        let out: Vec<Branch> = groups.iter().map(&mut group).collect();
        if out.len() > 1 && distinct(&out) {
            return Ok(Some(choice(out, name, Strategy::SharedConstant)));
        }
    }
    Ok(None)
}

fn of_group(
    ask: &mut dyn Ask,
    (owner, kind): (NodeId, ChoiceKind),
    tag: &str,
    values: &[Constant],
    sites: &[NodeId],
) -> Branch {
    let site = match sites {
        [only] => *only,
        _ => {
            let name = values.first().map(|value| words(tag, value)).unwrap_or_default();
            ask.make(owner, Role::Tag(name), MadeOf::Any(kind.of_some(), sites.to_vec()))
        }
    };
    tagged(&Branch::new(site), values.to_vec())
}

pub(super) fn tagged(branch: &Branch, values: Vec<Constant>) -> Branch {
    Branch {
        criterion: Criterion::Tag(values),
        ..branch.clone()
    }
}

/// The value in words; a number or a flag needs the name of its field to say anything.
pub(crate) fn words(tag: &str, value: &Constant) -> String {
    match value {
        Constant::Text(text) => text.clone(),
        Constant::Bool(true) => tag.to_owned(),
        Constant::Bool(false) => format!("not {tag}"),
        Constant::Integer(number) => format!("{tag} {number}"),
        Constant::Null => "Null".to_owned(),
        Constant::Missing | Constant::AnyText => format!("other {tag}"),
    }
}

/// The rest comes last.
pub(super) fn choice(mut branches: Vec<Branch>, tag: &str, strategy: Strategy) -> UnionShape {
    branches.sort_by_key(is_rest);
    UnionShape {
        branches,
        tag: Some(tag.to_owned()),
        strategy,
        kind: ValueKind::Object,
    }
}

/// Whether a branch is what the others are not.
fn is_rest(branch: &Branch) -> bool {
    matches!(&branch.criterion, Criterion::Tag(values) if values.contains(&Constant::Missing))
}

/// Whether no value stands for two branches.
pub(super) fn distinct(branches: &[Branch]) -> bool {
    let mut seen = BTreeSet::new();
    let values = branches.iter().flat_map(|branch| match &branch.criterion {
        Criterion::Tag(values) => values.as_slice(),
        _ => &[],
    });
    values.into_iter().all(|value| seen.insert(value))
}
