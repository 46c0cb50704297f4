//! Edits after which another type stands at a place: a choice is written with the other keyword, a schema becomes a choice or is one no longer,
//! another record comes for one, or two components exchange their schemas.

use std::collections::BTreeSet;

use super::lists::within;
use super::outline::{Choice, Id, Kind, Outline, Own, Record, Schema, Style};
use crate::fuzz::Choices;

/// Writes `anyOf` in place of `oneOf`, or the other way round, where no properties stand next to it.
pub(super) fn keyword(out: &mut Outline, choices: &mut Choices) -> Option<Vec<(String, String)>> {
    let is_alone = |schema: &Schema| matches!(&schema.kind, Kind::Choice(choice) if choice.base.is_empty());
    let is_done = within(out, choices, is_alone, |schema, _, _| {
        let Kind::Choice(choice) = &mut schema.kind else {
            return None;
        };
        choice.word = if choice.word == "oneOf" { "anyOf" } else { "oneOf" };
        Some(true)
    });
    is_done.then(Vec::new)
}

/// Makes a choice between a record and another one of the record. Gives what may have another name.
pub(super) fn choice(out: &mut Outline, choices: &mut Choices) -> Option<Vec<(String, String)>> {
    let id = place(out, choices, is_plain)?;
    let (around, beside) = (out.new_id(), out.new_id());
    replace(out, id, around, |record| {
        let own = Own::Required;
        let beside = Schema {
            id: beside,
            nullable: false,
            kind: Kind::Record(Record {
                own,
                properties: Vec::new(),
            }),
        };
        Schema {
            id: around,
            nullable: false,
            kind: Kind::Choice(Choice {
                word: "oneOf",
                base: Vec::new(),
                style: Style::Keys,
                branches: vec![record, beside],
            }),
        }
    });
    Some(free(id))
}

/// Leaves one branch of a `oneOf`. Gives what may have another name.
pub(super) fn branch(out: &mut Outline, choices: &mut Choices) -> Option<Vec<(String, String)>> {
    let is_simple = |schema: &Schema| match &schema.kind {
        Kind::Choice(choice) => {
            choice.word == "oneOf" && choice.base.is_empty() && choice.branches.iter().all(is_plain)
        }
        _ => false,
    };
    let id = place(out, choices, is_simple)?;
    let mut left = None;
    out.each_schema(&mut |schema| {
        if let (true, Kind::Choice(choice)) = (schema.id == id, &schema.kind) {
            left = choice.branches.first().cloned();
        }
    });
    let left = left?;
    let new = left.id;
    replace(out, id, new, |_| left);
    Some(free(new))
}

/// Puts another record in place of one, which has nothing in common with it.
pub(super) fn record(out: &mut Outline, choices: &mut Choices) -> Option<Vec<(String, String)>> {
    let id = place(out, choices, is_plain)?;
    let new = out.new_id();
    replace(out, id, new, |mut record| {
        record.id = new;
        if let Kind::Record(Record { properties, .. }) = &mut record.kind {
            properties.clear();
        }
        record
    });
    Some(Vec::new())
}

/// Exchanges the schemas of two components that are records with nothing in common. A branch is the component that it refers to, whatever
/// that consists of, so neither is one. Gives what may have another name.
pub(super) fn components(out: &mut Outline, choices: &mut Choices) -> Option<Vec<(String, String)>> {
    let keys = |schema: &Schema| -> BTreeSet<String> {
        match &schema.kind {
            Kind::Record(record) => record.properties.iter().map(|one| one.name.clone()).collect(),
            _ => BTreeSet::new(),
        }
    };
    let all = out.components.clone();
    let mut records: Vec<usize> = (0..all.len())
        .filter(|at| all[*at].said.is_none() && is_plain(&all[*at].schema))
        .collect();
    records.retain(|at| !out.is_branch(all[*at].schema.id));
    let pairs = records
        .iter()
        .flat_map(|one| records.iter().map(move |other| (*one, *other)));
    let are_unlike = |&(one, other): &(usize, usize)| {
        let (first, second) = (&all[one], &all[other]);
        one != other && first.file == second.file && keys(&first.schema).is_disjoint(&keys(&second.schema))
    };
    let pairs: Vec<(usize, usize)> = pairs.filter(are_unlike).collect();
    let (one, other) = *pairs.get(choices.below(pairs.len()))?;
    let (a, b) = (all[one].schema.id, all[other].schema.id);
    let (first, second) = (out.components[one].schema.clone(), out.components[other].schema.clone());
    (out.components[one].schema, out.components[other].schema) = (second, first);
    out.each_schema(&mut |schema| {
        if let Kind::Reference(to) = &mut schema.kind {
            *to = match *to {
                to if to == a => b,
                to if to == b => a,
                to => to,
            };
        }
    });
    Some([free(a), free(b)].concat())
}

/// An object that consists of texts and references, and has a key that no other object has.
fn is_plain(schema: &Schema) -> bool {
    let Kind::Record(Record { own, properties }) = &schema.kind else {
        return false;
    };
    let is_plain = |schema: &Schema| matches!(schema.kind, Kind::Text(_) | Kind::Reference(_));
    *own != Own::Values && !schema.nullable && properties.iter().all(|one| is_plain(&one.schema))
}

/// A schema that is a component which is no branch and which the author has not named, or stands in a record, a list or a map.
fn place(out: &mut Outline, choices: &mut Choices, fits: impl Fn(&Schema) -> bool) -> Option<Id> {
    let mut found: Vec<Id> = Vec::new();
    for component in out.components.clone() {
        if component.said.is_none() && fits(&component.schema) && !out.is_branch(component.schema.id) {
            found.push(component.schema.id);
        }
    }
    out.each_schema(&mut |schema| {
        let inner = match &schema.kind {
            Kind::Record(record) => record.properties.iter().map(|one| &one.schema).collect(),
            Kind::List(inner) | Kind::Map(inner) => vec![&**inner],
            _ => Vec::new(),
        };
        found.extend(inner.into_iter().filter(|inner| fits(inner)).map(|inner| inner.id));
    });
    found.get(choices.below(found.len())).copied()
}

/// Puts another schema in place of one. What refers to that refers to it.
fn replace(out: &mut Outline, id: Id, new: Id, with: impl FnOnce(Schema) -> Schema) {
    let mut with = Some(with);
    out.each_schema(&mut |schema| {
        match &mut schema.kind {
            Kind::Reference(to) if *to == id => *to = new,
            _ => {}
        }
        if schema.id == id
            && let Some(with) = with.take()
        {
            *schema = with(schema.clone());
        }
    });
}

/// What has a number may have another name.
fn free(id: Id) -> Vec<(String, String)> {
    let what = ["type", "field"].map(|what| format!("{what} {id}"));
    let all = [what[0].clone(), format!("{} ", what[1])];
    all.map(|what| (what, String::new())).to_vec()
}
