//! Keywords that combine schemas: `allOf`, `oneOf`, `anyOf`, `discriminator`, and what counts under a condition.

use serde_json::Value;

use super::keywords::Keywords;
use super::{null, values};
use crate::pointer::Pointer;

/// `discriminator`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Discriminator<'a> {
    /// The key whose text tells the branches apart.
    pub property: &'a str,
    /// Text → reference, as written.
    pub mapping: Vec<(&'a str, &'a str)>,
    /// The reference of what every other value stands for, also a missing one: `defaultMapping`.
    pub default: Option<&'a str>,
}

impl<'a> Discriminator<'a> {
    /// Reads the value of the keyword.
    pub fn read(value: &'a Value) -> Option<Self> {
        let mapping = value.get("mapping").and_then(Value::as_object);
        let pair = |(key, target): (&'a String, &'a Value)| Some((key.as_str(), target.as_str()?));
        Some(Self {
            property: value.get("propertyName")?.as_str()?,
            mapping: mapping.into_iter().flatten().filter_map(pair).collect(),
            default: value.get("defaultMapping").and_then(Value::as_str),
        })
    }

    /// Text → the schema that it stands for.
    pub fn targets(&self) -> impl Iterator<Item = (&'a str, Pointer)> {
        self.mapping.iter().map(|(text, written)| (*text, target(written)))
    }

    /// The schema that every other value stands for.
    pub fn default_target(&self) -> Option<Pointer> {
        self.default.map(target)
    }
}

/// What a reference or the name of a component leads to.
fn target(text: &str) -> Pointer {
    match text.starts_with('#') {
        true => Pointer::parse(text),
        false => Pointer::root().key("components").key("schemas").key(text),
    }
}

pub(super) fn discriminator<'a>(keywords: Keywords<'a, '_>) -> Option<Discriminator<'a>> {
    Discriminator::read(keywords.get("discriminator")?)
}

/// The branches of `oneOf` or `anyOf` that a value can be of, without those that are `null`: that is
/// [`super::Schema::nullable`].
pub(super) fn branches(keywords: Keywords<'_, '_>, key: &str) -> Vec<Pointer> {
    let each = keywords.places(key).into_iter().zip(keywords.elements(key));
    each.filter(|(_, branch)| !null::is_branch(branch) && !values::is_never(branch))
        .map(|(at, _)| at)
        .collect()
}

/// The schemas that count under a condition: `then`, `else` and those of `dependentSchemas`, or of `dependencies` as earlier
/// drafts have it. The condition itself is not
/// read, because no Rust type can express it.
pub(super) fn conditional(keywords: Keywords<'_, '_>) -> Vec<Pointer> {
    let alternatives = ["then", "else"];
    let alternatives = alternatives
        .iter()
        .filter_map(|key| keywords.get(key).map(|schema| (keywords.place(key), schema)));
    let dependent = ["dependentSchemas", "dependencies"].into_iter().flat_map(|keyword| {
        let entries = keywords.entries(keyword);
        entries.map(move |(key, schema)| (keywords.place(keyword).key(key), schema))
    });
    let says_something = |schema: &Value| schema.as_object().is_some_and(|keywords| !keywords.is_empty());
    let all = alternatives
        .chain(dependent)
        .filter(|(_, schema)| says_something(schema));
    all.map(|(at, _)| at).collect()
}
