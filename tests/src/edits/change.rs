//! Random edits: something is added, removed, or put elsewhere among its neighbours.

use super::lists::{Effect, allows, change, insert, operation, within};
use super::outline::{Choice, Kind, Outline, Property, Record, Schema};
use super::{author, grow, moves, schemas, shapes};
use crate::fuzz::Choices;

/// What was done to a document.
#[derive(Clone, Debug)]
pub struct Edit {
    /// In general.
    pub effect: Effect,
    /// `a branch`
    pub what: &'static str,
    /// What the author calls things now: `type 17` → `Chosen17`.
    pub chosen: Vec<(String, String)>,
}

/// Edits a document, once.
pub fn edit(out: &mut Outline, choices: &mut Choices) -> Edit {
    loop {
        let effect = [Effect::Add, Effect::Add, Effect::Remove, Effect::Reorder][choices.below(4)];
        let (effect, what, is_done) = match choices.below(22) {
            11 => (
                Effect::Add,
                "a property that a member repeats",
                moves::repeat(out, choices),
            ),
            12 => match moves::body(out, choices) {
                Some(operation) => {
                    let (effect, what) = (Effect::Replace, "a body of a response");
                    let chosen = vec![(format!("variant {operation} "), String::new())];
                    return Edit { effect, what, chosen };
                }
                None => (Effect::Replace, "a body of a response", false),
            },
            10 => match author::choose(out, choices) {
                (what, Some(chosen)) => {
                    let effect = Effect::Choose;
                    return Edit { effect, what, chosen };
                }
                (what, None) => (Effect::Choose, what, false),
            },
            16 => (Effect::Relocate, "a branch", moves::component(out, choices)),
            18 => (Effect::Relocate, "a parameter", moves::parameter(out, choices)),
            13 => (Effect::Exchange, "a branch", moves::exchange(out, choices)),
            19 | 20 => {
                // The last two are rarely possible.
                let (what, chosen) = match choices.below(16) {
                    0 | 1 => ("a keyword", shapes::keyword(out, choices)),
                    2 | 3 => ("a record", shapes::record(out, choices)),
                    4 | 5 => ("a choice", shapes::choice(out, choices)),
                    6..=10 => ("a branch", shapes::branch(out, choices)),
                    _ => ("components", shapes::components(out, choices)),
                };
                let effect = Effect::Reshape;
                match chosen {
                    Some(chosen) => return Edit { effect, what, chosen },
                    None => (effect, what, false),
                }
            }
            // Twice, because few operations have one that can be removed.
            14 | 21 => {
                let effect = [Effect::Add, Effect::Remove][choices.below(2)];
                (effect, "a media type", moves::media_type(out, effect, choices))
            }
            15 => (Effect::Rename, "the first document", moves::file(out)),
            9 => (
                Effect::Reorder,
                "a file",
                change(&mut out.files, Effect::Reorder, 1, choices),
            ),
            6 => match moves::property(out, choices) {
                Some(chosen) => {
                    let (effect, what) = (Effect::Move, "a property");
                    return Edit { effect, what, chosen };
                }
                None => (Effect::Move, "a property", false),
            },
            7 => (Effect::Add, "a property of another branch", moves::copy(out, choices)),
            8 => (Effect::Rename, "a path parameter", moves::rename(out, choices)),
            0 => (effect, "a schema", components(out, effect, choices)),
            1 => (effect, "an operation", operations(out, effect, choices)),
            2 => (effect, "a property", properties(out, effect, choices)),
            3 => (effect, "a branch", branches(out, effect, choices)),
            4 => (effect, "a response", responses(out, effect, choices)),
            5 => (effect, "a value", values(out, effect, choices)),
            _ => (effect, "a parameter", parameters(out, effect, choices)),
        };
        if is_done {
            let chosen = Vec::new();
            return Edit { effect, what, chosen };
        }
    }
}

fn components(out: &mut Outline, effect: Effect, choices: &mut Choices) -> bool {
    if effect == Effect::Add {
        let new = grow::component(out, choices);
        return insert(&mut out.components, new, choices);
    }
    if effect == Effect::Reorder {
        return change(&mut out.components, effect, 1, choices);
    }
    let index = choices.below(out.components.len());
    let gone = out.components[index].schema.id;
    if out.is_branch(gone) || out.components.len() == 1 {
        return false;
    }
    out.components.remove(index);
    out.each_schema(&mut |schema| {
        if matches!(schema.kind, Kind::Reference(id) if id == gone) {
            schema.kind = Kind::Text(None);
        }
    });
    true
}

fn operations(out: &mut Outline, effect: Effect, choices: &mut Choices) -> bool {
    if effect == Effect::Add {
        let new = grow::operation(out, choices);
        return insert(&mut out.operations, new, choices);
    }
    change(&mut out.operations, effect, 2, choices)
}

fn properties(out: &mut Outline, effect: Effect, choices: &mut Choices) -> bool {
    let is_record = |schema: &Schema| matches!(schema.kind, Kind::Record(_));
    within(out, choices, is_record, |schema, numbers, choices| {
        let Kind::Record(Record { properties, .. }) = &mut schema.kind else {
            return None;
        };
        if effect == Effect::Add {
            let new: Property = schemas::property(numbers, choices, properties, 1);
            return Some(insert(properties, new, choices));
        }
        Some(change(properties, effect, 0, choices))
    })
}

fn branches(out: &mut Outline, effect: Effect, choices: &mut Choices) -> bool {
    let is_choice = |schema: &Schema| matches!(schema.kind, Kind::Choice(_));
    within(out, choices, is_choice, |schema, numbers, choices| {
        let Kind::Choice(Choice { style, branches, .. }) = &mut schema.kind else {
            return None;
        };
        if effect == Effect::Add {
            let new = schemas::branch(numbers, choices, *style, branches);
            return Some(insert(branches, new, choices));
        }
        Some(change(branches, effect, 2, choices))
    })
}

fn responses(out: &mut Outline, effect: Effect, choices: &mut Choices) -> bool {
    let Some(index) = operation(out, choices, |one| allows(effect, one.failures.len())) else {
        return false;
    };
    let mut failures = std::mem::take(&mut out.operations[index].failures);
    let is_done = match effect {
        Effect::Add => match grow::failure(out, choices, &failures) {
            Some(new) => insert(&mut failures, new, choices),
            None => false,
        },
        _ => change(&mut failures, effect, 0, choices),
    };
    out.operations[index].failures = failures;
    is_done
}

fn parameters(out: &mut Outline, effect: Effect, choices: &mut Choices) -> bool {
    let Some(index) = operation(out, choices, |one| allows(effect, one.parameters.len())) else {
        return false;
    };
    let mut parameters = std::mem::take(&mut out.operations[index].parameters);
    let is_done = match effect {
        Effect::Add => {
            let new = grow::parameter(out, choices, &parameters);
            insert(&mut parameters, new, choices)
        }
        _ => change(&mut parameters, effect, 0, choices),
    };
    out.operations[index].parameters = parameters;
    is_done
}

fn values(out: &mut Outline, effect: Effect, choices: &mut Choices) -> bool {
    let is_enum = |schema: &Schema| matches!(schema.kind, Kind::Enum(_));
    within(out, choices, is_enum, |schema, numbers, choices| {
        let Kind::Enum(values) = &mut schema.kind else {
            return None;
        };
        if effect == Effect::Add {
            let new = schemas::value(numbers, choices, values);
            return Some(insert(values, new, choices));
        }
        Some(change(values, effect, 1, choices))
    })
}
