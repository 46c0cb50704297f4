//! Which records match, in what order, and what they amount to.

use std::cmp::Ordering;

use serde_json::{Map, Value, json};

use crate::server::streams::Stream;

pub(super) fn limit(body: &Value) -> usize {
    body["limit"]
        .as_u64()
        .and_then(|limit| usize::try_from(limit).ok())
        .unwrap_or(10)
}

pub(super) fn matching<'a>(stream: &'a Stream, filter: &Value) -> Vec<&'a Value> {
    stream
        .records
        .values()
        .filter(|record| matches(filter, record))
        .collect()
}

pub(super) fn find(stream: &Stream, body: &Value) -> Vec<Value> {
    let mut found = matching(stream, &body["filter"]);
    // The last key of the order is the least important one: sort by it first.
    for sort in body["sort"].as_array().into_iter().flatten().rev() {
        found.sort_by(|one, two| {
            let order = compare(property(one, &sort["property"]), property(two, &sort["property"]));
            if sort["direction"] == "descending" {
                order.reverse()
            } else {
                order
            }
        });
    }
    found
        .into_iter()
        .take(limit(body))
        .map(|record| select(record, &body["sources"]))
        .collect()
}

/// The record with only the properties that were asked for.
fn select(record: &Value, sources: &Value) -> Value {
    let mut properties = Map::new();
    for selector in sources.as_array().into_iter().flatten() {
        let (space, container) = (&selector["source"]["space"], &selector["source"]["externalId"]);
        let (Some(space), Some(container)) = (space.as_str(), container.as_str()) else {
            continue;
        };
        let Some(all) = record["properties"][space][container].as_object() else {
            continue;
        };
        let is_wanted = |name: &str| {
            let mut wanted = selector["properties"].as_array().into_iter().flatten();
            wanted.any(|property| property == "*" || property == name)
        };
        let some: Map<_, _> = all.clone().into_iter().filter(|(name, _)| is_wanted(name)).collect();
        properties.insert(space.to_owned(), json!({container: some}));
    }
    let mut record = record.clone();
    record["properties"] = Value::from(properties);
    record
}

fn property<'a>(record: &'a Value, path: &Value) -> &'a Value {
    let names: Vec<&str> = path
        .as_array()
        .into_iter()
        .flatten()
        .filter_map(Value::as_str)
        .collect();
    match names.as_slice() {
        [name] => &record[*name],
        [space, container, name] => &record["properties"][*space][*container][*name],
        _ => &Value::Null,
    }
}

fn compare(one: &Value, two: &Value) -> Ordering {
    match (one.as_f64(), two.as_f64()) {
        (Some(one), Some(two)) => one.total_cmp(&two),
        _ => one.as_str().cmp(&two.as_str()),
    }
}

/// A filter is an object with one key. No filter matches all.
fn matches(filter: &Value, record: &Value) -> bool {
    let Some((kind, body)) = filter.as_object().and_then(|filter| filter.iter().next()) else {
        return true;
    };
    let mut parts = body.as_array().into_iter().flatten();
    let value = property(record, &body["property"]);
    let is_bound =
        |key: &str, order: &[Ordering]| body.get(key).is_none_or(|bound| order.contains(&compare(value, bound)));
    match kind.as_str() {
        "and" => parts.all(|part| matches(part, record)),
        "or" => parts.any(|part| matches(part, record)),
        "not" => !matches(body, record),
        "exists" => !value.is_null(),
        "equals" => compare(value, &body["value"]).is_eq(),
        "range" => {
            is_bound("gt", &[Ordering::Greater])
                && is_bound("gte", &[Ordering::Greater, Ordering::Equal])
                && is_bound("lt", &[Ordering::Less])
                && is_bound("lte", &[Ordering::Less, Ordering::Equal])
        }
        _ => true,
    }
}

pub(super) fn aggregate(records: &[&Value], aggregates: &Value) -> Value {
    let all = aggregates.as_object().into_iter().flatten();
    all.map(|(name, aggregate)| (name.clone(), one(records, aggregate)))
        .collect()
}

fn one(records: &[&Value], aggregate: &Value) -> Value {
    let Some((kind, body)) = aggregate.as_object().and_then(|aggregate| aggregate.iter().next()) else {
        return Value::Null;
    };
    let numbers: Vec<f64> = records
        .iter()
        .filter_map(|record| property(record, &body["property"]).as_f64())
        .collect();
    let sum: f64 = numbers.iter().sum();
    match kind.as_str() {
        "count" => json!({"count": records.len()}),
        "sum" => json!({"sum": sum}),
        "avg" => json!({"avg": sum / numbers.len() as f64}),
        "uniqueValues" => json!({"uniqueValueBuckets": buckets(records, body)}),
        _ => json!({}),
    }
}

fn buckets(records: &[&Value], body: &Value) -> Vec<Value> {
    let mut values: Vec<&Value> = records
        .iter()
        .map(|record| property(record, &body["property"]))
        .collect();
    values.sort_by(|one, two| compare(one, two));
    values.dedup();
    let bucket = |value: &Value| {
        let inside = |record: &&Value| property(record, &body["property"]) == value;
        let inside: Vec<&Value> = records.iter().copied().filter(inside).collect();
        json!({"value": value, "count": inside.len(), "aggregates": aggregate(&inside, &body["aggregates"])})
    };
    values.into_iter().map(bucket).collect()
}
