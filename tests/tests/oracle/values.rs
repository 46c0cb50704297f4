//! Makes values from schemas. They need not be right: a validator looks at them afterwards.

use oasmith_tests::fuzz::Choices;
use serde_json::{Map, Number, Value, json};

use crate::flat::flat;

/// How much of what is optional is there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Mood {
    /// Only what is required.
    Spare,
    /// All of it.
    Full,
    /// Some of it.
    Any,
}

/// A key that no document knows, and the value of a key that is required and described nowhere. Where the document does not
/// speak of other keys, types may drop them.
pub(crate) const UNKNOWN: &str = "oracleUnknown";

/// Below this only what is required is made; far below nothing at all.
const DEEP: usize = 5;
const DEEPEST: usize = 16;

/// Texts for schemas that ask for none in particular.
const TEXTS: [&str; 7] = ["a", "", "two words", "Grüße, 日本 👋", "\"quoted\" \\ \n", "12", "null"];

/// Texts of formats.
const FORMATS: [(&str, [&str; 2]); 17] = [
    ("date-time", ["2024-02-29T12:34:56Z", "2024-02-29T12:34:56.789+02:00"]),
    ("date", ["2024-02-29", "1999-12-31"]),
    ("time", ["12:34:56Z", "23:59:59.5+01:00"]),
    ("duration", ["P1DT2H", "PT0S"]),
    (
        "uuid",
        [
            "123e4567-e89b-42d3-a456-426614174000",
            "00000000-0000-4000-8000-000000000000",
        ],
    ),
    ("uri", ["https://example.test/a?b=c#d", "urn:a:b"]),
    ("url", ["https://example.test/a?b=c#d", "http://localhost:8080/"]),
    ("email", ["a@example.test", "b.c+d@example.test"]),
    ("hostname", ["example.test", "localhost"]),
    ("ipv4", ["127.0.0.1", "10.1.2.3"]),
    ("ipv6", ["::1", "2001:db8::1"]),
    ("byte", ["aGVsbG8=", ""]),
    ("base64", ["aGVsbG8=", ""]),
    ("base64url", ["aGVsbG8=", ""]),
    ("decimal", ["1.50", "-3"]),
    ("int64", ["9007199254740993", "-1"]),
    ("uint64", ["18446744073709551615", "0"]),
];

/// Makes values.
pub(crate) struct Values<'a> {
    pub(crate) root: &'a Value,
    pub(crate) choices: Choices<'a>,
    pub(crate) mood: Mood,
}

