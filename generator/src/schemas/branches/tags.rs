//! Branches that the value of a field gives away: a declared discriminator, or constants that differ.

use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

use super::super::ask::Ask;
use super::super::merge::{ChoiceKind, MadeOf, Merged};
use super::super::node::{Branch, Shape, UnionShape};
use super::super::origin::{NodeId, Role};
use super::constants::{self, Said};
use crate::diag::Code;
use crate::plan::{Constant, Criterion, Strategy, ValueKind};
use crate::pointer::Pointer;
use crate::spec::{Discriminator, Fault, JsonType, Location};

/// The discriminator that the document declares, if its texts differ. `base` is the schema itself, where the others are its heirs.
pub(crate) fn declared(
    ask: &mut dyn Ask,
    base: Option<&Pointer>,
    branches: &[Branch],
    all: &[Rc<Merged>],
    discriminator: Option<&Discriminator>,
) -> Result<Option<UnionShape>, Fault> {
    let Some(discriminator) = discriminator else {
        return Ok(None);
    };
    let mapping = mapping(ask, discriminator);
    let default = discriminator.default_target().map(|target| nodes(ask, &target));
    let said = constants::of_branches(ask, all, discriminator.property)?;
    let mut given = Vec::new();
    for (branch, merged) in branches.iter().zip(all) {
        let kind = constants::kind(ask, merged, discriminator.property)?;
        given.push(given_to(ask, branch, &mapping, kind));
    }
    let at_base = branches
        .iter()
        .position(|branch| base == Some(&ask.place(branch.listed)));
    let own = constants::own(&said, &given, at_base);
    let mut out = Vec::new();
    for (((branch, said), given), own) in branches.iter().zip(said).zip(given).zip(own) {
        let place = ask.place(branch.listed);
        let location = Location::read(&place);
        let name = location.component().map(|name| Constant::Text(name.to_owned()));
        let texts = match (&said, name) {
            _ if !given.is_empty() => given,
            (Said::Constants(_), _) if !own.is_empty() => own,
            (Said::Constants(values), Some(name)) if values.contains(&name) => vec![name],
            // All that it lists is of its heirs, so no value is only of the base.
            (Said::Constants(_), _) if base == Some(&place) => continue,
            (Said::Constants(values), _) => values.clone(),
            (Said::Nothing | Said::Free, Some(name)) => vec![name],
            // A schema without a name has no text: one such branch is the rest.
            (Said::Nothing | Said::Free, None) => {
                out.push(tagged(branch, said.values()));
                continue;
            }
        };
        let is_default = default.as_ref().is_some_and(|nodes| is_one_of(ask, branch, nodes));
        let rest = if is_default { said.rest() } else { Vec::new() };
        match said {
            // Only the variant says which of the texts it was, or that it was none of them.
            Said::Nothing => {
                let rest = is_default.then_some(rest);
                let each = texts.into_iter().map(|text| vec![text]).chain(rest);
                out.extend(each.map(|values| tagged(branch, values)));
            }
            Said::Free | Said::Constants(_) => out.push(tagged(branch, [texts, rest].concat())),
        }
    }
    Ok(distinct(&out).then(|| choice(out, discriminator.property, Strategy::Discriminator)))
}

/// The texts that a branch is given: by the mapping, or by what it says itself.
fn given_to(ask: &mut dyn Ask, branch: &Branch, mapping: &Mapping<'_>, kind: Option<JsonType>) -> Vec<Constant> {
    let mapped = mapped(ask, branch, mapping, kind);
    if !mapped.is_empty() {
        return mapped;
    }
    let place = ask.place(branch.listed);
    let own = ask.inheritance().value(&place).map(|text| value(text, kind));
    own.into_iter().collect()
}

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

/// Site → the texts that the mapping has for it, each with its index there.
type Mapping<'a> = BTreeMap<NodeId, Vec<(usize, &'a str)>>;

