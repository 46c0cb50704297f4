//! What one action of an overlay asks for.

use serde_json::{Map, Value};

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
    /// The place that is copied, as a JSONPath.
    Copy(&'a str),
}

/// The key of an action that copies.
pub(super) const COPY: &str = "copy";

/// Understands the action at a place of the overlay.
pub(super) fn read<'a>(action: &'a Value, at: &Pointer) -> Result<Action<'a>, OverlayFault> {
    let Some(map) = action.as_object() else {
        return Err(OverlayFault::new(
            Code::Overlay,
            at.clone(),
            format!("an action is a mapping, and this is {}", kind(action)),
        ));
    };
    known_keys(map, &["target", "description", "update", COPY, "remove"], at)?;
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
        verb: verb(map, at)?,
    })
}

fn verb<'a>(map: &'a Map<String, Value>, at: &Pointer) -> Result<Verb<'a>, OverlayFault> {
    let remove = match map.get("remove") {
        None => false,
        Some(Value::Bool(remove)) => *remove,
        Some(other) => {
            let message = format!("`remove` is `true` or `false`, and this is {}", kind(other));
            return Err(OverlayFault::new(Code::Overlay, at.key("remove"), message));
        }
    };
    let twice = |key: &str, message: &str| {
        let fault = OverlayFault::new(Code::Overlay, at.key(key), message);
        Err(fault.help("an action does one thing: split it into two actions, in the order you mean"))
    };
    match (map.get("update"), map.get(COPY), remove) {
        (None, None, true) => Ok(Verb::Remove),
        (Some(update), None, false) => Ok(Verb::Update(update)),
        (None, Some(Value::String(path)), false) => Ok(Verb::Copy(path)),
        (None, Some(other), false) => {
            let message = format!("`copy` is a JSONPath in quotes, and this is {}", kind(other));
            Err(OverlayFault::new(Code::Overlay, at.key(COPY), message))
        }
        (Some(_), None, true) => twice("remove", "this action both updates and removes"),
        (None, Some(_), true) => twice("remove", "this action both copies and removes"),
        (Some(_), Some(_), _) => twice(COPY, "this action both updates and copies"),
        (None, None, false) => Err(OverlayFault::new(
            Code::Overlay,
            at.clone(),
            "this action has none of `update`, `copy` and `remove`",
        )
        .help("give it `update: …`, `copy: …` or `remove: true`")),
    }
}
