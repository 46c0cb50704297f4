//! The keywords of schemas in OpenAPI 3.0 and 3.1, in JSON Schema 2020-12 and in its earlier drafts: the only list of them.
//!
//! References are followed below those that hold schemas, types below them are named by them, and what a keyword holds is
//! checked. What is not in this list is no keyword.

use serde_json::Value;

use super::way::Way;
use crate::diag::Expected;

/// How a keyword holds schemas.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Holds {
    /// The keyword's value is a schema, or a list of them in older versions.
    One,
    /// A list of schemas.
    List,
    /// A mapping, whose keys the author chooses, to schemas.
    Entries,
}

/// What a keyword is for.
#[derive(Clone, Copy)]
pub(crate) enum Purpose {
    /// It holds schemas. The function gives the step to one of them, by the keyword, and the index or key of the schema.
    Schemas(Holds, fn(&str, &str) -> Option<Way>),
    /// It is read.
    Value,
    /// It limits or describes the values of a type that other keywords make: without it, there is still a type.
    Detail,
    /// Nothing of a client depends on it.
    Nothing,
}

/// A keyword of schemas.
pub(crate) struct Keyword {
    /// The keyword.
    pub(crate) name: &'static str,
    /// What it is for.
    pub(crate) purpose: Purpose,
    /// What its value must be; `None` if a schema can be read whatever it is.
    pub(crate) expected: Option<Expected>,
}

use Expected::{Boolean, BooleanOrNumber, Items, Mapping, Number, Schema, Text, Types, Whole};
use Holds::{Entries, List, One};

/// All of them. Of several that have a wrong type, the first one is reported.
pub(crate) const KEYWORDS: &[Keyword] = &[
    value("type", Some(Types)),
    detail("format", Some(Text)),
    detail("title", Some(Text)),
    detail("description", Some(Text)),
    detail("pattern", Some(Text)),
    detail("contentEncoding", Some(Text)),
    detail("contentMediaType", Some(Text)),
    value("$ref", Some(Text)),
    detail("nullable", Some(Boolean)),
    detail("readOnly", Some(Boolean)),
    detail("writeOnly", Some(Boolean)),
    detail("deprecated", Some(Boolean)),
    detail("uniqueItems", Some(Boolean)),
    detail("exclusiveMinimum", Some(BooleanOrNumber)),
    detail("exclusiveMaximum", Some(BooleanOrNumber)),
    detail("minimum", Some(Number)),
    detail("maximum", Some(Number)),
    detail("multipleOf", Some(Number)),
    detail("minLength", Some(Whole)),
    detail("maxLength", Some(Whole)),
    detail("minItems", Some(Whole)),
    detail("maxItems", Some(Whole)),
    detail("minProperties", Some(Whole)),
    detail("maxProperties", Some(Whole)),
    value("enum", Some(Expected::List)),
    detail("required", Some(Expected::List)),
    detail("dependentRequired", Some(Mapping)),
    value("discriminator", Some(Mapping)),
    nothing("externalDocs", Some(Mapping)),
    schemas("allOf", List, Some(Expected::List), |_, index| {
        Some(Way::Member(index.to_owned()))
    }),
    schemas("oneOf", List, Some(Expected::List), branch),
    schemas("anyOf", List, Some(Expected::List), branch),
    schemas("prefixItems", List, Some(Expected::List), |_, _| Some(Way::Position)),
    schemas("properties", Entries, Some(Mapping), |_, key| {
        Some(Way::Property(key.to_owned()))
    }),
    schemas("patternProperties", Entries, Some(Mapping), |_, _| Some(Way::Pattern)),
    schemas("dependentSchemas", Entries, Some(Mapping), dependent),
    schemas("dependencies", Entries, Some(Mapping), dependent),
    schemas("$defs", Entries, None, definition),
    schemas("definitions", Entries, None, definition),
    schemas("items", One, Some(Items), |_, _| Some(Way::Items)),
    schemas("not", One, Some(Schema), |_, _| Some(Way::Not)),
    schemas("propertyNames", One, Some(Schema), nameless),
    schemas("then", One, Some(Schema), condition),
    schemas("else", One, Some(Schema), condition),
    schemas("if", One, None, nameless),
    schemas("additionalProperties", One, None, |_, _| Some(Way::Values)),
    schemas("unevaluatedProperties", One, None, |_, _| Some(Way::Values)),
    schemas("additionalItems", One, None, nameless),
    schemas("unevaluatedItems", One, None, nameless),
    schemas("contains", One, None, nameless),
    schemas("contentSchema", One, None, |_, _| Some(Way::Content)),
    value("const", None),
    value("default", None),
    value("$dynamicRef", None),
    value("$recursiveRef", None),
    nothing("minContains", None),
    nothing("maxContains", None),
    nothing("example", None),
    nothing("examples", None),
    nothing("xml", None),
    nothing("id", None),
    nothing("$id", None),
    nothing("$schema", None),
    nothing("$vocabulary", None),
    nothing("$anchor", None),
    nothing("$dynamicAnchor", None),
    nothing("$recursiveAnchor", None),
    nothing("$comment", None),
];