fn mapping<'a>(ask: &mut dyn Ask, discriminator: &Discriminator<'a>) -> Mapping<'a> {
    let mut out = Mapping::new();
    for (index, (text, target)) in discriminator.targets().enumerate() {
        for node in nodes(ask, &target) {
            out.entry(node).or_default().push((index, text));
        }
    }
    out
}

/// The nodes that a schema of a mapping may be. What a base has itself is another node than the base with its heirs.
fn nodes(ask: &mut dyn Ask, target: &Pointer) -> Vec<NodeId> {
    let target = ask.at(target);
    [Some(target), ask.site(target).ok()].into_iter().flatten().collect()
}

/// The nodes that a mapping may mean by a branch.
fn names_of(ask: &mut dyn Ask, branch: &Branch) -> [NodeId; 3] {
    let place = ask.place(branch.listed);
    [branch.listed, branch.site, ask.at(&place)]
}

fn is_one_of(ask: &mut dyn Ask, branch: &Branch, nodes: &[NodeId]) -> bool {
    names_of(ask, branch).iter().any(|node| nodes.contains(node))
}

/// What the mapping has for a branch, in its order, as values of a property of this type.
fn mapped(ask: &mut dyn Ask, branch: &Branch, mapping: &Mapping<'_>, kind: Option<JsonType>) -> Vec<Constant> {
    let nodes = names_of(ask, branch);
    let texts = nodes
        .iter()
        .flat_map(|node| mapping.get(node).into_iter().flatten().copied());
    let texts: BTreeSet<(usize, &str)> = texts.collect();
    texts.into_iter().map(|(_, text)| value(text, kind)).collect()
}

/// What a text of a mapping stands for: the keys of a mapping are always texts, the property need not be one.
fn value(text: &str, kind: Option<JsonType>) -> Constant {
    let value = match kind {
        Some(JsonType::Integer | JsonType::Number) => text.parse().map(Constant::Integer).ok(),
        Some(JsonType::Boolean) => text.parse().map(Constant::Bool).ok(),
        _ => None,
    };
    value.unwrap_or_else(|| Constant::Text(text.to_owned()))
}

/// A remark about each branch whose tags its own schema rules out.
pub(super) fn contradictions(ask: &mut dyn Ask, union: &UnionShape) -> Result<Vec<Fault>, Fault> {
    let Some(tag) = union
        .tag
        .as_deref()
        .filter(|_| union.strategy == Strategy::Discriminator)
    else {
        return Ok(Vec::new());
    };
    let mut out = Vec::new();
    for branch in &union.branches {
        let Criterion::Tag(values) = &branch.criterion else {
            continue;
        };
        let merged = ask.merged(branch.site)?;
        let said = constants::of(ask, &merged, tag)?;
        let kind = constants::kind(ask, &merged, tag)?;
        let values = values.iter().filter(|value| **value != Constant::Missing);
        if let Some(value) = values.into_iter().find(|value| !allows(&said, kind, value)) {
            let value = words(tag, value);
            let message =
                format!("by the discriminator this branch has `{value}` in `{tag}`, which its schema does not allow");
            out.push(Fault::new(Code::ContradictoryTag, ask.place(branch.listed), message));
        }
    }
    Ok(out)
}

/// Whether a property can have a value, by what a branch says of it.
fn allows(said: &Said, kind: Option<JsonType>, value: &Constant) -> bool {
    match said {
        Said::Nothing => true,
        Said::Free => !matches!(value, Constant::Text(_)) || kind.is_none_or(|kind| kind == JsonType::String),
        Said::Constants(values) => values.contains(value),
    }
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
        Constant::Missing | Constant::AnyText => format!("other {tag}"),
    }
}

/// The rest comes last.
fn choice(mut branches: Vec<Branch>, tag: &str, strategy: Strategy) -> UnionShape {
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
fn distinct(branches: &[Branch]) -> bool {
    let mut seen = BTreeSet::new();
    let values = branches.iter().flat_map(|branch| match &branch.criterion {
        Criterion::Tag(values) => values.as_slice(),
        _ => &[],
    });
    values.into_iter().all(|value| seen.insert(value))
}
