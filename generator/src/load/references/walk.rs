//! Visits every reference of a tree, and only those; see [`Slot`] for what counts as one.

use serde_json::Value;

use super::slot::Slot;
use crate::pointer::Pointer;

/// The way from the root of the walk to a value, as a list on the stack: a [`Pointer`] is made only when one is needed.
#[derive(Clone, Copy)]
pub(in crate::load) struct Trail<'a> {
    parent: Option<&'a Trail<'a>>,
    part: TrailStep<'a>,
}

#[derive(Clone, Copy)]
pub(in crate::load) enum TrailStep<'a> {
    Start(&'a Pointer),
    Key(&'a str),
    Index(usize),
}

impl<'a> Trail<'a> {
    pub(in crate::load) fn start(at: &'a Pointer) -> Self {
        Self {
            parent: None,
            part: TrailStep::Start(at),
        }
    }

    pub(in crate::load) fn below(&'a self, part: TrailStep<'a>) -> Self {
        Self {
            parent: Some(self),
            part,
        }
    }

    /// The trail as a pointer.
    pub(in crate::load) fn pointer(&self) -> Pointer {
        let mut out = self.parent.map(Trail::pointer).unwrap_or_default();
        match self.part {
            TrailStep::Start(at) => return at.clone(),
            TrailStep::Key(key) => out.enter(key),
            TrailStep::Index(index) => out.enter(&index.to_string()),
        }
        out
    }
}

/// One reference: where its text stands, what it must lead to, and the text.
pub(in crate::load) struct Reference<'a> {
    pub(in crate::load) trail: &'a Trail<'a>,
    pub(in crate::load) slot: Slot,
    pub(in crate::load) text: &'a str,
    /// Whether it stands in `discriminator.mapping`, where the text may also be a bare name.
    pub(in crate::load) mapping: bool,
}

/// Calls `each` with every reference below `value`.
pub(in crate::load) fn references(value: &Value, slot: Slot, at: &Pointer, each: &mut dyn FnMut(&Reference<'_>)) {
    descend(value, slot, &Trail::start(at), each);
}

fn descend(value: &Value, slot: Slot, trail: &Trail<'_>, each: &mut dyn FnMut(&Reference<'_>)) {
    let reference = |text, slot, mapping, trail: &Trail<'_>, each: &mut dyn FnMut(&Reference<'_>)| {
        each(&Reference {
            trail,
            slot,
            text,
            mapping,
        });
    };
    match value {
        Value::Object(_) if slot == Slot::Data => {}
        Value::Object(map) => {
            for (key, child) in map {
                let below = trail.below(TrailStep::Key(key));
                match child {
                    Value::String(text) if slot.enter(key) == Slot::Mapped => {
                        reference(text, Slot::Schema, true, &below, each)
                    }
                    Value::String(text) if key == "$ref" && slot.is_referable() => {
                        reference(text, slot, false, &below, each);
                    }
                    _ => descend(child, slot.enter(key), &below, each),
                }
            }
        }
        Value::Array(list) if slot != Slot::Data => {
            for (index, child) in list.iter().enumerate() {
                descend(child, slot, &trail.below(TrailStep::Index(index)), each);
            }
        }
        _ => {}
    }
}
