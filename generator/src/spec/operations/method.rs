//! The methods that operations have, and where a path item keeps each.

use serde_json::{Map, Value};

use crate::pointer::Pointer;

/// The keys of a path item that are operations.
pub const METHODS: [&str; 9] = [
    "get", "put", "post", "delete", "options", "head", "patch", "trace", "query",
];

/// The key of a path item with the operations of all other methods.
pub const OTHER_METHODS: &str = "additionalOperations";

/// The method of an operation: a key of a path item, or one of its other methods, which are sent as they are written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HttpMethod(String);

impl HttpMethod {
    /// The method of this key.
    pub fn new(key: &str) -> Self {
        Self(key.to_owned())
    }

    /// As the document has it: `get`.
    pub fn key(&self) -> &str {
        &self.0
    }

    /// As it is sent: `GET`.
    pub fn sent(&self) -> String {
        match METHODS.contains(&self.0.as_str()) {
            true => self.0.to_uppercase(),
            false => self.0.clone(),
        }
    }

    /// As a word of a name: `get`.
    pub fn word(&self) -> String {
        self.0.to_lowercase()
    }

    /// The method of the operation at the first of these words, which follow those of a path item, and how many words it takes.
    pub fn read(words: &[&str]) -> Option<(Self, usize)> {
        match words {
            [OTHER_METHODS, key, ..] => Some((Self::new(key), 2)),
            [key, ..] if METHODS.contains(key) => Some((Self::new(key), 1)),
            _ => None,
        }
    }
}

/// The operations of a path item that stands somewhere: the fixed methods in the order of [`METHODS`], then the others.
pub(super) fn operations<'a>(item: &'a Value, at: &Pointer) -> impl Iterator<Item = (HttpMethod, Pointer, &'a Value)> {
    let fixed = METHODS.into_iter();
    let fixed = fixed.filter_map(|key| Some((HttpMethod::new(key), at.key(key), item.get(key)?)));
    let others = at.key(OTHER_METHODS);
    let more = item.get(OTHER_METHODS).and_then(Value::as_object);
    let more = more.into_iter().flat_map(Map::iter);
    fixed.chain(more.map(move |(key, value)| (HttpMethod::new(key), others.key(key), value)))
}
