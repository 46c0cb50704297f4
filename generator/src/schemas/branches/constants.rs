//! The constants that a property has in each branch, and whether they tell the branches apart.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

use serde_json::Value;

use super::super::ask::Ask;
use super::super::merge::{ChoiceKind, Merged};
use crate::plan::Constant;
use crate::spec::{Fault, JsonType};

/// What a branch says of a property.
#[derive(Clone, Debug)]
pub(super) enum Said {
    /// Nothing: it does not have it.
    Nothing,
    /// It has it with no constant.
    Free,
    /// It is one of these.
    Constants(Vec<Constant>),
}

impl Said {
    pub(super) fn is_constant(&self) -> bool {
        matches!(self, Self::Constants(_))
    }

    /// The constants; none if there is something else.
    pub(super) fn constants(self) -> Vec<Constant> {
        match self {
            Self::Constants(values) => values,
            Self::Nothing | Self::Free => Vec::new(),
        }
    }

    /// What the property is in a branch that every value belongs to that no other branch has.
    pub(super) fn rest(&self) -> Vec<Constant> {
        match self {
            Self::Constants(_) => vec![Constant::Missing],
            Self::Nothing | Self::Free => vec![Constant::Missing, Constant::AnyText],
        }
    }

    /// What the property is in the branch. What has no constant is what the others are not.
    pub(super) fn values(self) -> Vec<Constant> {
        match self {
            Self::Constants(values) => values,
            Self::Nothing => vec![Constant::Missing],
            Self::Free => vec![Constant::Missing, Constant::AnyText],
        }
    }
}

/// What each branch says of a property.
pub(super) fn of_branches(ask: &mut dyn Ask, all: &[Rc<Merged>], name: &str) -> Result<Vec<Said>, Fault> {
    all.iter().map(|merged| of(ask, merged, name)).collect()
}

/// What a branch says of a property: the values that all its parts allow, or those of any part if they contradict each other.
pub(super) fn of(ask: &mut dyn Ask, merged: &Merged, name: &str) -> Result<Said, Fault> {
    let Some((_, parts)) = merged.properties.iter().find(|(known, _)| known == name) else {
        return Ok(Said::Nothing);
    };
    let mut out: Option<Vec<Constant>> = None;
    for part in parts {
        let site = ask.site(*part)?;
        let Some(values) = values(&*ask.stated(site)?) else {
            continue;
        };
        out = Some(match out {
            None => values,
            Some(known) if known.iter().any(|value| values.contains(value)) => {
                known.into_iter().filter(|value| values.contains(value)).collect()
            }
            Some(known) => known.into_iter().chain(values).collect(),
        });
    }
    Ok(out.map_or(Said::Free, Said::Constants))
}

/// The type of a property in a branch, if one of its parts says it.
pub(super) fn kind(ask: &mut dyn Ask, merged: &Merged, name: &str) -> Result<Option<JsonType>, Fault> {
    let parts = merged.properties.iter().find(|(known, _)| known == name);
    for part in parts.into_iter().flat_map(|(_, parts)| parts) {
        let site = ask.site(*part)?;
        if let Some(kind) = ask.stated(site)?.kind() {
            return Ok(Some(kind));
        }
    }
    Ok(None)
}

fn values(merged: &Merged) -> Option<Vec<Constant>> {
    if merged.only_null {
        return Some(vec![Constant::Null]);
    }
    let listed = merged.values.clone().or_else(|| of_types(merged))?;
    let mut values: Vec<Constant> = listed.into_iter().map(constant).collect::<Option<_>>()?;
    let mut seen = BTreeSet::new();
    values.retain(|value| seen.insert(value.clone()));
    (!values.is_empty()).then_some(values)
}

/// The values of a schema of several types, if each of them lists its own.
fn of_types<'a>(merged: &Merged<'a>) -> Option<Vec<&'a Value>> {
    let part = merged.parts.iter().find(|part| !part.by_type.is_empty())?;
    let each: Option<Vec<_>> = part.by_type.iter().map(|one| one.values.clone()).collect();
    Some(each?.concat())
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

