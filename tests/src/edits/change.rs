//! Random edits: something is added, removed, or put elsewhere among its neighbours.

use super::grow;
use super::outline::{Kind, Outline, Property, Schema};
use crate::fuzz::Choices;

/// What an edit does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Effect {
    /// Something is new; all else is as it was.
    Add,
    /// Something is gone.
    Remove,
    /// The same things in another order.
    Reorder,
}

/// What was done to a document.
#[derive(Clone, Debug)]
pub struct Edit {
    /// In general.
    pub effect: Effect,
    /// `a branch`
    pub what: &'static str,
}

/// Edits a document, once.
pub fn edit(out: &mut Outline, choices: &mut Choices) -> Edit {
    loop {
        let effect = [Effect::Add, Effect::Add, Effect::Remove, Effect::Reorder][choices.below(4)];
        let (what, is_done) = match choices.below(6) {
            0 => ("a schema", components(out, effect, choices)),
            1 => ("an operation", operations(out, effect, choices)),
            2 => ("a property", properties(out, effect, choices)),
            3 => ("a branch", branches(out, effect, choices)),
            4 => ("a response", responses(out, effect, choices)),
            _ => ("a parameter", parameters(out, effect, choices)),
        };
        if is_done {
            return Edit { effect, what };
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
    let mut is_branch = false;
    out.each_schema(&mut |schema| {
        let Kind::Choice(branches) = &schema.kind else { return };
        is_branch |= branches
            .iter()
            .any(|branch| matches!(branch.kind, Kind::Reference(id) if id == gone));
    });
    if is_branch || out.components.len() == 1 {
        return false;
    }
    out.components.remove(index);
    out.each_schema(&mut |schema| {
        if matches!(schema.kind, Kind::Reference(id) if id == gone) {
            schema.kind = Kind::Text;
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
        let Kind::Record(properties) = &mut schema.kind else {
            return None;
        };
        if effect == Effect::Add {
            let new: Property = grow::property(numbers, choices, properties, 1);
            return Some(insert(properties, new, choices));
        }
        Some(change(properties, effect, 0, choices))
    })
}

fn branches(out: &mut Outline, effect: Effect, choices: &mut Choices) -> bool {
    let is_choice = |schema: &Schema| matches!(schema.kind, Kind::Choice(_));
    within(out, choices, is_choice, |schema, numbers, choices| {
        let Kind::Choice(branches) = &mut schema.kind else {
            return None;
        };
        if effect == Effect::Add {
            let new = grow::branch(numbers, choices, branches);
            return Some(insert(branches, new, choices));
        }
        Some(change(branches, effect, 2, choices))
    })
}

fn responses(out: &mut Outline, effect: Effect, choices: &mut Choices) -> bool {
    let index = choices.below(out.operations.len());
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
    let index = choices.below(out.operations.len());
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

/// Does something in one of the schemas of a kind; whether it was done.
fn within(
    out: &mut Outline,
    choices: &mut Choices,
    is_wanted: impl Fn(&Schema) -> bool,
    act: impl Fn(&mut Schema, &mut Outline, &mut Choices) -> Option<bool>,
) -> bool {
    let mut ids = Vec::new();
    out.each_schema(&mut |schema| {
        if is_wanted(schema) {
            ids.push(schema.id);
        }
    });
    let Some(chosen) = ids.get(choices.below(ids.len())).copied() else {
        return false;
    };
    // New parts may refer to any component, so they are made beside a copy.
    let mut numbers = out.clone();
    let mut is_done = None;
    out.each_schema(&mut |schema| {
        if schema.id == chosen {
            is_done = act(schema, &mut numbers, choices);
        }
    });
    out.count = numbers.count;
    is_done.unwrap_or(false)
}

/// Puts something into a list: anywhere, or at its end.
fn insert<T>(list: &mut Vec<T>, new: T, choices: &mut Choices) -> bool {
    let at = choices.below(list.len() + 1);
    list.insert(at, new);
    true
}

/// Removes from a list of more than so many, or moves one of its things.
fn change<T>(list: &mut Vec<T>, effect: Effect, least: usize, choices: &mut Choices) -> bool {
    match effect {
        Effect::Remove if list.len() > least => {
            list.remove(choices.below(list.len()));
            true
        }
        Effect::Reorder if list.len() > 1 => {
            let (from, to) = (choices.below(list.len()), choices.below(list.len()));
            let moved = list.remove(from);
            list.insert(to, moved);
            from != to
        }
        _ => false,
    }
}
