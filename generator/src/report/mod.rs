//! What a run kept, inferred and lost, for people and for scripts.
//!
//! `operations` and `schemas` (each with `total` and `emitted`) and `gaps` (each with `code`, `pointer` and `message`) are a promise
//! to scripts; the rest is for reading.

mod fields;
mod guess;
mod paging;

use std::collections::{BTreeMap, BTreeSet};

use serde_json::{Value, json};

use self::guess::Guess;
use crate::diag::{Diagnostics, Place, Severity};
use crate::plan::{Api, Definition, Operation};
use crate::pointer::Pointer;
use crate::select::{Chosen, Selection};
use crate::spec::{Document, Location};

/// The report of a run.
pub(crate) fn report(document: &Document, api: &Api, selection: &Selection<'_>, diags: &Diagnostics) -> Value {
    let emitted: Vec<&Operation> = api.groups.iter().flat_map(|group| &group.operations).collect();
    // An operation that can be called in several forms has several methods.
    let place = |operation: &&Operation| (operation.path.clone(), operation.method.clone());
    let places: BTreeSet<(String, String)> = emitted.iter().map(place).collect();
    let schemas = document
        .root
        .pointer("/components/schemas")
        .and_then(Value::as_object)
        .map_or(0, serde_json::Map::len);
    let kept = api
        .models
        .iter()
        .filter(|model| Location::read(&model.at).schema().is_some())
        .count();
    json!({
        "operations": { "total": total(selection), "emitted": places.len(), "methods": emitted.len() },
        "schemas": { "total": schemas, "emitted": kept, "types": api.models.len() },
        "fields": fields::count(document, api),
        "gaps": gaps(diags),
        "gaps_by_code": by_code(diags),
        "inferred": emitted.iter().map(|operation| inferred(api, operation)).collect::<Vec<_>>(),
        "paging": paging::count(&emitted),
        "unions": unions(api),
        "unions_by_strategy": by_strategy(api),
        "selected": selection.chosen.as_ref().map(selected),
    })
}

/// How many operations are wanted. A path item that cannot be read counts as one.
fn total(Selection { wanted, chosen: _ }: &Selection<'_>) -> usize {
    wanted.iter().count() + wanted.index().faults().len()
}

/// What was kept of the operations and by which entries, and what was left out.
fn selected(Chosen { kept, left }: &Chosen) -> Value {
    let each = kept
        .iter()
        .map(|(at, why)| json!({ "operation": at.to_string(), "by": why }));
    json!({
        "operations": { "kept": kept.len(), "left": left.len() },
        "kept": each.collect::<Vec<_>>(),
        "left": left.iter().map(Pointer::to_string).collect::<Vec<_>>(),
    })
}

fn gaps(diags: &Diagnostics) -> Vec<Value> {
    let gaps = diags.iter().filter(|item| item.severity == Severity::Gap);
    gaps.map(|item| {
        let pointer = match &item.place {
            Place::At(pointer) => pointer.to_string(),
            _ => String::new(),
        };
        json!({ "code": item.code.name(), "pointer": pointer, "message": item.message })
    })
    .collect()
}

/// How many gaps there are of each kind.
fn by_code(diags: &Diagnostics) -> BTreeMap<&str, usize> {
    let gaps = diags.iter().filter(|item| item.severity == Severity::Gap);
    count(gaps.map(|item| item.code.name()))
}

/// How many unions are told apart in each way.
fn by_strategy(api: &Api) -> BTreeMap<&'static str, usize> {
    count(api.models.iter().filter_map(|model| match &model.definition {
        Definition::Union(union) => Some(union.strategy.words()),
        _ => None,
    }))
}

fn count<'a>(words: impl Iterator<Item = &'a str>) -> BTreeMap<&'a str, usize> {
    let mut out = BTreeMap::new();
    for word in words {
        *out.entry(word).or_default() += 1;
    }
    out
}

fn inferred(api: &Api, operation: &Operation) -> Value {
    let Guess {
        retry,
        paging,
        // All lists in doubt are counted together.
        paging_doubt: _,
    } = Guess::of(operation);
    json!({
        "operation": operation.id,
        "method": operation.name,
        "retry": format!("{retry:?}").to_lowercase(),
        "paging": paging.map(|paging| paging::told(api, operation, paging)),
    })
}

fn unions(api: &Api) -> Vec<Value> {
    let all = api.models.iter().filter_map(|model| match &model.definition {
        Definition::Union(union) => Some(json!({ "type": model.name, "strategy": union.strategy.words() })),
        _ => None,
    });
    all.collect()
}
