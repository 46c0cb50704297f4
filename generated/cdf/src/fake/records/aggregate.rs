// From templates/cdf/src/fake/records/aggregate.rs; edit it there.

//! Aggregates: numbers over records, and buckets that hold aggregates again.

mod buckets;
mod moving;

use serde_json::{Map, Value, json};

use super::condition::RULES;
use super::metrics;
use super::query::matching;
use super::store::StoredRecord;
use crate::fake::condition;
use crate::fake::request::Request;
use crate::fake::response::{Outcome, Refusal, Response};
use crate::fake::state::State;

const MOST_A_LEVEL: usize = 5;
const DEEPEST: usize = 5;
const MOST: usize = 16;

pub(in crate::fake) fn aggregate(state: &mut State, request: &Request) -> Outcome {
    let (now, body) = (state.now, &request.body);
    let stream = super::stream(state, request)?;
    let records = matching(stream, body, now)?;
    let mut asked = Vec::new();
    check(&body["aggregates"], 1, &mut asked)?;
    Response::ok(json!({ "aggregates": level(&body["aggregates"], &records)? }))
}

/// Names and numbers of aggregates, through all levels.
fn check<'a>(level: &'a Value, depth: usize, asked: &mut Vec<&'a str>) -> Outcome<()> {
    let level = level
        .as_object()
        .filter(|level| (1..=MOST_A_LEVEL).contains(&level.len()) && depth <= DEEPEST);
    let level = level.ok_or_else(|| Refusal::bad("aggregates must have 1 to 5 elements, and 5 levels at most"))?;
    for (name, definition) in level {
        let reserved = ["_count", "_bucket_count"].contains(&name.as_str());
        if name.is_empty() || name.len() > 255 || name.contains(['[', ']', '>', '.']) || reserved {
            return Err(Refusal::bad(format!("{name:?} is no name of an aggregate")));
        }
        if asked.contains(&name.as_str()) || asked.len() == MOST {
            return Err(Refusal::bad(format!(
                "Names must be unique, and {MOST} aggregates are the most"
            )));
        }
        asked.push(name);
        let inner = definition.as_object().into_iter().flat_map(Map::values);
        for aggregates in inner.filter_map(|definition| definition.get("aggregates")) {
            check(aggregates, depth + 1, asked)?;
        }
    }
    Ok(())
}

/// The results of one level. What has no value, such as the mean of nothing, is left out.
fn level(definitions: &Value, records: &[&StoredRecord]) -> Outcome<Map<String, Value>> {
    let mut results = Map::new();
    for (name, definition) in definitions.as_object().into_iter().flatten() {
        let only = definition.as_object().and_then(|object| object.iter().next());
        let (kind, inner) = only.ok_or_else(|| Refusal::bad(format!("{name} says nothing")))?;
        if let Some(result) = one(kind, inner, records)? {
            results.insert(name.clone(), result);
        }
    }
    Ok(results)
}

fn one(kind: &str, inner: &Value, records: &[&StoredRecord]) -> Outcome<Option<Value>> {
    Ok(match kind {
        "avg" | "count" | "min" | "max" | "sum" => {
            let path = property(kind, inner, kind == "count")?;
            metrics::over(kind, path.as_deref(), records).map(|value| json!({ kind: value }))
        }
        "uniqueValues" => Some(buckets::unique(inner, records)?),
        "numberHistogram" => Some(buckets::numbers(inner, records)?),
        "timeHistogram" => Some(buckets::times(inner, records)?),
        "filters" => Some(buckets::filters(inner, records)?),
        // Made from the buckets around it, once they are all there.
        "movingFunction" => None,
        other => return Err(Refusal::bad(format!("Unknown aggregate: {other}"))),
    })
}

/// The property that an aggregate is about.
fn property(kind: &str, inner: &Value, may_miss: bool) -> Outcome<Option<Vec<String>>> {
    if may_miss && inner.get("property").is_none() {
        return Ok(None);
    }
    let path = condition::path(&inner["property"])?;
    if !(RULES.allows)(kind, &path) {
        return Err(Refusal::bad(format!("{kind} cannot be asked of the property {path:?}")));
    }
    Ok(Some(path))
}
