//! What the events of a stream hold.
//!
//! `itemSchema` of `text/event-stream` describes an event as an object with `data`, `event`, `id` and `retry`, where `data` is text whose
//! content may have a schema of its own. A client reads that content.

use std::collections::BTreeSet;

use serde_json::{Map, Value};

use super::names::is_json;
use crate::pointer::Pointer;
use crate::spec::Document;
use crate::spec::reference::follow;

/// Why the schema of an item is not the one that the document has.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ItemFault {
    /// It describes something else than an event, and is taken for the schema of the data.
    NotAnEvent,
    /// Several kinds of events have data of several types, and none is taken.
    SeveralKinds,
}

/// What an event has.
const KEYS: [&str; 4] = ["data", "event", "id", "retry"];

/// Keywords whose schemas describe an event, too.
const PARTS: [&str; 3] = ["oneOf", "anyOf", "allOf"];

/// A schema, and where it stands.
type Placed<'a> = (&'a Value, Pointer);

/// The schema of the data, for the schema of an event at a place; `None` for text.
pub(super) fn data(doc: &Document, event: Pointer) -> (Option<Pointer>, Option<ItemFault>) {
    let Some(whole) = target(doc, &event) else {
        return (Some(event), None);
    };
    let parts = parts(doc, &whole);
    let all: Vec<&Placed<'_>> = parts
        .iter()
        .chain([&whole])
        .filter(|one| properties(one).is_some())
        .collect();
    let is_event =
        |one: &&Placed<'_>| properties(one).is_some_and(|all| all.keys().all(|key| KEYS.contains(&key.as_str())));
    if all.is_empty() || !all.iter().all(is_event) {
        return (Some(event), Some(ItemFault::NotAnEvent));
    }
    let of = |all: &[Placed<'_>]| -> BTreeSet<Pointer> { all.iter().filter_map(|one| content(doc, one)).collect() };
    let mut found = of(&parts);
    if found.is_empty() {
        found = of(&[whole]);
    }
    match found.len() {
        0 | 1 => (found.pop_first(), None),
        _ => (None, Some(ItemFault::SeveralKinds)),
    }
}

/// What stands at a place, after `$ref`s.
fn target<'a>(doc: &'a Document, at: &Pointer) -> Option<Placed<'a>> {
    follow(doc, at.as_str(), at).ok()
}

fn parts<'a>(doc: &'a Document, (value, at): &Placed<'a>) -> Vec<Placed<'a>> {
    let lists = PARTS
        .iter()
        .filter_map(|key| Some((key, value.get(key)?.as_array()?.len())));
    let places = lists.flat_map(|(key, count)| (0..count).map(move |index| at.key(key).index(index)));
    places.filter_map(|at| target(doc, &at)).collect()
}

fn properties<'a>((value, _): &Placed<'a>) -> Option<&'a Map<String, Value>> {
    value.get("properties")?.as_object()
}

/// The schema of what the data of an event says: of its content if it is JSON, else its own.
fn content(doc: &Document, event: &Placed<'_>) -> Option<Pointer> {
    let (_, at) = event;
    properties(event)?.get("data")?;
    let (data, at) = target(doc, &at.key("properties").key("data"))?;
    let media_type = data.get("contentMediaType").and_then(Value::as_str);
    let has_schema = data.get("contentSchema").is_some() && media_type.is_none_or(is_json);
    let at = if has_schema { at.key("contentSchema") } else { at };
    Some(target(doc, &at).map_or(at, |(_, at)| at))
}
