//! Branches that the value of a field gives away: a declared discriminator, or constants that differ.

use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

use serde_json::Value;

use super::super::ask::Ask;
use super::super::merge::{MadeOf, Merged};
use super::super::node::{Branch, UnionShape};
use super::super::origin::{NodeId, Role};
use crate::plan::{Constant, Criterion, Strategy, ValueKind};
use crate::pointer::Pointer;
use crate::spec::{Discriminator, Fault, Location};

/// The discriminator that the document declares, if its texts differ.
pub(crate) fn declared(
    ask: &mut dyn Ask,
    branches: &[Branch],
    all: &[Rc<Merged>],
    discriminator: Option<&Discriminator>,
) -> Result<Option<UnionShape>, Fault> {
    let Some(discriminator) = discriminator else {
        return Ok(None);
    };
    let mapping = mapping(ask, discriminator);
    let mut out = Vec::new();
    for (branch, merged) in branches.iter().zip(all) {
        let mut texts = mapped(branch, &mapping);
        if texts.is_empty() {
            texts = constants_of(ask, merged, discriminator.property)?.unwrap_or_default();
        }
        if texts.is_empty() {
            // A schema without a name has no text either.
            let location = Location::read(&ask.place(branch.listed));
            let Some(name) = location.component() else {
                return Ok(None);
            };
            texts.push(Constant::Text(name.to_owned()));
        }
        out.push(tagged(branch, texts));
    }
    Ok(distinct(&out).then(|| choice(out, discriminator.property, Strategy::Discriminator)))
}

/// Site → the texts that the mapping has for it, each with its index there.
type Mapping<'a> = BTreeMap<NodeId, Vec<(usize, &'a str)>>;

fn mapping<'a>(ask: &mut dyn Ask, discriminator: &'a Discriminator) -> Mapping<'a> {
    let mut out = Mapping::new();
    for (index, (text, target)) in discriminator.mapping.iter().enumerate() {
        let target = if target.starts_with('#') {
            Pointer::parse(target)
        } else {
            Pointer::parse("/components/schemas").key(target)
        };
        let target = ask.at(&target);
        if let Ok(site) = ask.site(target) {
            out.entry(site).or_default().push((index, text));
        }
    }
    out
}

/// The texts that the mapping has for a branch, in its order.
fn mapped(branch: &Branch, mapping: &Mapping<'_>) -> Vec<Constant> {
    let of = |site: NodeId| mapping.get(&site).into_iter().flatten().copied();
    let texts: BTreeSet<(usize, &str)> = of(branch.listed).chain(of(branch.site)).collect();
    let texts = texts.into_iter().map(|(_, text)| text.to_owned());
    texts.map(Constant::Text).collect()
}

/// A field that each branch has with other constant values.
pub(crate) fn constants(
    ask: &mut dyn Ask,
    branches: &[Branch],
    all: &[Rc<Merged>],
) -> Result<Option<UnionShape>, Fault> {
    for (name, _) in all.first().iter().flat_map(|merged| &merged.properties) {
        let mut out = Vec::new();
        for (branch, merged) in branches.iter().zip(all) {
            let Some(values) = constants_of(ask, merged, name)? else {
                break;
            };
            out.push(tagged(branch, values));
        }
        if out.len() == branches.len() && distinct(&out) {
            return Ok(Some(choice(out, name, Strategy::Constant)));
        }
    }
    Ok(None)
}

/// A field with constants in each branch, some of them the same: those branches become a union of their own.
pub(crate) fn grouped(
    ask: &mut dyn Ask,
    owner: NodeId,
    branches: &[Branch],
    all: &[Rc<Merged>],
) -> Result<Option<UnionShape>, Fault> {
    for (name, _) in all.first().iter().flat_map(|merged| &merged.properties) {
        let mut groups: Vec<(Vec<Constant>, Vec<NodeId>)> = Vec::new();
        let mut known: BTreeMap<Vec<Constant>, usize> = BTreeMap::new();
        for (branch, merged) in branches.iter().zip(all) {
            let Some(values) = constants_of(ask, merged, name)? else {
                groups.clear();
                break;
            };
            let index = *known.entry(values.clone()).or_insert(groups.len());
            match groups.get_mut(index) {
                Some((_, sites)) => sites.push(branch.site),
                None => groups.push((values, vec![branch.site])),
            }
        }
        let mut group = |(values, sites): &(Vec<Constant>, Vec<NodeId>)| of_group(ask, owner, name, values, sites);
        let out: Vec<Branch> = groups.iter().map(&mut group).collect();
        if out.len() > 1 && distinct(&out) {
            return Ok(Some(choice(out, name, Strategy::SharedConstant)));
        }
    }
    Ok(None)
}

fn of_group(ask: &mut dyn Ask, owner: NodeId, tag: &str, values: &[Constant], sites: &[NodeId]) -> Branch {
    let site = match sites {
        [only] => *only,
        _ => {
            let name = values.first().map(|value| words(tag, value)).unwrap_or_default();
            ask.make(owner, Role::Tag(name), MadeOf::Any(sites.to_vec()))
        }
    };
    tagged(&Branch::new(site), values.to_vec())
}

fn tagged(branch: &Branch, values: Vec<Constant>) -> Branch {
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
    }
}

fn choice(branches: Vec<Branch>, tag: &str, strategy: Strategy) -> UnionShape {
    UnionShape {
        branches,
        tag: Some(tag.to_owned()),
        strategy,
        kind: ValueKind::Object,
    }
}

/// Whether no value stands for two branches.
fn distinct(branches: &[Branch]) -> bool {
    let mut seen = BTreeSet::new();
    let values = branches.iter().flat_map(|branch| match &branch.criterion {
        Criterion::Tag(values) => values.as_slice(),
        _ => &[],
    });
    values.into_iter().all(|value| seen.insert(value))
}

/// The constant values of a property, if it has nothing else.
fn constants_of(ask: &mut dyn Ask, merged: &Merged, name: &str) -> Result<Option<Vec<Constant>>, Fault> {
    let Some((_, parts)) = merged.properties.iter().find(|(known, _)| known == name) else {
        return Ok(None);
    };
    for part in parts {
        let site = ask.site(*part)?;
        let merged = ask.stated(site)?;
        if merged.only_null {
            return Ok(Some(vec![Constant::Null]));
        }
        let values = merged.values.iter().flatten().copied().map(constant);
        let mut values = values.collect::<Option<Vec<_>>>().unwrap_or_default();
        let mut seen = BTreeSet::new();
        values.retain(|value| seen.insert(value.clone()));
        if !values.is_empty() {
            return Ok(Some(values));
        }
    }
    Ok(None)
}

fn constant(value: &Value) -> Option<Constant> {
    match value {
        Value::Null => Some(Constant::Null),
        Value::Bool(flag) => Some(Constant::Bool(*flag)),
        Value::Number(number) => number.as_i64().map(Constant::Integer),
        Value::String(text) => Some(Constant::Text(text.clone())),
        Value::Array(_) | Value::Object(_) => None,
    }
}