impl Values<'_> {
    /// A value for a schema, maybe.
    pub(crate) fn make(&mut self, schema: &Value, depth: usize) -> Option<Value> {
        if depth > DEEPEST {
            return None;
        }
        let flat = flat(self.root, schema, &mut self.choices)?;
        if let Some(value) = flat.get("const") {
            return Some(value.clone());
        }
        if let Some(Value::Array(values)) = flat.get("enum") {
            return values.get(self.choices.below(values.len())).cloned();
        }
        match self.kind(&flat) {
            "null" => Some(Value::Null),
            "boolean" => Some(json!(self.choices.once_in(2))),
            "integer" => Some(self.integer(&flat)),
            "number" => Some(self.number(&flat)),
            "string" => Some(json!(self.text(&flat))),
            "array" => self.list(&flat, depth),
            "object" => self.object(&flat, depth),
            _ => Some(self.anything()),
        }
    }

    fn kind<'s>(&mut self, schema: &'s Map<String, Value>) -> &'s str {
        match schema.get("type") {
            Some(Value::String(kind)) => kind,
            Some(Value::Array(kinds)) => kinds
                .get(self.choices.below(kinds.len()))
                .and_then(Value::as_str)
                .unwrap_or_default(),
            _ if schema.contains_key("properties") || schema.contains_key("additionalProperties") => "object",
            _ if schema.contains_key("items") => "array",
            _ if schema.contains_key("minLength") || schema.contains_key("maxLength") => "string",
            _ if schema.contains_key("minimum") || schema.contains_key("maximum") => "integer",
            _ => "",
        }
    }

    fn anything(&mut self) -> Value {
        let all = [
            json!(1),
            json!(true),
            json!("text"),
            json!([1, "a", null]),
            json!({ "b": { "a": 0.5 } }),
            json!({}),
        ];
        all[self.choices.below(all.len())].clone()
    }

    fn integer(&mut self, schema: &Map<String, Value>) -> Value {
        let (low, high) = self.bounds(schema);
        let within = |value: i128| value.clamp(low, high.max(low));
        let candidates = [0, 1, -1, 7, low, high, 1 << 53, (1 << 53) + 1];
        let mut value = within(candidates[self.choices.below(candidates.len())]);
        if let Some(step) = schema
            .get("multipleOf")
            .and_then(Value::as_i64)
            .filter(|step| *step > 0)
        {
            value -= value % i128::from(step);
        }
        match (i64::try_from(value), u64::try_from(value)) {
            (Ok(value), _) => json!(value),
            (_, Ok(value)) => json!(value),
            _ => json!(0),
        }
    }

    /// The least and the greatest integer: a format is a promise, and without one it is `i64`.
    fn bounds(&self, schema: &Map<String, Value>) -> (i128, i128) {
        let (mut low, mut high) = match schema.get("format").and_then(Value::as_str) {
            Some("int8") => (i128::from(i8::MIN), i128::from(i8::MAX)),
            Some("int16") => (i128::from(i16::MIN), i128::from(i16::MAX)),
            Some("int32") => (i128::from(i32::MIN), i128::from(i32::MAX)),
            Some("uint8") => (0, i128::from(u8::MAX)),
            Some("uint16") => (0, i128::from(u16::MAX)),
            Some("uint32") => (0, i128::from(u32::MAX)),
            Some("uint64") => (0, i128::from(u64::MAX)),
            _ => (i128::from(i64::MIN), i128::from(i64::MAX)),
        };
        let limit = |key: &str| schema.get(key).and_then(Value::as_f64).map(|limit| limit as i128);
        low = low
            .max(limit("minimum").unwrap_or(low))
            .max(limit("exclusiveMinimum").map_or(low, |limit| limit + 1));
        high = high
            .min(limit("maximum").unwrap_or(high))
            .min(limit("exclusiveMaximum").map_or(high, |limit| limit - 1));
        (low, high)
    }

    fn number(&mut self, schema: &Map<String, Value>) -> Value {
        let limit = |key: &str| schema.get(key).and_then(Value::as_f64);
        let low = limit("minimum").or(limit("exclusiveMinimum").map(|limit| limit + 0.5));
        let high = limit("maximum").or(limit("exclusiveMaximum").map(|limit| limit - 0.5));
        let candidates = [
            0.5,
            -1.25,
            0.1,
            1e-7,
            1e21,
            3.0,
            low.unwrap_or(0.0),
            high.unwrap_or(0.0),
        ];
        let value = candidates[self.choices.below(candidates.len())];
        let value = value.max(low.unwrap_or(value)).min(high.unwrap_or(f64::MAX));
        Number::from_f64(value).map_or(json!(0), Value::Number)
    }

    fn text(&mut self, schema: &Map<String, Value>) -> String {
        let format = schema.get("format").and_then(Value::as_str);
        if let Some((_, texts)) = FORMATS.iter().find(|(name, _)| Some(*name) == format) {
            return texts[self.choices.below(2)].to_owned();
        }
        let limit = |key: &str| {
            schema
                .get(key)
                .and_then(Value::as_u64)
                .and_then(|limit| usize::try_from(limit).ok())
        };
        let (least, most) = (
            limit("minLength").unwrap_or(0),
            limit("maxLength").unwrap_or(usize::MAX),
        );
        let text = TEXTS[self.choices.below(TEXTS.len())].chars();
        text.chain(std::iter::repeat('x'))
            .take(
                least
                    .max(TEXTS[self.choices.below(TEXTS.len())].chars().count())
                    .min(most),
            )
            .collect()
    }

    fn list(&mut self, schema: &Map<String, Value>, depth: usize) -> Option<Value> {
        let limit = |key: &str| {
            schema
                .get(key)
                .and_then(Value::as_u64)
                .and_then(|limit| usize::try_from(limit).ok())
        };
        let wanted = match self.mood {
            Mood::Spare => 0,
            Mood::Full => 2,
            Mood::Any => self.choices.below(3),
        };
        let wanted = if depth > DEEP { 0 } else { wanted };
        let (least, most) = (limit("minItems").unwrap_or(0), limit("maxItems").unwrap_or(usize::MAX));
        let first = schema
            .get("prefixItems")
            .and_then(Value::as_array)
            .cloned()
            .unwrap_or_default();
        let rest = schema.get("items").cloned().unwrap_or(Value::Bool(true));
        let mut out = Vec::new();
        for index in 0..wanted.max(least).min(most).min(100) {
            out.push(self.make_or_any(first.get(index).unwrap_or(&rest), depth)?);
        }
        if schema.get("uniqueItems") == Some(&Value::Bool(true)) {
            out = out.into_iter().fold(Vec::new(), |mut kept, value| {
                if !kept.contains(&value) {
                    kept.push(value);
                }
                kept
            });
        }
        Some(Value::Array(out))
    }

    fn make_or_any(&mut self, schema: &Value, depth: usize) -> Option<Value> {
        match schema {
            Value::Bool(true) => Some(self.anything()),
            schema => self.make(schema, depth + 1),
        }
    }

    fn object(&mut self, schema: &Map<String, Value>, depth: usize) -> Option<Value> {
        let required: Vec<&str> = schema
            .get("required")
            .and_then(Value::as_array)
            .into_iter()
            .flatten()
            .filter_map(Value::as_str)
            .collect();
        let mut out = Map::new();
        for (key, property) in schema
            .get("properties")
            .and_then(Value::as_object)
            .into_iter()
            .flatten()
        {
            let is_required = required.contains(&key.as_str());
            if is_required || self.wants(depth) {
                match self.make_or_any(property, depth) {
                    Some(value) => drop(out.insert(key.clone(), value)),
                    None if is_required => return None,
                    None => {}
                }
            }
        }
        for key in required {
            if !out.contains_key(key) {
                out.insert(key.to_owned(), json!(UNKNOWN));
            }
        }
        let others = ["additionalProperties", "unevaluatedProperties"];
        match others.iter().find_map(|key| schema.get(*key)) {
            // An author who names keys by patterns means that there are no others.
            None if schema.contains_key("patternProperties") => {}
            None if self.wants(depth) => drop(out.insert(UNKNOWN.to_owned(), json!({ "of": [1, null] }))),
            Some(Value::Bool(false)) | None => {}
            Some(_) if !self.wants(depth) => {}
            Some(more) => {
                for key in ["one more", "Ünd noch einer"] {
                    if let Some(value) = self.make_or_any(more, depth) {
                        out.insert(key.to_owned(), value);
                    }
                }
            }
        }
        Some(Value::Object(out))
    }

    fn wants(&mut self, depth: usize) -> bool {
        match self.mood {
            _ if depth > DEEP => false,
            Mood::Spare => false,
            Mood::Full => true,
            Mood::Any => self.choices.once_in(2),
        }
    }
}
