//! What the events of a stream hold.
//!
//! `itemSchema` of `text/event-stream` describes an event as an object with `data`, `event`, `id` and `retry`, where `data` is text whose
//! content may have a schema of its own. A client reads that content.

use std::collections::BTreeMap;

use serde_json::{Map, Value};

use super::essence::is_json;
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

/// Alternatives: each describes another kind of event.
const KINDS: [&str; 2] = ["oneOf", "anyOf"];

/// Schemas of schemas of an event are read as deep as this.
const DEEPEST: usize = 16;

/// So many schemas of an event are read.
const MOST: usize = 1000;

/// A schema, and where it stands.
type Placed<'a> = (&'a Value, Pointer);

/// The schemas of data, each with whether it says more than that the data are text.
type DataSchemas = BTreeMap<Pointer, bool>;

/// The schema of the data, for the schema of an event at a place; `None` if it has no data, or data of several types.
pub(super) fn data(doc: &Document, event: Pointer) -> (Option<Pointer>, Option<ItemFault>) {
    let Some(whole) = target(doc, &event) else {
        return (Some(event), None);
    };
    let mut reader = Reader {
        doc,
        left: MOST,
        events: 0,
        others: 0,
    };
    let mut found = reader.data_schemas(&whole, DEEPEST);
    if reader.events == 0 || reader.others > 0 {
        return (Some(event), Some(ItemFault::NotAnEvent));
    }
    match found.len() {
        0 | 1 => (found.pop_first().map(|(at, _)| at), None),
        _ => (None, Some(ItemFault::SeveralKinds)),
    }
}

/// Reads a schema and those that it consists of.
struct Reader<'a> {
    doc: &'a Document,
    /// How many schemas may still be read.
    left: usize,
    /// Schemas with properties that events have, and those with other ones.
    events: usize,
    others: usize,
}

impl<'a> Reader<'a> {
    /// The schemas of the data of all kinds of events that a schema describes.
    fn data_schemas(&mut self, schema: &Placed<'a>, depth: usize) -> DataSchemas {
        if self.left == 0 || depth == 0 {
            return DataSchemas::new();
        }
        self.left -= 1;
        if let Some(all) = properties(schema) {
            let is_event = all.keys().all(|key| KEYS.contains(&key.as_str()));
            *(if is_event { &mut self.events } else { &mut self.others }) += 1;
        }
        let mut found: DataSchemas = content(self.doc, schema).into_iter().collect();
        for part in parts(self.doc, schema, "allOf") {
            found = both(found, self.data_schemas(&part, depth - 1));
        }
        for key in KINDS {
            let kinds = parts(self.doc, schema, key);
            let kinds = kinds.iter().flat_map(|kind| self.data_schemas(kind, depth - 1));
            found = both(found, kinds.collect());
        }
        found
    }
}

/// What holds if both hold: text says nothing beside a schema, or beside more text.
fn both(one: DataSchemas, other: DataSchemas) -> DataSchemas {
    let is_text = |all: &DataSchemas| all.iter().all(|(_, says_more)| !says_more);
    match (is_text(&one), is_text(&other)) {
        (true, _) if !other.is_empty() => other,
        (_, true) => one,
        _ => one.into_iter().chain(other).collect(),
    }
}

/// What stands at a place, after `$ref`s.
fn target<'a>(doc: &'a Document, at: &Pointer) -> Option<Placed<'a>> {
    follow(doc, at.as_str(), at).ok()
}

fn parts<'a>(doc: &'a Document, (value, at): &Placed<'a>, key: &str) -> Vec<Placed<'a>> {
    let count = value.get(key).and_then(Value::as_array).map_or(0, Vec::len);
    let places = (0..count).map(|index| at.key(key).index(index));
    places.filter_map(|at| target(doc, &at)).collect()
}

fn properties<'a>((value, _): &Placed<'a>) -> Option<&'a Map<String, Value>> {
    value.get("properties")?.as_object()
}

/// The schema of what the data of an event says: of its content if it is JSON, else its own. And whether it is that of no text.
fn content(doc: &Document, event: &Placed<'_>) -> Option<(Pointer, bool)> {
    let (_, at) = event;
    properties(event)?.get("data")?;
    let (data, at) = target(doc, &at.key("properties").key("data"))?;
    let media_type = data.get("contentMediaType").and_then(Value::as_str);
    let has_schema = data.get("contentSchema").is_some() && media_type.is_none_or(is_json);
    let at = if has_schema { at.key("contentSchema") } else { at };
    let is_text = !has_schema && data.get("type").is_none_or(|kind| kind == "string");
    Some((target(doc, &at).map_or(at, |(_, at)| at), !is_text))
}
