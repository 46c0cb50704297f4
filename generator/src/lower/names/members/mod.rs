//! What the fields, values and variants of types are called.
//!
//! In: the types with their names, and what the lock has of each. Out: [`Members`] of each type, whose names the lock will have. A property
//! has one name in both halves of a type that is split by direction. Must not decide what a member is.
//!
//! `words` says what each member is, in words that stay the same when a document grows, `settle` gives the names, and `spelling` tells texts apart that make the same name.

mod settle;
pub(in crate::lower) mod spelling;
pub(in crate::lower) mod words;

use std::collections::BTreeMap;

use serde_json::Value;

pub(in crate::lower) use settle::{Wish, in_order, locked, settle, taken_over};

use self::settle::settle_pairs;
use super::identifiers::{pascal, snake};
use super::symbols;
use crate::config::LockedMembers;
use crate::contract;
use crate::lower::drafts::Members;
use crate::plan::{Constant, Criterion};
use crate::schemas::{Branch, Graph, Merged, NodeId, Shape, Slot, UnionShape};

/// Extensions with the names of values: a list as long as `enum`.
pub(in crate::lower) const VALUE_NAMES: [&str; 2] = ["x-enum-varnames", "x-enumNames"];

/// Members with the names that they got. One may be several things.
pub(in crate::lower) fn members(old: &LockedMembers, what: Vec<Vec<String>>, names: &[String]) -> Members {
    let each = what.into_iter().zip(names);
    let rows = each.flat_map(|(what, name)| what.into_iter().map(move |what| (what, name.clone())));
    let rows: LockedMembers = rows.collect();
    if old.is_empty() {
        return rows.into();
    }
    let known: BTreeMap<&str, usize> = old.iter().zip(0..).map(|((what, _), at)| (what.as_str(), at)).collect();
    in_order(rows, |_| true, |(what, _)| known.get(what.as_str()).copied()).into()
}

/// The members of a type: `old` are those of the lock, `labels` what the branches of a union would be called, `types` are the names of types, and
/// `key` is the key of a place in the lock.
pub(super) fn of_type<'n>(
    graph: &Graph,
    site: NodeId,
    old: &LockedMembers,
    labels: &mut [String],
    types: impl Fn(NodeId) -> Option<&'n str>,
    key: impl FnMut(NodeId) -> String,
) -> Members {
    let (Ok(merged), Ok(shape)) = (graph.merged(site), graph.shape(site)) else {
        return Members::default();
    };
    match shape {
        Shape::Record => fields(graph, site, merged, old),
        Shape::TextEnum(values) => self::values(values, merged, old),
        Shape::Union(choice) | Shape::Group(choice) => {
            let keys: Vec<String> = choice.branches.iter().map(|branch| branch.site).map(key).collect();
            variants(graph, choice, &keys, old, labels, types)
        }
        _ => Members::default(),
    }
}

fn fields(graph: &Graph, site: NodeId, merged: &Merged, old: &LockedMembers) -> Members {
    let slots = graph.slots(site, None).unwrap_or_default();
    let what: Vec<Vec<String>> = slots.iter().map(|slot| vec![words::field(slot)]).collect();
    let said = |part: &NodeId| graph.written(*part)?.extension("x-client-field")?.as_str();
    let said = merged
        .properties
        .iter()
        .filter_map(|(wire, parts)| Some((wire.as_str(), parts.iter().find_map(said)?)));
    let said: BTreeMap<&str, &str> = said.collect();
    let wishes = slots.iter().zip(locked(old, &what)).map(|(slot, locked)| {
        let (wire, said) = match slot {
            Slot::Property(property) => (&property.wire, said.get(property.wire.as_str())),
            Slot::Group(group) => (&group.name, None),
        };
        Wish {
            name: snake(said.unwrap_or(&wire.as_str())),
            more: match said {
                None => Box::new(|| spelling::fields(wire)),
                Some(_) => Box::new(Vec::new),
            },
            locked,
            is_said: said.is_some(),
        }
    });
    let wishes: Vec<Wish> = wishes.collect();
    let taken: &[&str] = if merged.has_rest() { &[contract::REST] } else { &[] };
    members(old, what, &settle_pairs(&wishes, taken, setter))
}

/// The setter of a field is called like it, unless a method of that name means something else.
pub(in crate::lower) fn setter(field: &str) -> String {
    match contract::RECORD_METHODS.contains(&field) || contract::METHODS.contains(&field) {
        true => format!("with_{field}"),
        false => field.to_owned(),
    }
}

/// Named texts: names of the author's choice, or the texts themselves.
fn values(values: &[String], merged: &Merged, old: &LockedMembers) -> Members {
    let said = VALUE_NAMES.iter().find_map(|name| merged.extension(name)?.as_array());
    let said = |index: usize| said?.get(index).and_then(Value::as_str);
    let what: Vec<Vec<String>> = values.iter().map(|wire| vec![wire.clone()]).collect();
    let wishes = values.iter().enumerate().zip(locked(old, &what));
    let wishes = wishes.map(|((index, wire), locked)| Wish {
        name: match said(index) {
            Some(name) => pascal(name),
            None => symbols::word(wire).unwrap_or_else(|| pascal(wire)),
        },
        more: match said(index) {
            None => Box::new(|| spelling::variants(wire)),
            Some(_) => Box::new(Vec::new),
        },
        locked,
        is_said: said(index).is_some(),
    });
    let names = settle(&wishes.collect::<Vec<_>>(), &[contract::UNKNOWN]);
    members(old, what, &names)
}

fn variants<'n>(
    graph: &Graph,
    choice: &UnionShape,
    keys: &[String],
    old: &LockedMembers,
    labels: &mut [String],
    types: impl Fn(NodeId) -> Option<&'n str>,
) -> Members {
    let what = words::branches(graph, choice, keys, types);
    let said = |branch: &Branch| graph.written(branch.payload)?.extension("x-client-field");
    let is_said = |branch: &Branch| matches!(branch.criterion, Criterion::Member(_)) && said(branch).is_some();
    let locked = locked(old, &words::with_keys(graph, choice, keys, what.clone()));
    let each = choice.branches.iter().zip(locked).zip(&*labels);
    let wishes = each.map(|((branch, locked), label)| Wish {
        name: label.clone(),
        more: Box::new(|| other_labels(branch)),
        locked,
        is_said: is_said(branch),
    });
    let names = settle(&wishes.collect::<Vec<_>>(), &[contract::UNKNOWN]);
    labels.clone_from_slice(&names);
    members(old, what, &names)
}

/// What a branch may be called if another one is called the same: its tag or its key, as it is spelt.
fn other_labels(branch: &Branch) -> Vec<String> {
    let spelled = match &branch.criterion {
        Criterion::Tag(values) => values.iter().find_map(|value| match value {
            Constant::Text(text) => Some(spelling::variants(text)),
            _ => None,
        }),
        Criterion::Member(key) => Some(spelling::variants(key)),
        Criterion::Key(keys) => keys.first().map(|key| spelling::variants(key)),
        Criterion::Kind(_) | Criterion::Otherwise | Criterion::Trial(_) => None,
    };
    spelled.unwrap_or_default()
}
