//! Edits of one list.

use super::outline::{Operation, Outline, Schema};
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
    /// The same things, of which one has another name that no type is called by.
    Rename,
    /// Something is written elsewhere and is what it was. What is left where it was may look like something else.
    Relocate,
    /// Something belongs to another thing.
    Move,
    /// Something has another one as its content.
    Replace,
    /// Something is gone, and something much like it has come.
    Exchange,
    /// Another type stands at the same place.
    Reshape,
    /// The author chose a name.
    Choose,
}

/// Does something in one of the schemas of a kind; whether it was done.
pub(super) fn within(
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

/// Puts something into a list, anywhere.
pub(super) fn insert<T>(list: &mut Vec<T>, new: T, choices: &mut Choices) -> bool {
    let at = choices.below(list.len() + 1);
    list.insert(at, new);
    true
}

/// An operation that an edit fits.
pub(super) fn operation(out: &Outline, choices: &mut Choices, fits: impl Fn(&Operation) -> bool) -> Option<usize> {
    let each = out.operations.iter().enumerate();
    let fitting: Vec<usize> = each
        .filter(|(_, operation)| fits(operation))
        .map(|(index, _)| index)
        .collect();
    (!fitting.is_empty()).then(|| fitting[choices.below(fitting.len())])
}

/// Whether a list of so many things can be changed like this.
pub(super) fn allows(effect: Effect, length: usize) -> bool {
    match effect {
        Effect::Reorder => length > 1,
        Effect::Remove => length > 0,
        _ => true,
    }
}

/// Removes from a list of more than so many, or moves one of its things.
pub(super) fn change<T>(list: &mut Vec<T>, effect: Effect, least: usize, choices: &mut Choices) -> bool {
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
