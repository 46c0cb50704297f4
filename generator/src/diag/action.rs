//! What an overlay would do to settle a message.

use serde_json::Value;

use crate::pointer::Pointer;

/// One action of an overlay, as far as a pass can know it: whoever prints it finds out how its target is written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Action {
    /// The place in the merged document that is changed.
    pub target: Pointer,
    /// What becomes of it.
    pub change: Edit,
}

/// What an action does to its target.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Edit {
    /// The target goes.
    Remove,
    /// The target, a mapping, is merged with this one.
    Update(Value),
}

impl Action {
    /// Takes a place away.
    pub fn remove(target: Pointer) -> Self {
        Self {
            target,
            change: Edit::Remove,
        }
    }

    /// Gives a mapping more keys, or other values for keys that it has.
    pub fn update(target: Pointer, update: Value) -> Self {
        Self {
            target,
            change: Edit::Update(update),
        }
    }
}
