// From templates/cdf/src/fake/subscriptions/feed.rs; edit it there.

//! The way data points come in: by tests, and by other programs.

use serde_json::{Value, json};

use super::point::{DataPoint, PointValue};
use super::series::{Named, SeriesKind};
use super::store::What;
use crate::fake::request::{Request, text};
use crate::fake::response::{Outcome, Refusal, Response};
use crate::fake::state::State;

/// Makes a time series, or changes the attributes of one; gives its id.
pub(in crate::fake) fn define(state: &mut State, name: Named, kind: SeriesKind, attributes: &Value) -> i64 {
    let (id, now) = (state.new_id(), state.now);
    state.subscriptions.define(id, name, kind, attributes, now)
}

/// Writes points in one go. A series that does not exist is made, of the kind of its first value.
pub(in crate::fake) fn write(state: &mut State, name: &Named, points: Vec<DataPoint>) {
    let id = match state.subscriptions.names.get(name) {
        Some(id) => *id,
        None => {
            let kind = match points.iter().find_map(|point| point.value.as_ref()) {
                Some(PointValue::Text(_)) => SeriesKind::Text,
                Some(PointValue::State(..)) => SeriesKind::State,
                _ => SeriesKind::Numeric,
            };
            define(state, name.clone(), kind, &Value::Null)
        }
    };
    state.subscriptions.happen(id, &What::Upserts(points), state.now);
}

/// Deletes the points of a range, up to but not including `end`.
pub(in crate::fake) fn erase(state: &mut State, name: &Named, begin: i64, end: Option<i64>) {
    if let Some(id) = state.subscriptions.names.get(name).copied() {
        state.subscriptions.happen(id, &What::Delete(begin, end), state.now);
    }
}

pub(in crate::fake) fn create_series(state: &mut State, request: &Request) -> Outcome {
    let mut made = Vec::new();
    for item in request.items(1000)? {
        let name = Named::External(text(item, "externalId", 1, 255)?.to_owned());
        let kind = match (item["isString"].as_bool(), item["type"].as_str()) {
            (Some(true), _) | (_, Some("string")) => SeriesKind::Text,
            (_, Some("state")) => SeriesKind::State,
            _ => SeriesKind::Numeric,
        };
        let id = define(state, name, kind, item);
        made.extend(state.subscriptions.series.get(&id).map(|series| series.json().clone()));
    }
    Response::created(json!({ "items": made }))
}

pub(in crate::fake) fn insert(state: &mut State, request: &Request) -> Outcome {
    for item in request.items(10_000)? {
        let name = existing(state, item)?;
        let points = item["datapoints"].as_array().into_iter().flatten().map(DataPoint::read);
        let points: Option<Vec<_>> = points.collect();
        let points = points.ok_or_else(|| Refusal::bad("A data point needs a timestamp"))?;
        write(state, &name, points);
    }
    Response::empty()
}

pub(in crate::fake) fn delete_ranges(state: &mut State, request: &Request) -> Outcome {
    for item in request.items(10_000)? {
        let name = existing(state, item)?;
        let begin = item["inclusiveBegin"].as_i64();
        let begin = begin.ok_or_else(|| Refusal::bad("inclusiveBegin is missing"))?;
        erase(state, &name, begin, item["exclusiveEnd"].as_i64());
    }
    Response::empty()
}

/// The series that an item means, by internal or external id.
fn existing(state: &State, item: &Value) -> Outcome<Named> {
    let found = state.subscriptions.names.iter().find(|(name, id)| match name {
        Named::External(external) => item["externalId"] == **external || item["id"].as_i64() == Some(**id),
        Named::Instance(..) => item["id"].as_i64() == Some(**id),
    });
    let missing = || Refusal::missing("Time series", vec![json!({ "externalId": item["externalId"] })]);
    found.map(|(name, _)| name.clone()).ok_or_else(missing)
}
