//! Path items: the entries of `paths`, `webhooks` and callbacks, each with its methods.

use serde_json::Value;

use super::method::{self, HttpMethod};
use crate::diag::{Code, Expected, Mismatch};
use crate::pointer::Pointer;
use crate::spec::reference::follow;
use crate::spec::{Document, Fault};

/// A path item: its key, where it stands after `$ref`s, and what stands there.
pub(super) struct PathItem<'a> {
    pub key: &'a str,
    pub at: Pointer,
    value: &'a Value,
}

impl<'a> PathItem<'a> {
    /// The operations: the method of each, where it stands, and what it says.
    pub(super) fn operations(&self) -> impl Iterator<Item = (HttpMethod, Pointer, &'a Value)> {
        method::operations(self.value, &self.at)
    }
}

/// The path items of a map from paths (or names); one that cannot be read is a fault in its place.
pub(super) fn path_items<'a>(
    document: &'a Document,
    at: &Pointer,
) -> impl Iterator<Item = Result<PathItem<'a>, Fault>> {
    let items = document.get(at).and_then(Value::as_object).into_iter().flatten();
    let items = items.filter(|(key, _)| !key.starts_with("x-"));
    items.map(move |(key, value)| path_item(document, key, value, at.key(key)))
}

fn path_item<'a>(document: &'a Document, key: &'a str, value: &'a Value, at: Pointer) -> Result<PathItem<'a>, Fault> {
    let (value, at) = match value.get("$ref").and_then(Value::as_str) {
        Some(reference) => follow(document, reference, &at)?,
        None => (value, at),
    };
    if value.is_object() {
        return Ok(PathItem { key, at, value });
    }
    let wrong = Mismatch::new("a path item", Expected::PathItem, value);
    Err(Fault::new(Code::WrongType, at, wrong))
}

/// Whether the author leaves an operation out. It is not even read then: it may be broken.
pub(super) fn is_skipped(operation: &Value) -> bool {
    operation.get("x-client-skip").and_then(Value::as_bool) == Some(true)
}
