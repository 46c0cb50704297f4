//! `type`: one of the JSON types, a list of them, or what other keywords imply.

use std::collections::BTreeSet;

use serde_json::Value;

use super::keywords::Keywords;
use super::{lists, texts};

/// The JSON types; `null` is [`super::Schema::nullable`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum JsonType {
    /// `boolean`
    Boolean,
    /// `integer`
    Integer,
    /// `number`
    Number,
    /// `string`
    String,
    /// `array`
    Array,
    /// `object`
    Object,
}

impl JsonType {
    /// The type of this name.
    pub fn named(name: &str) -> Option<Self> {
        Some(match name {
            "boolean" => Self::Boolean,
            "integer" => Self::Integer,
            "number" => Self::Number,
            "string" => Self::String,
            "array" => Self::Array,
            "object" => Self::Object,
            _ => return None,
        })
    }

    /// Its name in documents, which keys of `names.lock` have, too.
    pub fn name(self) -> &'static str {
        match self {
            Self::Boolean => "boolean",
            Self::Integer => "integer",
            Self::Number => "number",
            Self::String => "string",
            Self::Array => "array",
            Self::Object => "object",
        }
    }

    /// The type of a value; none for `null`.
    fn of(value: &Value) -> Option<Self> {
        Some(match value {
            Value::Null => return None,
            Value::Bool(_) => Self::Boolean,
            Value::Number(number) if number.is_f64() => Self::Number,
            Value::Number(_) => Self::Integer,
            Value::String(_) => Self::String,
            Value::Array(_) => Self::Array,
            Value::Object(_) => Self::Object,
        })
    }

    /// Whether a value is of this type and can be told from others.
    pub(super) fn has(self, value: &Value) -> bool {
        match self {
            Self::Boolean => value.is_boolean(),
            Self::Integer => value.is_i64() || value.is_u64(),
            Self::Number => value.is_number(),
            Self::String => value.is_string(),
            Self::Array | Self::Object => false,
        }
    }
}

/// The types that a schema names, each once and without `null`; none if any value will do. Beside `oneOf` and `anyOf`, which
/// say what there is to choose from, several types say nothing.
pub(super) fn read(keywords: Keywords<'_, '_>) -> Vec<JsonType> {
    let mut kinds: Vec<JsonType> = Vec::new();
    let names = match keywords.get("type") {
        None => return implied(keywords),
        Some(Value::Array(names)) => names.as_slice(),
        Some(name) => std::slice::from_ref(name),
    };
    for kind in names.iter().filter_map(Value::as_str).filter_map(JsonType::named) {
        if !kinds.contains(&kind) {
            kinds.push(kind);
        }
    }
    let is_chosen = keywords.has("oneOf") || keywords.has("anyOf");
    if kinds.len() > 1 && is_chosen {
        kinds.clear();
    }
    kinds
}

/// What a schema without `type` implies by keywords that make sense for some types only.
fn implied(keywords: Keywords<'_, '_>) -> Vec<JsonType> {
    if let Some(value) = keywords.get("const") {
        return Vec::from_iter(scalar(value));
    }
    if texts::content(keywords).is_some() {
        return vec![JsonType::String];
    }
    if lists::positions(keywords).is_some() {
        return vec![JsonType::Array];
    }
    let is_chosen = keywords.has("oneOf") || keywords.has("anyOf");
    let values = keywords.get("enum").and_then(Value::as_array).filter(|_| !is_chosen);
    values.and_then(|values| mixed(values)).unwrap_or_default()
}

/// The types of values that are not all of one type, unless one of them is a structure.
fn mixed(values: &[Value]) -> Option<Vec<JsonType>> {
    let values = values.iter().filter(|value| !value.is_null());
    let mut kinds: Vec<JsonType> = values.map(scalar).collect::<Option<_>>()?;
    if kinds.contains(&JsonType::Number) {
        kinds.retain(|kind| *kind != JsonType::Integer);
    }
    let mut seen = BTreeSet::new();
    kinds.retain(|kind| seen.insert(*kind));
    (kinds.len() > 1).then_some(kinds)
}

fn scalar(value: &Value) -> Option<JsonType> {
    let is_structure = value.is_array() || value.is_object();
    JsonType::of(value).filter(|_| !is_structure)
}
