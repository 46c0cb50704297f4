//! What the checks do to a document once all of them have seen it.

use serde_json::Value;

use crate::load::removal::{Removed, remove};
use crate::pointer::Pointer;
use crate::spec::Document;

/// Changes that leave only parts that can be read.
#[derive(Default)]
pub(in crate::load) struct Corrections {
    /// Values that take the place of others, or are new.
    pub(in crate::load) set: Vec<(Pointer, Value)>,
    /// Parts that go.
    pub(in crate::load) gone: Vec<Pointer>,
}

impl Corrections {
    /// Corrects the document that was checked. It remembers where elements of lists stood, so that messages about it can say
    /// where its author finds them.
    pub(in crate::load) fn apply(self, document: &mut Document) {
        for (at, value) in self.set {
            put(&mut document.root, &at, value);
        }
        for removed in remove(&mut document.root, self.gone) {
            if let Removed::Elements { list, gone, before } = removed {
                let left = document.left.entry(list).or_insert_with(|| (0..before).collect());
                left.retain(|index| !gone.contains(index));
            }
        }
    }
}

/// Sets a key of a mapping, or an element of a list that is there.
fn put(root: &mut Value, at: &Pointer, value: Value) {
    let Some(parent) = at.parent() else { return };
    match parent.find_mut(root) {
        Some(Value::Object(map)) => {
            map.insert(at.last(), value);
        }
        Some(Value::Array(list)) => {
            if let Some(old) = at.last().parse().ok().and_then(|index: usize| list.get_mut(index)) {
                *old = value;
            }
        }
        _ => {}
    }
}
