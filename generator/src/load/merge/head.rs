//! The head of the merged tree: the first document, whose united parts are empty so that they keep their place in the order of keys.

use indexmap::IndexMap;
use serde_json::{Map, Value};

use super::parts::{Content, Fragment};
use crate::load::references::dialect::Dialect;
use crate::pointer::Pointer;

/// The keys of the first document, and what stands at those that no other document adds to.
pub(super) fn head(
    first: &Value,
    file: usize,
    dialect: Dialect,
    places: &mut IndexMap<Pointer, Content>,
) -> Map<String, Value> {
    let mut whole = |at: Pointer| {
        let part = Fragment::unchanged((file, at.clone()));
        places.insert(at, Content::Whole(part));
        Value::Null
    };
    let entries = first.as_object().into_iter().flatten().map(|(key, value)| {
        let at = Pointer::root().key(key);
        let value = match (key.as_str(), value) {
            ("paths" | "webhooks", Value::Object(_)) => Value::Object(Map::new()),
            ("tags", Value::Array(_)) => Value::Array(Vec::new()),
            ("openapi" | "swagger", Value::Number(version)) => Value::String(version.to_string()),
            ("components", Value::Object(kinds)) => {
                let kinds = kinds.iter().map(|(kind, names)| {
                    let names = match is_united(dialect, kind, names) {
                        true => Value::Object(Map::new()),
                        false => whole(at.key(kind)),
                    };
                    (kind.clone(), names)
                });
                Value::Object(kinds.collect())
            }
            (folder, names) if dialect == Dialect::Swagger && is_united(dialect, folder, names) => {
                Value::Object(Map::new())
            }
            _ => whole(at),
        };
        (key.clone(), value)
    });
    entries.collect()
}

/// Whether the components of all documents come together in a folder.
fn is_united(dialect: Dialect, folder: &str, names: &Value) -> bool {
    names.is_object() && dialect.held(folder).is_some()
}
