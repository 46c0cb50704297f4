// From templates/cdf/src/fake/records/aggregate/buckets.rs; edit it there.

//! Records sorted into buckets.

use std::collections::BTreeMap;

use serde_json::{Value, json};

use super::{level, moving, property};
use crate::fake::condition::{self, Thing};
use crate::fake::page;
use crate::fake::records::condition::RULES;
use crate::fake::records::store::StoredRecord;
use crate::fake::records::time;
use crate::fake::response::{Outcome, Refusal};

type Records<'a> = Vec<&'a StoredRecord>;

pub(super) fn unique(inner: &Value, records: &[&StoredRecord]) -> Outcome<Value> {
    let path = property("uniqueValues", inner, false)?.unwrap_or_default();
    let size = page::limit(inner["size"].as_i64(), 10, 2000)?;
    // By the text of the value, so that the order is the same each time.
    let mut groups: BTreeMap<String, (Value, Records)> = BTreeMap::new();
    for record in records {
        let Some(value) = record.look(&path) else { continue };
        let values = value.as_array().cloned().unwrap_or_else(|| vec![value.into_owned()]);
        for value in values {
            let group = groups.entry(value.to_string()).or_insert_with(|| (value, Vec::new()));
            group.1.push(record);
        }
    }
    let mut groups: Vec<_> = groups.into_values().collect();
    groups.sort_by_key(|(_, records)| std::cmp::Reverse(records.len()));
    groups.truncate(size);
    let buckets = groups
        .into_iter()
        .map(|(value, records)| bucket(inner, &records, "value", value));
    Ok(json!({ "uniqueValueBuckets": buckets.collect::<Outcome<Vec<_>>>()? }))
}

pub(super) fn numbers(inner: &Value, records: &[&StoredRecord]) -> Outcome<Value> {
    let path = property("numberHistogram", inner, false)?.unwrap_or_default();
    let interval = inner["interval"].as_f64().filter(|interval| *interval > 0.0);
    let interval = interval.ok_or_else(|| Refusal::bad("interval must be a positive number"))?;
    let bound = |key: &str, default: f64| inner["hardBounds"][key].as_f64().unwrap_or(default);
    let (least, most) = (bound("min", f64::NEG_INFINITY), bound("max", f64::INFINITY));
    let mut groups: BTreeMap<i64, Records> = BTreeMap::new();
    for record in records {
        let Some(number) = record.look(&path).and_then(|value| value.as_f64()) else {
            continue;
        };
        if (least..=most).contains(&number) {
            groups
                .entry((number / interval).floor() as i64)
                .or_default()
                .push(record);
        }
    }
    let starts = groups
        .into_iter()
        .map(|(index, records)| (json!(index as f64 * interval), records));
    histogram(inner, "numberHistogramBuckets", starts)
}

pub(super) fn times(inner: &Value, records: &[&StoredRecord]) -> Outcome<Value> {
    let path = property("timeHistogram", inner, false)?.unwrap_or_default();
    let floor = floor(inner)?;
    let bound = |key: &str| match inner["hardBounds"][key].as_str() {
        Some(text) => time::read(text)
            .map(Some)
            .ok_or_else(|| Refusal::bad("hardBounds must be ISO 8601")),
        None => Ok(None),
    };
    let (least, end) = (bound("min")?.unwrap_or(i64::MIN), bound("max")?.unwrap_or(i64::MAX));
    let mut groups: BTreeMap<i64, Records> = BTreeMap::new();
    for record in records {
        let value = record.look(&path);
        let time = value.and_then(|value| value.as_i64().or_else(|| time::read(value.as_str()?)));
        if let Some(time) = time.filter(|time| (least..end).contains(time)) {
            groups.entry(floor(time)).or_default().push(record);
        }
    }
    let starts = groups
        .into_iter()
        .map(|(start, records)| (json!(time::write(start)), records));
    histogram(inner, "timeHistogramBuckets", starts)
}

/// How to find the start of the interval of a time.
fn floor(inner: &Value) -> Outcome<Box<dyn Fn(i64) -> i64 + '_>> {
    match (inner["calendarInterval"].as_str(), inner["fixedInterval"].as_str()) {
        (Some(calendar), None) if time::floor(0, calendar).is_some() => {
            Ok(Box::new(move |time| time::floor(time, calendar).unwrap_or(time)))
        }
        (None, Some(fixed)) => {
            let unit = time::duration(fixed).ok_or_else(|| Refusal::bad("fixedInterval is no duration"))?;
            Ok(Box::new(move |time| time.div_euclid(unit) * unit))
        }
        _ => Err(Refusal::bad(
            "Exactly one of calendarInterval and fixedInterval must be given",
        )),
    }
}

pub(super) fn filters(inner: &Value, records: &[&StoredRecord]) -> Outcome<Value> {
    let filters = inner["filters"]
        .as_array()
        .filter(|filters| (1..=10).contains(&filters.len()));
    let filters = filters.ok_or_else(|| Refusal::bad("filters must have 1 to 10 elements"))?;
    let mut buckets = Vec::new();
    for filter in filters {
        let condition = condition::read(Some(filter), &RULES)?;
        let fitting: Records = records
            .iter()
            .copied()
            .filter(|record| condition.holds(*record))
            .collect();
        buckets.push(plain_bucket(inner, &fitting)?);
    }
    Ok(json!({ "filterBuckets": buckets }))
}

fn histogram<'a>(inner: &Value, name: &str, groups: impl Iterator<Item = (Value, Records<'a>)>) -> Outcome<Value> {
    let buckets = groups.map(|(start, records)| bucket(inner, &records, "intervalStart", start));
    let mut buckets = buckets.collect::<Outcome<Vec<_>>>()?;
    moving::fill(&inner["aggregates"], &mut buckets)?;
    Ok(json!({ name: buckets }))
}

fn bucket(inner: &Value, records: &[&StoredRecord], key: &str, value: Value) -> Outcome<Value> {
    let mut bucket = plain_bucket(inner, records)?;
    bucket[key] = value;
    Ok(bucket)
}

fn plain_bucket(inner: &Value, records: &[&StoredRecord]) -> Outcome<Value> {
    let mut bucket = json!({ "count": records.len() });
    if let Some(aggregates) = inner.get("aggregates") {
        bucket["aggregates"] = Value::Object(level(aggregates, records)?);
    }
    Ok(bucket)
}
