//! The head of the merged tree: the first document, whose united parts are empty so that they keep their place in the order of keys.

use indexmap::IndexMap;
use serde_json::{Map, Value};

use super::parts::{Content, Part};
use crate::load::references::slot::Slot;
use crate::pointer::Pointer;

/// The keys of the first document, and what stands at those that no other document adds to.
pub(super) fn head(first: &Value, file: usize, places: &mut IndexMap<Pointer, Content>) -> Map<String, Value> {
    let mut whole = |at: Pointer| {
        let part = Part::unchanged((file, at.clone()));
        places.insert(at, Content::Whole(part));
        Value::Null
    };
    let entries = first.as_object().into_iter().flatten().map(|(key, value)| {
        let at = Pointer::root().key(key);
        let value = match (key.as_str(), value) {
            ("paths" | "webhooks", Value::Object(_)) => Value::Object(Map::new()),
            ("tags", Value::Array(_)) => Value::Array(Vec::new()),
            ("openapi", Value::Number(version)) => Value::String(version.to_string()),
            ("components", Value::Object(kinds)) => {
                let kinds = kinds.iter().map(|(kind, names)| {
                    let is_united = names.is_object() && Slot::of_kind(kind).is_some();
                    let names = if is_united {
                        Value::Object(Map::new())
                    } else {
                        whole(at.key(kind))
                    };
                    (kind.clone(), names)
                });
                Value::Object(kinds.collect())
            }
            _ => whole(at),
        };
        (key.clone(), value)
    });
    entries.collect()
}
