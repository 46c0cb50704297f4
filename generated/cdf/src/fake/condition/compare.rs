// From templates/cdf/src/fake/condition/compare.rs; edit it there.

//! Which of two values is the greater.

use std::cmp::Ordering;

use serde_json::Value;

use crate::fake::records::time;

/// `None` if the two are not of one kind. A number and a text are compared as times: milliseconds and ISO 8601.
pub(in crate::fake) fn compare(left: &Value, right: &Value) -> Option<Ordering> {
    match (left, right) {
        (Value::Number(left), Value::Number(right)) => match (left.as_i64(), right.as_i64()) {
            (Some(left), Some(right)) => Some(left.cmp(&right)),
            _ => left.as_f64()?.partial_cmp(&right.as_f64()?),
        },
        (Value::String(left), Value::String(right)) => Some(left.cmp(right)),
        (Value::Bool(left), Value::Bool(right)) => Some(left.cmp(right)),
        (Value::Number(left), Value::String(right)) => Some(left.as_i64()?.cmp(&time::read(right)?)),
        (Value::String(_), Value::Number(_)) => compare(right, left).map(Ordering::reverse),
        _ => None,
    }
}

pub(in crate::fake) fn equal(left: &Value, right: &Value) -> bool {
    left == right || compare(left, right) == Some(Ordering::Equal)
}
