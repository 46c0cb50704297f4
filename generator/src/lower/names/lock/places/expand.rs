//! A schema of which parts have become components, as it was before.
//!
//! In: a schema, and the components that a lock knows. Out: the schema with the content of the other components in place of the references to
//! them, where it stands around them: in choices, `allOf`s, lists and maps.

use std::collections::BTreeSet;

use serde_json::Value;

use super::detours::{LISTS, LONGEST_WAY};
use crate::pointer::Pointer;
use crate::spec::Document;

/// The keywords that hold the schema of what is in a list or a map.
const HELD: [&str; 2] = ["additionalProperties", "items"];

/// At most so many references of one schema are followed.
const MOST: usize = 64;

/// The schema as it was; `None` if it refers to no new component there.
pub(super) fn expanded(document: &Document, known: &BTreeSet<Pointer>, schema: &Value) -> Option<Value> {
    let mut expansion = Expansion {
        document,
        known,
        left: MOST,
    };
    let out = expansion.within(schema, LONGEST_WAY);
    (expansion.left < MOST).then_some(out)
}

struct Expansion<'a> {
    document: &'a Document,
    known: &'a BTreeSet<Pointer>,
    /// How many more references may be followed.
    left: usize,
}

impl Expansion<'_> {
    fn within(&mut self, schema: &Value, depth: usize) -> Value {
        let (Some(members), Some(depth)) = (schema.as_object(), depth.checked_sub(1)) else {
            return schema.clone();
        };
        let each = members.iter().map(|(word, value)| {
            let value = match value {
                Value::Array(list) if LISTS.contains(&word.as_str()) => {
                    list.iter().map(|one| self.followed(one, depth)).collect()
                }
                held if HELD.contains(&word.as_str()) => self.followed(held, depth),
                other => other.clone(),
            };
            (word.clone(), value)
        });
        Value::Object(each.collect())
    }

    fn followed(&mut self, schema: &Value, depth: usize) -> Value {
        let target = schema.get("$ref").and_then(Value::as_str).map(Pointer::parse);
        let is_new = |target: &Pointer| target.depth() == 3 && !self.known.contains(target);
        let found = target.filter(is_new).and_then(|target| self.document.get(&target));
        match (found, self.left.checked_sub(1)) {
            (Some(found), Some(left)) => {
                self.left = left;
                self.within(found, depth)
            }
            _ => self.within(schema, depth),
        }
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use serde_json::json;

    use super::expanded;
    use crate::pointer::Pointer;
    use crate::spec::Document;

    #[test]
    fn a_schema_is_what_it_was_before_its_parts_were_components() {
        let reference = |name: &str| json!({ "$ref": format!("#/components/schemas/{name}") });
        let document = Document {
            root: json!({ "components": { "schemas": {
                "New": { "type": "object" },
                "Old": { "type": "object" },
                "Circle": { "oneOf": [reference("Circle")] },
            } } }),
            ..Document::default()
        };
        let known = BTreeSet::from([Pointer::parse("#/components/schemas/Old")]);
        let around = |one| json!({ "oneOf": [{ "anyOf": [one, reference("Old")] }, { "items": one }] });
        let of = |schema| expanded(&document, &known, &schema);
        assert_eq!(of(around(reference("New"))), Some(around(json!({ "type": "object" }))));
        assert_eq!(of(around(reference("Old"))), None);
        assert_eq!(of(json!({ "properties": { "a": reference("New") } })), None);
        assert!(of(reference("Circle")).is_none() && of(around(reference("Circle"))).is_some());
    }
}