const fn value(name: &'static str, expected: Option<Expected>) -> Keyword {
    row(name, Purpose::Value, expected)
}

const fn detail(name: &'static str, expected: Option<Expected>) -> Keyword {
    row(name, Purpose::Detail, expected)
}

const fn nothing(name: &'static str, expected: Option<Expected>) -> Keyword {
    row(name, Purpose::Nothing, expected)
}

const fn schemas(
    name: &'static str,
    holds: Holds,
    expected: Option<Expected>,
    way: fn(&str, &str) -> Option<Way>,
) -> Keyword {
    row(name, Purpose::Schemas(holds, way), expected)
}

const fn row(name: &'static str, purpose: Purpose, expected: Option<Expected>) -> Keyword {
    Keyword {
        name,
        purpose,
        expected,
    }
}

fn branch(_: &str, index: &str) -> Option<Way> {
    index.parse().ok().map(Way::Branch)
}

fn condition(keyword: &str, _: &str) -> Option<Way> {
    Some(Way::Condition(keyword.to_owned()))
}

fn dependent(_: &str, key: &str) -> Option<Way> {
    Some(Way::Condition(key.to_owned()))
}

fn definition(_: &str, name: &str) -> Option<Way> {
    Some(Way::Definition(name.to_owned()))
}

/// No type is made of what it holds, so that there is nothing to name.
fn nameless(_: &str, _: &str) -> Option<Way> {
    None
}

/// The keyword of this name.
pub(crate) fn schema_keyword(name: &str) -> Option<&'static Keyword> {
    KEYWORDS.iter().find(|keyword| keyword.name == name)
}

impl Keyword {
    /// How it holds schemas, if it does.
    pub(crate) fn holds(&self) -> Option<Holds> {
        match self.purpose {
            Purpose::Schemas(holds, _) => Some(holds),
            Purpose::Value | Purpose::Detail | Purpose::Nothing => None,
        }
    }

    /// Whether something of a client depends on it.
    pub(crate) fn has_effect(&self) -> bool {
        !matches!(self.purpose, Purpose::Nothing)
    }

    /// Whether the schema can do without it, if its value makes no sense.
    pub(crate) fn is_detail(&self) -> bool {
        matches!(self.purpose, Purpose::Detail) || !self.has_effect()
    }

    /// Whether a value makes sense as its value.
    pub(crate) fn can_hold(&self, value: &Value) -> bool {
        match (self.expected, self.purpose) {
            (Some(expected), _) => expected.is_met_by(value),
            (None, Purpose::Schemas(..)) => Items.is_met_by(value),
            (None, _) => true,
        }
    }
}
