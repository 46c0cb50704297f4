//! A schema object as the families of keywords read it: keyword by keyword, in the types that they should have. A keyword of
//! another type counts as absent here; [`super::check`] reports it.

use serde_json::{Map, Number, Value};

use crate::pointer::Pointer;

/// So many keywords are compared one by one.
const FEW: usize = 16;

/// A schema object and its place. Nothing of it is copied.
#[derive(Clone, Copy)]
pub(super) struct Keywords<'a, 'p> {
    pub(super) at: &'p Pointer,
    pub(super) object: &'a Map<String, Value>,
}

impl<'a> Keywords<'a, '_> {
    /// A keyword's value.
    pub(super) fn get(self, key: &str) -> Option<&'a Value> {
        keyword(self.object, key)
    }

    pub(super) fn has(self, key: &str) -> bool {
        self.get(key).is_some()
    }

    pub(super) fn text(self, key: &str) -> Option<&'a str> {
        self.get(key).and_then(Value::as_str)
    }

    pub(super) fn flag(self, key: &str) -> bool {
        self.get(key).and_then(Value::as_bool).unwrap_or(false)
    }

    pub(super) fn number(self, key: &str) -> Option<&'a Number> {
        self.get(key).and_then(Value::as_number)
    }

    pub(super) fn elements(self, key: &str) -> &'a [Value] {
        let list = self.get(key).and_then(Value::as_array);
        list.map(Vec::as_slice).unwrap_or_default()
    }

    pub(super) fn entries(self, key: &str) -> impl Iterator<Item = (&'a str, &'a Value)> {
        let map = self.get(key).and_then(Value::as_object);
        map.into_iter().flatten().map(|(name, value)| (name.as_str(), value))
    }

    /// The texts of a list.
    pub(super) fn texts(self, key: &str) -> Vec<&'a str> {
        texts(self.elements(key))
    }

    /// The place of a keyword.
    pub(super) fn place(self, key: &str) -> Pointer {
        self.at.key(key)
    }

    /// The places of the elements of a list.
    pub(super) fn places(self, key: &str) -> Vec<Pointer> {
        let count = self.elements(key).len();
        if count == 0 {
            return Vec::new();
        }
        let here = self.place(key);
        (0..count).map(|index| here.index(index)).collect()
    }

    /// The names and places of the entries of a mapping.
    pub(super) fn named_places(self, key: &str) -> Vec<(&'a str, Pointer)> {
        let here = self.place(key);
        let entries = self.entries(key);
        entries.map(|(name, _)| (name, here.key(name))).collect()
    }
}

/// The value of a keyword or an extension of a schema object. A schema has few and is asked for all that there are, so most are not there:
/// comparing a few words is quicker than a hash of each that is asked for.
pub(crate) fn keyword<'a>(object: &'a Map<String, Value>, key: &str) -> Option<&'a Value> {
    if object.len() > FEW {
        return object.get(key);
    }
    let mut all = object.iter();
    all.find(|(name, _)| *name == key).map(|(_, value)| value)
}

/// The elements that are texts.
pub(super) fn texts(elements: &[Value]) -> Vec<&str> {
    elements.iter().filter_map(Value::as_str).collect()
}
