//! One walk over the whole document, for what is checked of every object of a kind wherever it stands.

use serde_json::{Map, Value};

use super::findings::Findings;
use super::{extensions, keywords, limits, parameters, parts, schemas, servers};
use crate::load::references::slot::Slot;
use crate::load::references::walk::{Trail, TrailStep};
use crate::pointer::Pointer;

/// Checks every object of the document.
pub(super) fn check(root: &Value, found: &mut Findings) {
    let start = Pointer::root();
    walk(root, Slot::Document, root, &Trail::start(&start), found);
}

/// Checks what is particular to objects of a kind.
fn object(map: &Map<String, Value>, slot: Slot, root: &Value, trail: &Trail<'_>, found: &mut Findings) {
    match slot {
        Slot::Schema => {
            schemas::check(map, trail, found);
            limits::check(map, trail, found);
            keywords::check(map, trail, found);
        }
        Slot::Discriminator => parts::discriminator(map, trail, found),
        Slot::Parameter => parameters::parameter(map, trail, found),
        Slot::Header => parameters::header(map, trail, found),
        Slot::Encoding => parameters::encoding(map, trail, found),
        Slot::PathItem | Slot::Operation => {
            parameters::list(map, root, trail, found);
            servers::check(map, slot, trail, found);
        }
        Slot::Document => servers::check(map, slot, trail, found),
        _ => {}
    }
}

fn walk(value: &Value, slot: Slot, root: &Value, trail: &Trail<'_>, found: &mut Findings) {
    match value {
        _ if slot == Slot::Data => {}
        Value::Object(map) => {
            extensions::check(map, slot, trail, found);
            object(map, slot, root, trail, found);
            for (key, child) in map {
                walk(child, slot.enter(key), root, &trail.below(TrailStep::Key(key)), found);
            }
        }
        Value::Array(items) => {
            for (index, item) in items.iter().enumerate() {
                walk(item, slot, root, &trail.below(TrailStep::Index(index)), found);
            }
        }
        _ => {}
    }
}
