//! What `client.toml` says of single schemas and properties, as the extensions by which a document or an overlay says the same.
//!
//! Filled by `annotate`, then only read. It is read together with the document, and wins over it.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use serde_json::{Map, Value};

use super::Document;
use crate::diag::Place;
use crate::pointer::Pointer;

/// Place → extension → value.
#[derive(Clone, Debug, Default)]
pub struct Annotations {
    by_place: BTreeMap<Pointer, Map<String, Value>>,
    /// Place of an extension → the entry of `client.toml`, also for those of operations.
    entries: BTreeMap<Pointer, Place>,
}

static NONE: LazyLock<Map<String, Value>> = LazyLock::new(Map::new);

impl Annotations {
    /// Those of a place.
    pub(in crate::spec) fn at(&self, at: &Pointer) -> &Map<String, Value> {
        self.by_place.get(at).unwrap_or(&NONE)
    }

    /// The value of an extension at a place: the one given here, otherwise the document's.
    pub fn extension<'a>(&'a self, document: &'a Document, at: &Pointer, name: &str) -> Option<&'a Value> {
        self.at(at).get(name).or_else(|| document.get(at)?.get(name))
    }

    /// Adds an extension to a place.
    pub fn add(&mut self, at: Pointer, name: &str, value: Value) {
        self.by_place.entry(at).or_default().insert(name.to_owned(), value);
    }

    /// Notes which entry gives the extension at a place.
    pub fn note(&mut self, extension: Pointer, entry: Place) {
        self.entries.insert(extension, entry);
    }

    /// The entry that gives the extension at a place, if the document does not.
    pub fn entry(&self, extension: &Pointer) -> Option<&Place> {
        self.entries.get(extension)
    }

    /// All extensions that entries give, with those.
    pub fn entries(&self) -> impl Iterator<Item = (&Pointer, &Place)> {
        self.entries.iter()
    }
}
