//! The types of a subscription batch as one would write them with the document on the desk and no generator: the same
//! properties as the generated types, serde's derives, and a visitor where a value may be a number or a text.

use std::fmt;

use serde::de::{self, Deserialize, Deserializer, Visitor};

#[derive(serde::Deserialize)]
#[serde(rename_all = "camelCase")]
#[expect(dead_code, reason = "decoding is what is measured; nothing reads the result")]
pub(crate) struct Batch {
    pub(crate) updates: Vec<Update>,
    subscription_changes: Option<Changes>,
    partitions: Vec<Partition>,
    has_next: bool,
}

#[derive(serde::Deserialize)]
#[expect(dead_code, reason = "see `Batch`")]
pub(crate) struct Changes {
    added: Option<Vec<TimeSeries>>,
    removed: Option<Vec<TimeSeries>>,
}

#[derive(serde::Deserialize)]
#[serde(rename_all = "camelCase")]
#[expect(dead_code, reason = "see `Batch`")]
pub(crate) struct Partition {
    index: i64,
    next_cursor: String,
}

#[derive(serde::Deserialize)]
#[serde(rename_all = "camelCase")]
#[expect(dead_code, reason = "see `Batch`")]
pub(crate) struct Update {
    time_series: Option<TimeSeries>,
    pub(crate) upserts: Option<Vec<Point>>,
    deletes: Option<Vec<Range>>,
}

#[derive(serde::Deserialize)]
#[serde(rename_all = "camelCase")]
#[expect(dead_code, reason = "see `Batch`")]
pub(crate) struct TimeSeries {
    id: i64,
    external_id: Option<String>,
    instance_id: Option<InstanceId>,
    is_string: bool,
    #[serde(rename = "type")]
    kind: Option<String>,
}

#[derive(serde::Deserialize)]
#[serde(rename_all = "camelCase")]
#[expect(dead_code, reason = "see `Batch`")]
pub(crate) struct InstanceId {
    space: String,
    external_id: String,
}

#[derive(serde::Deserialize)]
#[serde(rename_all = "camelCase")]
#[expect(dead_code, reason = "see `Batch`")]
pub(crate) struct Range {
    inclusive_begin: i64,
    exclusive_end: Option<i64>,
}

#[derive(serde::Deserialize)]
#[serde(rename_all = "camelCase")]
#[expect(dead_code, reason = "see `Batch`")]
pub(crate) struct Point {
    timestamp: i64,
    value: Option<Value>,
    numeric_value: Option<f64>,
    string_value: Option<String>,
    status: Option<Status>,
}

#[derive(serde::Deserialize)]
#[expect(dead_code, reason = "see `Batch`")]
pub(crate) struct Status {
    code: Option<i64>,
    symbol: Option<String>,
}

#[expect(dead_code, reason = "see `Batch`")]
pub(crate) enum Value {
    Number(f64),
    Text(String),
}

impl<'de> Deserialize<'de> for Value {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(ValueVisitor)
    }
}

struct ValueVisitor;

impl Visitor<'_> for ValueVisitor {
    type Value = Value;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a number or a text")
    }

    fn visit_f64<E: de::Error>(self, value: f64) -> Result<Value, E> {
        Ok(Value::Number(value))
    }

    fn visit_i64<E: de::Error>(self, value: i64) -> Result<Value, E> {
        Ok(Value::Number(value as f64))
    }

    fn visit_u64<E: de::Error>(self, value: u64) -> Result<Value, E> {
        Ok(Value::Number(value as f64))
    }

    fn visit_str<E: de::Error>(self, text: &str) -> Result<Value, E> {
        Ok(Value::Text(text.to_owned()))
    }

    fn visit_string<E: de::Error>(self, text: String) -> Result<Value, E> {
        Ok(Value::Text(text))
    }
}
