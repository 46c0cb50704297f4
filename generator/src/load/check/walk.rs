//! One walk over the whole document, for what is checked of every object of a kind wherever it stands.

use serde_json::Value;

use super::findings::Findings;
use super::{extensions, schemas};
use crate::load::references::slot::Slot;
use crate::load::references::walk::{Step, Trail};
use crate::pointer::Pointer;

/// Checks every object of the document.
pub(super) fn check(root: &Value, found: &mut Findings) {
    let start = Pointer::root();
    walk(root, Slot::Document, &Trail::start(&start), found);
}

fn walk(value: &Value, slot: Slot, trail: &Trail<'_>, found: &mut Findings) {
    match value {
        _ if slot == Slot::Data => {}
        Value::Object(map) => {
            extensions::check(map, slot, trail, found);
            if slot == Slot::Schema {
                schemas::check(map, trail, found);
            }
            for (key, child) in map {
                walk(child, slot.enter(key), &trail.below(Step::Key(key)), found);
            }
        }
        Value::Array(items) => {
            for (index, item) in items.iter().enumerate() {
                walk(item, slot, &trail.below(Step::Index(index)), found);
            }
        }
        _ => {}
    }
}
