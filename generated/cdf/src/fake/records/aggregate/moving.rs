// From templates/cdf/src/fake/records/aggregate/moving.rs; edit it there.

//! Functions over the buckets before a bucket.

use serde_json::{Map, Value, json};

use crate::fake::response::{Outcome, Refusal};

/// Adds the moving functions among `definitions` to the buckets of a histogram. The window of a bucket is made of those
/// before it; the first has none, and gets no value.
pub(super) fn fill(definitions: &Value, buckets: &mut [Value]) -> Outcome<()> {
    for (name, definition) in definitions.as_object().into_iter().flatten() {
        let Some(moving) = definition.get("movingFunction") else {
            continue;
        };
        let path = moving["bucketsPath"]
            .as_str()
            .ok_or_else(|| Refusal::bad("bucketsPath is missing"))?;
        let window = moving["window"].as_u64().filter(|window| *window > 0);
        let window = window.ok_or_else(|| Refusal::bad("window must be at least 1"))?;
        let function = function(moving["function"].as_str().unwrap_or_default())?;
        let values: Vec<Option<f64>> = buckets.iter().map(|bucket| value(bucket, path)).collect();
        for (at, bucket) in buckets.iter_mut().enumerate() {
            let start = at.saturating_sub(usize::try_from(window).unwrap_or(usize::MAX));
            let before: Vec<f64> = values[start..at].iter().copied().flatten().collect();
            if !before.is_empty() {
                bucket["aggregates"][name] = json!({ "fnValue": function(&before) });
            }
        }
    }
    Ok(())
}

/// A number of a bucket: how many records it has, or the only number of an aggregate beside the function.
fn value(bucket: &Value, path: &str) -> Option<f64> {
    if path == "_count" {
        return bucket["count"].as_f64();
    }
    let metric = bucket["aggregates"][path].as_object();
    metric.into_iter().flat_map(Map::values).find_map(Value::as_f64)
}

fn function(name: &str) -> Outcome<fn(&[f64]) -> f64> {
    Ok(match name {
        "MovingFunctions.max" => |values| values.iter().copied().fold(f64::NEG_INFINITY, f64::max),
        "MovingFunctions.min" => |values| values.iter().copied().fold(f64::INFINITY, f64::min),
        "MovingFunctions.sum" => |values| values.iter().sum(),
        "MovingFunctions.unweightedAvg" => |values| values.iter().sum::<f64>() / values.len() as f64,
        "MovingFunctions.linearWeightedAvg" => |values| {
            let weighted: f64 = (1..).zip(values).map(|(weight, value)| f64::from(weight) * value).sum();
            let weights = values.len() * (values.len() + 1) / 2;
            weighted / weights as f64
        },
        other => return Err(Refusal::bad(format!("{other:?} is no moving function"))),
    })
}
