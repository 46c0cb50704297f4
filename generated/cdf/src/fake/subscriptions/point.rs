// From templates/cdf/src/fake/subscriptions/point.rs; edit it there.

//! Data points.

use serde_json::{Value, json};

/// The value of a data point.
#[derive(Clone, Debug, PartialEq)]
pub enum PointValue {
    /// Of a numeric series. May be NaN or infinite.
    Number(f64),
    /// Of a series of texts.
    Text(String),
    /// Of a series of states: its number and its name.
    State(i64, String),
}

/// One data point of a time series.
#[derive(Clone, Debug, PartialEq)]
pub struct DataPoint {
    /// Milliseconds since 1970; may be negative.
    pub timestamp: i64,
    /// `None` for a bad point without a value.
    pub value: Option<PointValue>,
    /// 0 is Good, 1073741824 Uncertain, 2147483648 Bad.
    pub status: u32,
}

/// The status code of a bad point.
const BAD: u32 = 0x8000_0000;
const UNCERTAIN: u32 = 0x4000_0000;

impl DataPoint {
    /// A good number.
    pub fn number(timestamp: i64, value: f64) -> Self {
        Self::good(timestamp, PointValue::Number(value))
    }

    /// A good text.
    pub fn text(timestamp: i64, value: impl Into<String>) -> Self {
        Self::good(timestamp, PointValue::Text(value.into()))
    }

    /// A good state.
    pub fn state(timestamp: i64, number: i64, name: impl Into<String>) -> Self {
        Self::good(timestamp, PointValue::State(number, name.into()))
    }

    /// A bad point without a value.
    pub fn bad(timestamp: i64) -> Self {
        Self {
            timestamp,
            value: None,
            status: BAD,
        }
    }

    /// The same point with another status code.
    #[must_use]
    pub fn status(mut self, code: u32) -> Self {
        self.status = code;
        self
    }

    fn good(timestamp: i64, value: PointValue) -> Self {
        Self {
            timestamp,
            value: Some(value),
            status: 0,
        }
    }

    pub(super) fn is_bad(&self, uncertain_too: bool) -> bool {
        self.status & BAD != 0 || uncertain_too && self.status & UNCERTAIN != 0
    }

    pub(super) fn json(&self, with_status: bool) -> Value {
        let mut json = json!({ "timestamp": self.timestamp });
        match &self.value {
            Some(PointValue::Number(number)) => json["value"] = number_json(*number),
            Some(PointValue::Text(text)) => json["value"] = json!(text),
            Some(PointValue::State(number, name)) => {
                json["numericValue"] = json!(number);
                json["stringValue"] = json!(name);
            }
            None => {}
        }
        if with_status && self.status != 0 {
            json["status"] = json!({ "code": self.status, "symbol": symbol(self.status) });
        }
        json
    }

    /// A point as other programs insert it.
    pub(super) fn read(json: &Value) -> Option<Self> {
        let value = match &json["value"] {
            Value::Number(number) => Some(PointValue::Number(number.as_f64()?)),
            Value::String(text) => {
                Some(special(text).map_or_else(|| PointValue::Text(text.clone()), PointValue::Number))
            }
            _ => match (json["numericValue"].as_i64(), json["stringValue"].as_str()) {
                (Some(number), Some(name)) => Some(PointValue::State(number, name.to_owned())),
                _ => None,
            },
        };
        let status = &json["status"];
        let code = status["code"].as_u64().and_then(|code| u32::try_from(code).ok());
        let named = match status["symbol"].as_str() {
            Some("Bad") => BAD,
            Some("Uncertain") => UNCERTAIN,
            _ => 0,
        };
        Some(Self {
            timestamp: json["timestamp"].as_i64()?,
            value,
            status: code.unwrap_or(named),
        })
    }
}

/// JSON has no numbers for these.
fn number_json(number: f64) -> Value {
    match number {
        number if number.is_nan() => json!("NaN"),
        f64::INFINITY => json!("Infinity"),
        f64::NEG_INFINITY => json!("-Infinity"),
        number => json!(number),
    }
}

fn special(text: &str) -> Option<f64> {
    match text {
        "NaN" => Some(f64::NAN),
        "Infinity" => Some(f64::INFINITY),
        "-Infinity" => Some(f64::NEG_INFINITY),
        _ => None,
    }
}

fn symbol(code: u32) -> &'static str {
    match code {
        code if code & BAD != 0 => "Bad",
        code if code & UNCERTAIN != 0 => "Uncertain",
        _ => "Good",
    }
}
