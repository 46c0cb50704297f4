//! What the values of a tag leave in doubt: branches whose schemas rule out their own, and values that several branches list.
//!
//! In: a union that a tag tells apart. Out: remarks. Must not change the union.

use std::collections::{BTreeMap, BTreeSet};

use super::super::ask::Ask;
use super::super::node::UnionShape;
use super::constants::{self, Said};
use super::tags::words;
use crate::diag::{Code, first_of};
use crate::plan::{Constant, Criterion, Strategy};
use crate::pointer::Pointer;
use crate::spec::{Fault, JsonType};

/// Remarks about the tag of a union; `at` is where the union stands.
pub(super) fn of_tag(ask: &mut dyn Ask, at: &Pointer, union: &UnionShape) -> Result<Vec<Fault>, Fault> {
    let Some(tag) = union.tag.as_deref() else {
        return Ok(Vec::new());
    };
    let mut out = match union.strategy {
        Strategy::Discriminator => {
            let mut out = contradictions(ask, tag, union)?;
            out.extend(unmapped(ask, tag, union)?);
            out
        }
        _ => Vec::new(),
    };
    out.extend(shared(ask, at, tag, union)?);
    Ok(out)
}

/// A message about values that several branches list and that lead to none of them. If all branches have the same list, it only documents the values.
fn shared(ask: &mut dyn Ask, at: &Pointer, tag: &str, union: &UnionShape) -> Result<Option<Fault>, Fault> {
    let (mut lists, mut taken) = (BTreeSet::new(), BTreeSet::new());
    for branch in &union.branches {
        if let Criterion::Tag(values) = &branch.criterion {
            taken.extend(values);
            let merged = ask.merged(branch.site)?;
            lists.insert(BTreeSet::from_iter(constants::of(ask, &merged, tag)?.constants()));
        }
    }
    let mut seen = BTreeSet::new();
    let listed = lists.iter().flatten();
    let shared: BTreeSet<&Constant> = listed
        .filter(|value| !taken.contains(value) && !seen.insert(*value))
        .collect();
    if shared.is_empty() || taken.contains(&Constant::AnyText) {
        return Ok(None);
    }
    let values = first_of(shared.iter().map(|value| format!("`{}`", words(tag, value))), NAMED);
    let message = format!("several branches list {values} in `{tag}`, so a value with it is read as `Unknown`");
    let help = "an overlay can remove it from all branches but one, or give it to a branch in `mapping`";
    Ok(Some(Fault::new(Code::SharedTag, at.clone(), message).help(help)))
}

/// A remark about each branch that lists further values, as the only one, which stand for no branch because `mapping` lacks them.
fn unmapped(ask: &mut dyn Ask, tag: &str, union: &UnionShape) -> Result<Vec<Fault>, Fault> {
    let (mut lists, mut taken) = (Vec::new(), BTreeSet::new());
    let mut holders: BTreeMap<Constant, usize> = BTreeMap::new();
    for branch in &union.branches {
        let merged = ask.merged(branch.site)?;
        let list = constants::of(ask, &merged, tag)?.constants();
        list.iter()
            .for_each(|value| *holders.entry(value.clone()).or_default() += 1);
        if let Criterion::Tag(values) = &branch.criterion {
            taken.extend(values);
            // One that lists none of its own values contradicts the mapping.
            if values.iter().any(|value| list.contains(value)) {
                lists.push((branch.listed, list));
            }
        }
    }
    let is_lost =
        |value: &&Constant| **value != Constant::Null && !taken.contains(value) && holders.get(value) == Some(&1);
    let mut out = Vec::new();
    for (branch, list) in lists.iter().filter(|_| !taken.contains(&Constant::AnyText)) {
        let lost: Vec<&Constant> = list.iter().filter(is_lost).collect();
        if !lost.is_empty() {
            let values = first_of(lost.into_iter().map(|value| format!("`{}`", words(tag, value))), NAMED);
            let message = format!(
                "this branch lists {values} in `{tag}`, which `mapping` does not have, so a value with it is read as `Unknown`"
            );
            let fault = Fault::new(Code::UnmappedTag, ask.place(*branch), message);
            out.push(fault.help("an overlay can add an entry to `mapping` for each of them"));
        }
    }
    Ok(out)
}

/// A remark about each branch whose tags its own schema rules out.
fn contradictions(ask: &mut dyn Ask, tag: &str, union: &UnionShape) -> Result<Vec<Fault>, Fault> {
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
            let fault = Fault::new(Code::ContradictoryTag, ask.place(branch.listed), message);
            out.push(fault.help("an overlay can correct `mapping`, or the property in the schema of the branch"));
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

/// More values than this are not named.
const NAMED: usize = 5;
