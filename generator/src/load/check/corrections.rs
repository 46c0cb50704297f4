//! What the checks do to a document once all of them have seen it.

use serde_json::Value;

use crate::load::overlay::editor::Editor;
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
    /// Corrects the document that was checked.
    pub(in crate::load) fn apply(self, document: &mut Document) {
        for (at, value) in self.set {
            put(&mut document.root, &at, value);
        }
        let site = (0, Pointer::root());
        Editor { document, site }.remove(self.gone);
    }
}

/// Sets a key of a mapping, or an element of a list that is there.
fn put(root: &mut Value, at: &Pointer, value: Value) {
    let Some(parent) = at.parent() else { return };
    match root.pointer_mut(parent.as_str()) {
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
