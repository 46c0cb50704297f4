//! The values of a YAML text as a JSON tree.

use std::fmt;

use serde::de::{Deserialize, Deserializer, Error, MapAccess, SeqAccess, Visitor};
use serde_json::Value;
use serde_json::map::Entry;

/// What a key becomes that YAML takes for null: somebody has a property of that name.
pub(super) const NULL_KEY: &str = "null";

/// How [`twice`] ends, by which it is known again among what the reader says.
pub(super) const TWICE: &str = "` is given twice";

/// The words for a key that its mapping has already.
pub(super) fn twice(key: &str) -> String {
    format!("the key `{key}{TWICE}")
}

/// A value whose keys have been compared as the text they become: to YAML, `200` and `"200"` are two keys.
pub(super) struct Unique(pub(super) Value);

impl<'de> Deserialize<'de> for Unique {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(UniqueVisitor)
    }
}

struct UniqueVisitor;

macro_rules! scalars {
    ($($method:ident: $kind:ty),*) => {
        $(fn $method<E>(self, value: $kind) -> Result<Unique, E> { Ok(Unique(Value::from(value))) })*
    };
}

impl<'de> Visitor<'de> for UniqueVisitor {
    type Value = Unique;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a value")
    }

    scalars!(visit_bool: bool, visit_i64: i64, visit_u64: u64, visit_f64: f64, visit_str: &str, visit_string: String);

    fn visit_unit<E>(self) -> Result<Unique, E> {
        Ok(Unique(Value::Null))
    }

    fn visit_none<E>(self) -> Result<Unique, E> {
        Ok(Unique(Value::Null))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<Unique, A::Error> {
        let mut items = Vec::new();
        while let Some(Unique(item)) = seq.next_element()? {
            items.push(item);
        }
        Ok(Unique(Value::Array(items)))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Unique, A::Error> {
        let mut entries = serde_json::Map::new();
        while let Some(key) = map.next_key::<Option<String>>()? {
            let key = key.unwrap_or_else(|| NULL_KEY.to_owned());
            match entries.entry(key) {
                Entry::Vacant(entry) => {
                    let Unique(value) = map.next_value()?;
                    entry.insert(value);
                }
                Entry::Occupied(entry) => return Err(A::Error::custom(twice(entry.key()))),
            }
        }
        Ok(Unique(Value::Object(entries)))
    }
}
