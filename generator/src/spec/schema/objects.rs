//! Keywords of objects: their properties, their other keys, and which keys go together.

use std::collections::BTreeSet;

use serde_json::{Number, Value};

use super::keywords::{Keywords, texts};
use super::lists::distinct;
use super::values::is_never;
use crate::pointer::Pointer;

/// What a schema says about keys that are not in `properties`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Additional {
    /// Nothing: any value is welcome.
    #[default]
    Unsaid,
    /// `true` or an empty schema.
    Free,
    /// `false`.
    Denied,
    /// The schemas of their values: a value is of one of them.
    Typed(Vec<Pointer>),
}

/// Keywords of objects.
#[derive(Clone, Debug, Default)]
pub struct ObjectKeywords<'a> {
    /// `properties`, in order.
    pub properties: Vec<(&'a str, Pointer)>,
    /// Those of them whose schemas allow no value.
    pub never: BTreeSet<&'a str>,
    /// `required`.
    pub required: Vec<&'a str>,
    /// `additionalProperties`, `patternProperties` and `unevaluatedProperties` together.
    pub additional: Additional,
    /// The patterns of `patternProperties`.
    pub patterns: Vec<&'a str>,
    /// `propertyNames`.
    pub property_names: Option<Pointer>,
    /// `dependentRequired`, or `dependencies` as earlier drafts have it: a key, and those that must be there with it.
    pub dependent_required: Vec<(&'a str, Vec<&'a str>)>,
    /// `not: { required: … }`: keys of which one must be missing.
    pub not_together: Vec<&'a str>,
    /// `minProperties`.
    pub min_properties: Option<&'a Number>,
    /// `maxProperties`.
    pub max_properties: Option<&'a Number>,
}

impl<'a> ObjectKeywords<'a> {
    /// Whether it says how many keys there are, or of what the values of other keys are.
    pub fn limits_keys(&self) -> bool {
        self.additional != Additional::Unsaid || self.min_properties.is_some() || self.max_properties.is_some()
    }

    pub(super) fn read(keywords: Keywords<'a, '_>) -> Self {
        let never = keywords.entries("properties").filter(|(_, schema)| is_never(schema));
        let dependent = ["dependentRequired", "dependencies"].into_iter();
        let dependent = dependent.flat_map(|keyword| keywords.entries(keyword));
        Self {
            properties: keywords.named_places("properties"),
            never: never.map(|(name, _)| name).collect(),
            required: keywords.texts("required"),
            additional: additional(keywords),
            patterns: keywords
                .entries("patternProperties")
                .map(|(pattern, _)| pattern)
                .collect(),
            property_names: keywords.has("propertyNames").then(|| keywords.place("propertyNames")),
            dependent_required: dependent
                .filter_map(|(key, needs)| Some((key, texts(needs.as_array()?))))
                .collect(),
            not_together: not_together(keywords),
            min_properties: keywords.number("minProperties"),
            max_properties: keywords.number("maxProperties"),
        }
    }
}

fn not_together<'a>(keywords: Keywords<'a, '_>) -> Vec<&'a str> {
    let required = keywords.get("not").and_then(|not| not.get("required"));
    let names = required.and_then(Value::as_array).map(Vec::as_slice);
    texts(names.unwrap_or_default())
}

/// What `additionalProperties` says, or else `unevaluatedProperties` if that is a schema.
fn rest<'a>(keywords: Keywords<'a, '_>) -> Option<(Pointer, &'a Value)> {
    let at = |key: &str| keywords.get(key).map(|values| (keywords.place(key), values));
    at("additionalProperties").or_else(|| at("unevaluatedProperties").filter(|(_, values)| values.is_object()))
}

/// Keys of a pattern are other keys, each with the schema of any of the patterns. Beside `properties` the keys that match no
/// pattern can be anything, unless `additionalProperties` says otherwise.
fn additional(keywords: Keywords<'_, '_>) -> Additional {
    let patterns = keywords.entries("patternProperties");
    let patterns: Vec<_> = patterns
        .map(|(name, values)| (keywords.place("patternProperties").key(name), values))
        .collect();
    match rest(keywords) {
        None if patterns.is_empty() => Additional::Unsaid,
        None if !keywords.has("properties") => typed(patterns),
        Some((_, Value::Bool(false))) if patterns.is_empty() => Additional::Denied,
        Some((_, Value::Bool(false))) => typed(patterns),
        Some(rest @ (_, Value::Object(_))) => typed(patterns.into_iter().chain([rest]).collect()),
        _ => Additional::Free,
    }
}

fn typed(values: Vec<(Pointer, &Value)>) -> Additional {
    match distinct(values.into_iter()).as_slice() {
        [] => Additional::Free,
        [(_, only)] if is_free(only) => Additional::Free,
        several => Additional::Typed(several.iter().map(|(at, _)| at.clone()).collect()),
    }
}

/// Whether a schema of values says nothing about them.
fn is_free(values: &Value) -> bool {
    match values {
        Value::Object(keywords) => keywords.keys().all(|key| key == "description"),
        values => *values == Value::Bool(true),
    }
}
