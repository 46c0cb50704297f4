//! Words for an element of a list: what it refers to, a constant, its only key, its title, a key, its type.
//!
//! In: an element. Out: its words, the best first. Whether others have them too is not known here.

use serde_json::{Map, Value};

use crate::pointer::Pointer;

/// The words for an element, the best first.
pub(in crate::lower::names::lock) fn words(element: &Value) -> Vec<String> {
    let text = |key: &str| element.get(key).and_then(Value::as_str);
    let mut out = Vec::new();
    if let Some(target) = text("$ref") {
        out.push(format!("ref:{}", Pointer::parse(target.trim_end_matches('>')).last()));
        out.push(format!("ref:{target}"));
    }
    if let (Some(place), Some(name)) = (text("in"), text("name")) {
        out.push(format!("{place}:{name}"));
    }
    let none = Map::new();
    let properties = element.get("properties").and_then(Value::as_object).unwrap_or(&none);
    let constants = properties
        .iter()
        .filter_map(|(key, schema)| Some((key, constant(schema)?)));
    out.extend(constants.map(|(key, value)| format!("tag:{key}={value}")));
    if properties.len() == 1 {
        out.extend(properties.keys().map(|key| format!("only:{key}")));
    }
    out.extend(text("title").map(|title| format!("title:{title}")));
    let required = element.get("required").and_then(Value::as_array).into_iter().flatten();
    let required: Vec<&str> = required.filter_map(Value::as_str).collect();
    let (first, rest): (Vec<&String>, Vec<&String>) =
        properties.keys().partition(|key| required.contains(&key.as_str()));
    out.extend(first.into_iter().chain(rest).map(|key| format!("key:{key}")));
    out.extend(element.get("type").map(|kind| format!("type:{}", shown(kind))));
    out
}

/// The only value of a property.
fn constant(schema: &Value) -> Option<String> {
    let listed = schema.get("enum").and_then(Value::as_array);
    let only = listed
        .filter(|values| values.len() == 1)
        .and_then(|values| values.first());
    schema.get("const").or(only).map(shown)
}

/// A value as a word.
pub(in crate::lower::names::lock) fn shown(value: &Value) -> String {
    value.as_str().map_or_else(|| value.to_string(), str::to_owned)
}
