// From templates/cdf/src/fake/records/metrics.rs; edit it there.

//! One number over many records.

use serde_json::{Value, json};

use super::store::StoredRecord;
use crate::fake::condition::Thing;

pub(super) fn over(kind: &str, path: Option<&[String]>, records: &[&StoredRecord]) -> Option<Value> {
    let Some(path) = path else {
        return Some(json!(records.len()));
    };
    let found = records.iter().filter_map(|record| record.look(path));
    if kind == "count" {
        return Some(json!(found.count()));
    }
    let numbers: Vec<f64> = found.filter_map(|value| value.as_f64()).collect();
    let sum: f64 = numbers.iter().sum();
    let value = match kind {
        "sum" => sum,
        _ if numbers.is_empty() => return None,
        "avg" => sum / numbers.len() as f64,
        "min" => numbers.iter().copied().fold(f64::INFINITY, f64::min),
        _ => numbers.iter().copied().fold(f64::NEG_INFINITY, f64::max),
    };
    Some(json!(value))
}
