//! Schemas whose `enum` and `type` exclude each other: nothing would ever satisfy them.

use serde_json::{Map, Value};

use super::Findings;
use crate::diag::Diagnostic;
use crate::load::slot::Slot;
use crate::load::walk::{Part, Trail};
use crate::pointer::Pointer;

/// Checks every schema of the document.
pub(super) fn check(root: &Value, found: &mut Findings) {
    let start = Pointer::root();
    walk(root, Slot::Document, &Trail::start(&start), found);
}

fn walk(value: &Value, slot: Slot, trail: &Trail<'_>, found: &mut Findings) {
    match value {
        _ if slot == Slot::Data => {}
        Value::Object(map) => {
            if slot == Slot::Schema {
                schema(map, trail, found);
            }
            for (key, child) in map {
                walk(child, slot.enter(key), &trail.below(Part::Key(key)), found);
            }
        }
        Value::Array(items) => {
            for (index, item) in items.iter().enumerate() {
                walk(item, slot, &trail.below(Part::Index(index)), found);
            }
        }
        _ => {}
    }
}

/// Which of the two is meant nobody knows, so both go.
fn schema(map: &Map<String, Value>, trail: &Trail<'_>, found: &mut Findings) {
    let (Some(Value::String(kind)), Some(Value::Array(values))) = (map.get("type"), map.get("enum")) else {
        return;
    };
    if values.iter().all(Value::is_null) || values.iter().any(|value| is_of(value, kind)) {
        return;
    }
    let at = trail.pointer();
    let message = format!("none of the values of this `enum` is of the type `{kind}`");
    let said = Diagnostic::gap("contradictory-enum", &at.key("enum"), message);
    found
        .said
        .push(said.help("any JSON value is taken here; write the values in the kind that they have on the wire"));
    found.gone.extend([at.key("enum"), at.key("type")]);
}

fn is_of(value: &Value, kind: &str) -> bool {
    match kind {
        "string" => value.is_string(),
        "integer" => value.is_i64() || value.is_u64() || value.as_f64().is_some_and(|number| number.fract() == 0.0),
        "number" => value.is_number(),
        "boolean" => value.is_boolean(),
        "array" => value.is_array(),
        "object" => value.is_object(),
        _ => true,
    }
}
