//! A declared discriminator: which of its texts stand for which branch.
//!
//! In: the branches, and the property with its mapping. Out: the union, unless two branches have the same text. Each branch has what the
//! mapping gives it, otherwise what it says itself, otherwise the constants that are only its own, otherwise its name. A constant that
//! several list may be of none of them: `doubts` tells of it.

use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

use super::super::ask::Ask;
use super::super::merge::Merged;
use super::super::node::{Branch, UnionShape};
use super::super::origin::NodeId;
use super::constants::{self, Said};
use super::tags::{choice, distinct, tagged};
use crate::plan::{Constant, Strategy};
use crate::pointer::Pointer;
use crate::spec::{Discriminator, Fault, JsonType, Location};

/// The discriminator that the document declares, if its texts differ. `base` is the schema itself, where the others are its heirs.
pub(super) fn union(
    ask: &mut dyn Ask,
    base: Option<&Pointer>,
    branches: &[Branch],
    all: &[Rc<Merged>],
    discriminator: Option<&Discriminator>,
) -> Result<Option<UnionShape>, Fault> {
    let Some(discriminator) = discriminator else {
        return Ok(None);
    };
    let whole = base.map(|base| ask.at(base));
    let mapping = mapping(ask, discriminator, whole);
    let default = discriminator.default_target().map(|target| nodes(ask, &target, whole));
    let said = constants::of_branches(ask, all, discriminator.property)?;
    let mut given = Vec::new();
    for (branch, merged) in branches.iter().zip(all) {
        let kind = constants::kind(ask, merged, discriminator.property)?;
        given.push(given_to(ask, branch, discriminator.property, &mapping, kind));
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
fn given_to(
    ask: &mut dyn Ask,
    branch: &Branch,
    property: &str,
    mapping: &Mapping<'_>,
    kind: Option<JsonType>,
) -> Vec<Constant> {
    let mapped = mapped(ask, branch, mapping, kind);
    if !mapped.is_empty() {
        return mapped;
    }
    let place = ask.place(branch.listed);
    let own = ask.inheritance().value(&place, property).map(|text| value(text, kind));
    own.into_iter().collect()
}

/// Site → the texts that the mapping has for it, each with its index there.
type Mapping<'a> = BTreeMap<NodeId, Vec<(usize, &'a str)>>;

fn mapping<'a>(ask: &mut dyn Ask, discriminator: &Discriminator<'a>, base: Option<NodeId>) -> Mapping<'a> {
    let mut out = Mapping::new();
    for (index, (text, target)) in discriminator.targets().enumerate() {
        for node in nodes(ask, &target, base) {
            out.entry(node).or_default().push((index, text));
        }
    }
    out
}

/// The nodes that a schema of a mapping may be. What a base has itself is another node than the base with its heirs, and an heir that adds
/// nothing to it is not meant by what is mapped to the base.
fn nodes(ask: &mut dyn Ask, target: &Pointer, base: Option<NodeId>) -> Vec<NodeId> {
    let target = ask.at(target);
    let site = ask.site(target).ok().filter(|site| Some(*site) != base);
    [Some(target), site].into_iter().flatten().collect()
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
