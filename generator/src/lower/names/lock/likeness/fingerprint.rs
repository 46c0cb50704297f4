//! A number that stands for a whole schema, whatever the order of its keys and of lists that are sets.

use serde_json::Value;

/// FNV-1a.
const START: u64 = 0xcbf2_9ce4_8422_2325;

/// A number for a text.
pub(super) fn text(text: &str) -> u64 {
    add(START, text.as_bytes())
}

/// A number for a schema with all that it says, and one for what it says to programs, whatever only stands around it.
pub(super) fn whole(schema: &Value) -> (u64, u64) {
    (of(schema, "", false), of(unwrapped(schema), "", true))
}

/// A schema without the choices and `allOf`s of one schema, or of one and `null`, around it.
fn unwrapped(schema: &Value) -> &Value {
    let mut schema = schema;
    while let Value::Object(members) = schema {
        let mut others = members.iter().filter(|(key, _)| !is_for_people(key));
        let (Some((keyword, Value::Array(list))), None) = (others.next(), others.next()) else {
            break;
        };
        let mut list = list.iter().filter(|one| !is_null(one));
        let (Some(only), None, "allOf" | "anyOf" | "oneOf") = (list.next(), list.next(), keyword.as_str()) else {
            break;
        };
        schema = only;
    }
    schema
}

/// Whether a schema is only `null`.
pub(super) fn is_null(schema: &Value) -> bool {
    schema.get("type").is_some_and(|kind| kind == "null")
}

/// The number of a value below a key; an empty key is not a keyword.
fn of(value: &Value, key: &str, is_bare: bool) -> u64 {
    match value {
        Value::Object(members) => {
            let has_names = is_map(key);
            let is_left_out = |key: &str| is_bare && !has_names && is_for_people(key);
            let members = members.iter().filter(|(key, _)| !is_left_out(key));
            let mut parts: Vec<(&str, u64)> = members
                .map(|(key, member)| (key.as_str(), of(member, if has_names { "" } else { key }, is_bare)))
                .collect();
            parts.sort_unstable();
            let start = add(START, b"{");
            parts.iter().fold(start, |hash, (key, part)| {
                add(add(add(hash, key.as_bytes()), &[0]), &part.to_le_bytes())
            })
        }
        Value::Array(elements) => {
            let mut parts: Vec<u64> = elements.iter().map(|one| of(one, "", is_bare)).collect();
            if is_set(key) {
                parts.sort_unstable();
            }
            let start = add(START, b"[");
            parts.iter().fold(start, |hash, part| add(hash, &part.to_le_bytes()))
        }
        Value::String(word) => add(add(START, b"\""), word.as_bytes()),
        other => text(&other.to_string()),
    }
}

/// Whether the keys below a keyword are names that the document chooses.
pub(super) fn is_map(keyword: &str) -> bool {
    const MAPS: [&str; 6] = [
        "$defs",
        "definitions",
        "dependentSchemas",
        "mapping",
        "patternProperties",
        "properties",
    ];
    MAPS.contains(&keyword)
}

/// Whether a keyword changes nothing about the values that a schema describes.
fn is_for_people(keyword: &str) -> bool {
    const PEOPLE: [&str; 7] = [
        "deprecated",
        "description",
        "example",
        "examples",
        "externalDocs",
        "summary",
        "title",
    ];
    PEOPLE.contains(&keyword) || keyword.starts_with("x-")
}

/// Whether the order of a keyword's elements means nothing.
fn is_set(keyword: &str) -> bool {
    ["allOf", "anyOf", "enum", "oneOf", "required", "type"].contains(&keyword)
}

fn add(hash: u64, bytes: &[u8]) -> u64 {
    let step = |hash: u64, byte: &u8| (hash ^ u64::from(*byte)).wrapping_mul(0x0000_0100_0000_01b3);
    bytes.iter().fold(hash, step)
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::whole;

    #[test]
    fn only_an_order_that_means_something_matters() {
        let schema = json!({"type": "object", "required": ["a", "b"], "properties": {"a": {"title": "T"}, "b": {"items": [{}, true]}}});
        let same = json!({"properties": {"b": {"items": [{}, true]}, "a": {"title": "T"}}, "required": ["b", "a"], "type": "object"});
        let untitled =
            json!({"type": "object", "required": ["a", "b"], "properties": {"a": {}, "b": {"items": [{}, true]}}});
        let other =
            json!({"type": "object", "required": ["a", "b"], "properties": {"a": {}, "b": {"items": [true, {}]}}});
        assert_eq!(whole(&schema), whole(&same));
        assert_ne!(whole(&schema).0, whole(&untitled).0);
        assert_eq!(whole(&schema).1, whole(&untitled).1);
        assert_ne!(whole(&untitled).1, whole(&other).1);
    }

    #[test]
    fn what_stands_around_a_schema_says_nothing_to_programs() {
        let schema = json!({"type": "object"});
        let wrapped = json!({"oneOf": [{"allOf": [schema]}], "title": "T"});
        let nullable = json!({"anyOf": [schema, {"type": "null"}]});
        for around in [wrapped, nullable] {
            assert_eq!(whole(&around).1, whole(&schema).1);
            assert_ne!(whole(&around).0, whole(&schema).0);
        }
        let more = json!({"allOf": [schema], "required": ["a"]});
        assert_ne!(whole(&more).1, whole(&schema).1);
    }

    #[test]
    fn a_property_may_be_called_like_a_keyword() {
        let with = |key: &str| json!({"properties": {"title": {"properties": {key: {}}}}});
        assert_ne!(whole(&with("title")).1, whole(&with("example")).1);
        assert_ne!(whole(&with("title")).1, whole(&json!({"properties": {}})).1);
    }
}