/// Of what each branch lists, that which is only its own and is not given to a branch. A value of several lists is of the narrowest, if
/// each of the others has the whole of that and more: it lists what others are, as the base does in any case. Otherwise it is of none.
pub(super) fn own(said: &[Said], given: &[Vec<Constant>], base: Option<usize>) -> Vec<Vec<Constant>> {
    let given: BTreeSet<&Constant> = given.iter().flatten().collect();
    let lists: Vec<Vec<Constant>> = said.iter().map(|said| said.clone().constants()).collect();
    let sets: Vec<BTreeSet<&Constant>> = lists.iter().map(|list| list.iter().collect()).collect();
    let mut ranked: Vec<usize> = (0..lists.len()).collect();
    ranked.sort_by_key(|at| (base == Some(*at), sets[*at].len()));
    // Value → the lists that have it: the narrowest first, the base last.
    let mut holders: BTreeMap<&Constant, Vec<usize>> = BTreeMap::new();
    for at in ranked {
        sets[at]
            .iter()
            .for_each(|value| holders.entry(*value).or_default().push(at));
    }
    let is_wider = |wide: usize, narrow: usize| {
        base == Some(wide) || (sets[wide].len() > sets[narrow].len() && sets[narrow].is_subset(&sets[wide]))
    };
    let owners = holders.iter().filter_map(|(value, holders)| {
        let (narrowest, others) = holders.split_first()?;
        let is_own = others.iter().all(|other| is_wider(*other, *narrowest));
        (is_own && !given.contains(value)).then_some((*value, *narrowest))
    });
    let owners: BTreeMap<&Constant, usize> = owners.collect();
    let of_list = |(at, list): (usize, &Vec<Constant>)| {
        let is_own = |value: &&Constant| owners.get(value) == Some(&at);
        list.iter().filter(is_own).cloned().collect()
    };
    lists.iter().enumerate().map(of_list).collect()
}

/// The constants of each branch, if no two have the same.
pub(super) fn distinct(said: &[Said]) -> Option<Vec<Vec<Constant>>> {
    let mut seen = BTreeSet::new();
    let values = said.iter().map(|said| match said {
        Said::Constants(values) => values.iter().all(|value| seen.insert(value)).then(|| values.clone()),
        Said::Nothing | Said::Free => None,
    });
    values.collect()
}

/// The same if one branch is the rest: it does not have the property, may have any text there, or lists all that the others list and
/// more. What the others list is theirs, because they are the narrower ones. A value that may be of several branches is only of one if
/// several of them list what no other lists.
pub(super) fn with_rest(kind: ChoiceKind, said: &[Said]) -> Option<Vec<Vec<Constant>>> {
    let is_tag = said.iter().filter(|said| said.is_constant()).count() > 1;
    let is_of_one = kind == ChoiceKind::OneOf || (is_tag && said.iter().any(|said| !said.is_constant()));
    if !is_of_one {
        return None;
    }
    let mut unsaid = said.iter().enumerate().filter(|(_, said)| !said.is_constant());
    let rest = match (unsaid.next(), unsaid.next()) {
        (Some((rest, _)), None) => rest,
        (None, _) => longest(said)?,
        (Some(_), Some(_)) => return None,
    };
    let others = distinct(&others(said, rest))?;
    let taken: BTreeSet<Constant> = others.iter().flatten().cloned().collect();
    let is_text = |value: &Constant| matches!(value, Constant::Text(_));
    // A property of one branch alone tells more by being there.
    let is_alone = others.len() < 2 && matches!(said[rest], Said::Nothing);
    if is_alone || !taken.iter().all(is_text) {
        return None;
    }
    let left = match &said[rest] {
        Said::Constants(values) => left_of(values, &taken)?,
        other => other.clone().values(),
    };
    let (before, after) = others.split_at(rest);
    Some([before, &[left], after].concat())
}

/// The branch that lists most.
fn longest(said: &[Said]) -> Option<usize> {
    let lengths = said.iter().map(|said| said.clone().constants().len());
    let (length, Reverse(at)) = lengths.enumerate().map(|(at, length)| (length, Reverse(at))).max()?;
    (length > 1).then_some(at)
}

/// What is left to a branch that lists all that is taken, if anything is.
fn left_of(values: &[Constant], taken: &BTreeSet<Constant>) -> Option<Vec<Constant>> {
    let left: Vec<Constant> = values.iter().filter(|value| !taken.contains(*value)).cloned().collect();
    let lists_all = left.len() + taken.len() == values.len();
    (lists_all && !left.is_empty()).then(|| [left, vec![Constant::Missing]].concat())
}

fn others(said: &[Said], but: usize) -> Vec<Said> {
    let others = said.iter().enumerate().filter(|(index, _)| *index != but);
    others.map(|(_, said)| said.clone()).collect()
}

/// Constants that a branch has and not all others: a value with another one is not of the branch.
pub(super) fn guards(ask: &mut dyn Ask, all: &[Rc<Merged>]) -> Result<Vec<Vec<(String, Constant)>>, Fault> {
    let mut out = Vec::new();
    for merged in all {
        let mut own = Vec::new();
        for (name, _) in &merged.properties {
            if let [only] = of(ask, merged, name)?.constants().as_slice() {
                own.push((name.clone(), only.clone()));
            }
        }
        out.push(own);
    }
    let everywhere = |guard: &(String, Constant)| out.iter().all(|own| own.contains(guard));
    let common: Vec<(String, Constant)> = out
        .iter()
        .take(1)
        .flatten()
        .filter(|guard| everywhere(guard))
        .cloned()
        .collect();
    for own in &mut out {
        own.retain(|guard| !common.contains(guard));
    }
    Ok(out)
}
