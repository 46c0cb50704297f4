//! What one action of an overlay asks for.

use serde_json::Value;

use super::fault::{OverlayFault, known_keys};
use crate::diag::Code;
use crate::load::describe::kind;
use crate::pointer::Pointer;

/// One action, understood.
pub(super) struct Action<'a> {
    pub(super) target: &'a str,
    pub(super) verb: Verb<'a>,
}

/// What happens to what the target matches.
pub(super) enum Verb<'a> {
    Remove,
    Update(&'a Value),
}

/// Understands the action at a place of the overlay.
pub(super) fn read<'a>(action: &'a Value, at: &Pointer) -> Result<Action<'a>, OverlayFault> {
    let Some(map) = action.as_object() else {
        return Err(OverlayFault::new(
            Code::Overlay,
            at.clone(),
            format!("an action is a mapping, and this is {}", kind(action)),
        ));
    };
    known_keys(map, &["target", "description", "update", "remove"], at)?;
    let target = match map.get("target") {
        Some(Value::String(target)) => target,
        Some(other) => {
            let message = format!("`target` is a JSONPath in quotes, and this is {}", kind(other));
            return Err(OverlayFault::new(Code::Overlay, at.key("target"), message));
        }
        None => {
            return Err(OverlayFault::new(
                Code::Overlay,
                at.clone(),
                "this action has no `target`",
            ));
        }
    };
    Ok(Action {
        target,
        verb: verb(map.get("update"), map.get("remove"), at)?,
    })
}

fn verb<'a>(update: Option<&'a Value>, remove: Option<&Value>, at: &Pointer) -> Result<Verb<'a>, OverlayFault> {
    let remove = match remove {
        None => false,
        Some(Value::Bool(remove)) => *remove,
        Some(other) => {
            let message = format!("`remove` is `true` or `false`, and this is {}", kind(other));
            return Err(OverlayFault::new(Code::Overlay, at.key("remove"), message));
        }
    };
    match (update, remove) {
        (None, true) => Ok(Verb::Remove),
        (Some(update), false) => Ok(Verb::Update(update)),
        (Some(_), true) => {
            Err(
                OverlayFault::new(Code::Overlay, at.key("remove"), "this action both updates and removes")
                    .help("an action does one thing: make two of it, in the order you mean"),
            )
        }
        (None, false) => Err(
            OverlayFault::new(Code::Overlay, at.clone(), "this action neither updates nor removes")
                .help("give it `update: …` or `remove: true`"),
        ),
    }
}
