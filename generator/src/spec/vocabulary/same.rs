//! Whether two schemas say the same.
//!
//! In: two schemas as they are written. Out: whether they differ in nothing but descriptions and keywords that no client depends on. A `title` is a
//! name that the author gave, so it counts. Must not follow references: those to different places differ.

use std::hash::{DefaultHasher, Hash, Hasher};

use serde_json::{Map, Value};

use super::keywords::{Holds, Purpose, schema_keyword};

/// Compares two schemas.
pub fn say_the_same(one: &Value, other: &Value) -> bool {
    match (one, other) {
        (Value::Object(one), Value::Object(other)) => members(one, other),
        _ => one == other,
    }
}

/// A number that is the same for schemas that say the same. Few others have it.
pub fn schema_digest(schema: &Value) -> u64 {
    match schema {
        Value::Object(members) => {
            let counted = members.iter().filter(|(key, _)| counts(key));
            counted.fold(1, |sum, (key, value)| {
                sum.wrapping_add(number(&(key, schema_digest(value))))
            })
        }
        Value::Array(list) => number(&list.iter().map(schema_digest).collect::<Vec<_>>()),
        other => number(&other.to_string()),
    }
}

fn number(value: &impl Hash) -> u64 {
    let mut hasher = DefaultHasher::new();
    value.hash(&mut hasher);
    hasher.finish()
}

fn members(one: &Map<String, Value>, other: &Map<String, Value>) -> bool {
    let count = |schema: &Map<String, Value>| schema.keys().filter(|key| counts(key)).count();
    let mut each = one.iter().filter(|(key, _)| counts(key));
    count(one) == count(other)
        && each.all(|(key, value)| other.get(key).is_some_and(|other| keyword(key, value, other)))
}

/// Whether a keyword says something of values.
fn counts(key: &str) -> bool {
    let is_nothing = schema_keyword(key).is_some_and(|known| matches!(known.purpose, Purpose::Nothing));
    key != "description" && !is_nothing
}

/// Compares the values of a keyword.
fn keyword(key: &str, one: &Value, other: &Value) -> bool {
    let holds = schema_keyword(key).and_then(|known| match known.purpose {
        Purpose::Schemas(holds, _) => Some(holds),
        _ => None,
    });
    match (holds, one, other) {
        (Some(Holds::List | Holds::One), Value::Array(one), Value::Array(other)) => {
            one.len() == other.len() && one.iter().zip(other).all(|(one, other)| say_the_same(one, other))
        }
        (Some(Holds::Entries), Value::Object(one), Value::Object(other)) => {
            let mut each = one.iter();
            one.len() == other.len()
                && each.all(|(key, one)| other.get(key).is_some_and(|other| say_the_same(one, other)))
        }
        (Some(Holds::One), one, other) => say_the_same(one, other),
        (_, one, other) => one == other,
    }
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::{say_the_same, schema_digest};

    #[test]
    fn only_words_for_people_may_differ() {
        let schema = json!({ "type": "object", "properties": { "description": { "type": "string" }, "a": { "enum": [{ "description": 1 }] } } });
        let table: [(&str, Value, bool); 7] = [
            ("/description", json!("Another."), true),
            ("/properties/a/description", json!("Another."), true),
            ("/externalDocs", json!({}), true),
            ("/title", json!("Another"), false),
            ("/x-client-name", json!("Another"), false),
            ("/properties/description/type", json!("integer"), false),
            ("/properties/a/enum/0/description", json!(2), false),
        ];
        for (at, value, same) in table {
            let mut other = schema.clone();
            let (owner, key) = at.rsplit_once('/').expect("a place");
            other.pointer_mut(owner).expect("it is there")[key] = value;
            assert_eq!(
                (say_the_same(&schema, &other), say_the_same(&other, &schema)),
                (same, same),
                "{at}"
            );
            // Of what is below a key that may be for people it says less than it could.
            let is_as_one = schema_digest(&schema) == schema_digest(&other);
            assert_eq!(is_as_one, same || at.contains("description"), "{at}");
        }
        assert!(!say_the_same(&schema, &json!({ "type": "object", "properties": {} })));
    }
}
