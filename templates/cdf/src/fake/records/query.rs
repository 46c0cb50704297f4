//! Filter: one page of records that fit, sorted.

use std::cmp::Ordering;

use serde_json::{Map, Value, json};

use super::check::source_key;
use super::condition::RULES;
use super::store::{StoredRecord, Stream};
use super::window;
use crate::fake::condition::{self, Thing, compare};
use crate::fake::page;
use crate::fake::request::Request;
use crate::fake::response::{Outcome, Refusal, Response};
use crate::fake::state::State;

pub(in crate::fake) fn filter(state: &mut State, request: &Request) -> Outcome {
    let (now, body) = (state.now, &request.body);
    let stream = super::stream(state, request)?;
    let limit = page::limit(body["limit"].as_i64(), 10, 1000)?;
    let order = order(body)?;
    let selection = Selection::read(body)?;
    let mut found = matching(stream, body, now)?;
    found.sort_by(|left, right| sorted(&order, left, right));
    let items = found.into_iter().take(limit).map(|record| selection.json(record));
    Response::items(items.collect())
}

/// The current records within the window that fit the filter.
pub(super) fn matching<'a>(stream: &'a Stream, body: &Value, now: i64) -> Outcome<Vec<&'a StoredRecord>> {
    let window = window::read(body, stream, now)?;
    let condition = condition::read(body.get("filter"), &RULES)?;
    let records = stream
        .current()
        .filter(|record| window.hold(&json!(record.last_updated_time)));
    Ok(records.filter(|record| condition.holds(*record)).collect())
}

/// Properties to sort by, with whether the greatest comes first.
fn order(body: &Value) -> Outcome<Vec<(Vec<String>, bool)>> {
    let Some(list) = body.get("sort") else {
        return Ok(vec![(vec!["lastUpdatedTime".to_owned()], false)]);
    };
    let list = list.as_array().filter(|list| (1..=5).contains(&list.len()));
    let list = list.ok_or_else(|| Refusal::bad("sort must have 1 to 5 elements"))?;
    list.iter().map(order_by).collect()
}

fn order_by(by: &Value) -> Outcome<(Vec<String>, bool)> {
    let path = condition::path(&by["property"])?;
    if !(RULES.allows)("sort", &path) {
        return Err(Refusal::bad(format!("Cannot sort by {path:?}")));
    }
    match by["direction"].as_str().unwrap_or("ascending") {
        "ascending" => Ok((path, false)),
        "descending" => Ok((path, true)),
        other => Err(Refusal::bad(format!("{other:?} is no direction"))),
    }
}

/// Records without the property come last.
fn sorted(order: &[(Vec<String>, bool)], left: &StoredRecord, right: &StoredRecord) -> Ordering {
    let mut by_each = order
        .iter()
        .map(|(path, descending)| match (left.look(path), right.look(path)) {
            (Some(left), Some(right)) => {
                let ascending = compare(&left, &right).unwrap_or(Ordering::Equal);
                if *descending { ascending.reverse() } else { ascending }
            }
            (Some(_), None) => Ordering::Less,
            (None, Some(_)) => Ordering::Greater,
            (None, None) => Ordering::Equal,
        });
    by_each.find(|order| order.is_ne()).unwrap_or(Ordering::Equal)
}

/// Which properties are wanted; `None`: all.
pub(super) struct Selection(Option<Vec<Source>>);

struct Source {
    space: String,
    container: String,
    properties: Vec<String>,
}

impl Selection {
    pub(super) fn read(body: &Value) -> Outcome<Self> {
        let Some(sources) = body.get("sources") else {
            return Ok(Self(None));
        };
        let sources = sources.as_array().filter(|sources| (1..=10).contains(&sources.len()));
        let sources = sources.ok_or_else(|| Refusal::bad("sources must have 1 to 10 elements"))?;
        Ok(Self(Some(sources.iter().map(source).collect::<Outcome<_>>()?)))
    }

    pub(super) fn properties(&self, record: &StoredRecord) -> Map<String, Value> {
        let Some(sources) = &self.0 else {
            return record.properties.clone();
        };
        let mut out = Map::new();
        for source in sources {
            let found = record
                .properties
                .get(&source.space)
                .and_then(|space| space.get(&source.container));
            let Some(Value::Object(values)) = found else { continue };
            let wanted = |name: &String| {
                source
                    .properties
                    .iter()
                    .any(|property| property == name || property == "*")
            };
            let chosen = values.iter().filter(|(name, _)| wanted(name));
            let chosen: Map<_, _> = chosen.map(|(name, value)| (name.clone(), value.clone())).collect();
            let space = out.entry(source.space.as_str()).or_insert_with(|| json!({}));
            space[&source.container] = Value::Object(chosen);
        }
        out
    }

    pub(super) fn json(&self, record: &StoredRecord) -> Value {
        json!({
            "space": record.space,
            "externalId": record.external_id,
            "createdTime": record.created_time,
            "lastUpdatedTime": record.last_updated_time,
            "properties": self.properties(record),
        })
    }
}

fn source(source: &Value) -> Outcome<Source> {
    let (space, container) = source_key(&source["source"])?;
    Ok(Source {
        space: space.to_owned(),
        container,
        properties: condition::path(&source["properties"])?,
    })
}
