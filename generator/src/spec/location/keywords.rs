//! The keywords that hold schemas: the only list of them.
//!
//! References are followed below them, types below them are named by them, and what they hold is checked.

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

/// A keyword that holds schemas.
pub(crate) struct SchemaKeyword {
    /// The keyword.
    pub(crate) name: &'static str,
    /// How it holds them.
    pub(crate) holds: Holds,
    /// What its value must be; `None` if a schema can be read whatever it is.
    pub(crate) expected: Option<Expected>,
    /// The step to a schema in it, by the keyword, and the index or key of the schema.
    pub(super) way: fn(&str, &str) -> Option<Way>,
}

use Holds::{Entries, List, One};

/// All of them.
pub(crate) const SCHEMA_KEYWORDS: [SchemaKeyword; 21] = [
    row("allOf", List, Some(Expected::List), |_, index| {
        Some(Way::Member(index.to_owned()))
    }),
    row("oneOf", List, Some(Expected::List), branch),
    row("anyOf", List, Some(Expected::List), branch),
    row("prefixItems", List, Some(Expected::List), |_, _| Some(Way::Position)),
    row("properties", Entries, Some(Expected::Mapping), |_, key| {
        Some(Way::Property(key.to_owned()))
    }),
    row("patternProperties", Entries, Some(Expected::Mapping), |_, _| {
        Some(Way::Pattern)
    }),
    row("dependentSchemas", Entries, Some(Expected::Mapping), |_, key| {
        Some(Way::Condition(key.to_owned()))
    }),
    row("$defs", Entries, None, definition),
    row("definitions", Entries, None, definition),
    row("items", One, Some(Expected::Items), |_, _| Some(Way::Items)),
    row("not", One, Some(Expected::Schema), |_, _| Some(Way::Not)),
    row("propertyNames", One, Some(Expected::Schema), nameless),
    row("then", One, Some(Expected::Schema), condition),
    row("else", One, Some(Expected::Schema), condition),
    row("if", One, None, nameless),
    row("additionalProperties", One, None, |_, _| Some(Way::Values)),
    row("unevaluatedProperties", One, None, |_, _| Some(Way::Values)),
    row("additionalItems", One, None, nameless),
    row("unevaluatedItems", One, None, nameless),
    row("contains", One, None, nameless),
    row("contentSchema", One, None, nameless),
];

const fn row(
    name: &'static str,
    holds: Holds,
    expected: Option<Expected>,
    way: fn(&str, &str) -> Option<Way>,
) -> SchemaKeyword {
    SchemaKeyword {
        name,
        holds,
        expected,
        way,
    }
}

fn branch(_: &str, index: &str) -> Option<Way> {
    index.parse().ok().map(Way::Branch)
}

fn condition(keyword: &str, _: &str) -> Option<Way> {
    Some(Way::Condition(keyword.to_owned()))
}

fn definition(_: &str, name: &str) -> Option<Way> {
    Some(Way::Definition(name.to_owned()))
}

/// No type is made of what it holds, so that there is nothing to name.
fn nameless(_: &str, _: &str) -> Option<Way> {
    None
}

/// The keyword of this name, if it holds schemas.
pub(crate) fn schema_keyword(name: &str) -> Option<&'static SchemaKeyword> {
    const ALL: &[SchemaKeyword] = &SCHEMA_KEYWORDS;
    ALL.iter().find(|keyword| keyword.name == name)
}
