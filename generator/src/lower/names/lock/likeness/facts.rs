//! What is true of a schema, as a set of small numbers: for each way into it (`properties/a`) that there is something, and for each
//! word or number at the end of a way (`properties/a/type:string`) what it is. No fact contains a position in a list, and an addition to
//! a schema takes no fact away, so a schema that changes can be recognized by the facts that are left.
//!
//! In: a schema. Out: its facts. What others have in common with it is not known here.

use std::collections::{BTreeMap, VecDeque};

use serde_json::{Map, Value};

use super::fingerprint::{is_map, text};

/// At most so many facts of a schema, those near its root first.
const FACT_LIMIT: usize = 200;

/// A fact lies deep if it is about more than a keyword of the schema or the presence of a property.
const DEEP_FROM: usize = 3;

/// The facts of a schema, each with whether it lies deep.
pub(super) fn facts(schema: &Value) -> BTreeMap<u32, bool> {
    let mut out = BTreeMap::new();
    let mut todo = VecDeque::from([(String::new(), 0, schema, false)]);
    while let Some((way, depth, value, has_names)) = todo.pop_front()
        && out.len() < FACT_LIMIT
    {
        match value {
            Value::Object(members) => {
                out.entry(fact(&way)).or_insert(depth >= DEEP_FROM);
                for (key, member) in sorted(members, has_names) {
                    // What a member of an `allOf` says, the schema says.
                    if let ("allOf", false, Value::Array(parts)) = (key.as_str(), has_names, member) {
                        todo.extend(parts.iter().map(|part| (way.clone(), depth, part, false)));
                        continue;
                    }
                    let is_map = !has_names && is_map(key);
                    // A choice is the same by either keyword.
                    let word = if key == "anyOf" { "oneOf" } else { key };
                    todo.push_back((format!("{way}/{word}"), depth + 1, member, is_map));
                }
            }
            Value::Array(elements) => todo.extend(elements.iter().map(|one| (way.clone(), depth, one, false))),
            Value::String(word) => drop(out.entry(fact(&format!("{way}:{word}"))).or_insert(depth >= DEEP_FROM)),
            other => drop(out.entry(fact(&format!("{way}:{other}"))).or_insert(depth >= DEEP_FROM)),
        }
    }
    out
}

/// Whether a fact says only of what kind a schema is, which many schemas are.
pub(super) fn is_of_kind(number: u32) -> bool {
    const WAYS: [&str; 6] = [
        "",
        "/type",
        "/properties",
        "/required",
        "/items",
        "/additionalProperties",
    ];
    const KINDS: [&str; 7] = ["object", "array", "string", "integer", "number", "boolean", "null"];
    let is_kind = |kind: &&str| fact(&format!("/type:{kind}")) == number;
    WAYS.iter().any(|way| fact(way) == number) || KINDS.iter().any(is_kind)
}

/// The members that describe the schema, by key, so that their order in the document does not matter.
fn sorted(members: &Map<String, Value>, has_names: bool) -> Vec<(&String, &Value)> {
    let describes = |key: &str| has_names || !(key.starts_with("x-") || EXAMPLES.contains(&key));
    let mut out: Vec<_> = members.iter().filter(|(key, _)| describes(key)).collect();
    out.sort_by_key(|(key, _)| *key);
    out
}

const EXAMPLES: [&str; 3] = ["example", "examples", "externalDocs"];

/// 24 bits are enough to tell the facts of one list apart.
fn fact(words: &str) -> u32 {
    u32::try_from(text(words) & 0xff_ffff).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::facts;

    #[test]
    fn an_addition_takes_no_fact_away() {
        let before = json!({"type": "object", "properties": {"a": {"enum": ["x"]}}, "oneOf": [{"title": "T"}]});
        let after = json!({
            "required": ["a", "b"],
            "oneOf": [{"type": "object"}, {"title": "T", "items": {}}],
            "properties": {"b": {"type": "string"}, "a": {"enum": ["y", "x"]}},
            "type": "object",
        });
        let (before, after) = (facts(&before), facts(&after));
        assert!(before.keys().all(|fact| after.contains_key(fact)));
        assert!(before.len() < after.len());
        let parts = json!({"allOf": [{"required": ["a"]}, {"type": "object"}]});
        assert_eq!(facts(&parts), facts(&json!({"type": "object", "required": ["a"]})));
    }

    #[test]
    fn a_property_may_be_called_like_a_keyword() {
        let table = [
            (json!({"properties": {"example": {}}}), json!({"properties": {}})),
            (
                json!({"properties": {"properties": {"example": {}}}}),
                json!({"properties": {"properties": {}}}),
            ),
        ];
        let counts = table.map(|(more, less)| facts(&more).len() - facts(&less).len());
        assert_eq!(counts, [1, 0]);
    }
}
