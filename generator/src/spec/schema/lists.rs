//! Keywords of lists: `items`, `prefixItems` and how many there are.

use std::collections::BTreeSet;

use serde_json::{Number, Value};

use super::keywords::Keywords;
use super::values;
use crate::pointer::Pointer;

/// Keywords of lists.
#[derive(Clone, Debug, Default)]
pub struct ListKeywords<'a> {
    /// Where the schemas of elements are: an element is of one of them. None if it can be anything.
    pub items: Vec<Pointer>,
    /// Where the schemas by position are: `prefixItems`, or `items` before 2020-12.
    pub positions: Vec<Pointer>,
    /// `minItems`.
    pub min_items: Option<&'a Number>,
    /// `maxItems`.
    pub max_items: Option<&'a Number>,
}

impl<'a> ListKeywords<'a> {
    pub(super) fn read(keywords: Keywords<'a, '_>) -> Self {
        let positions = positions(keywords);
        Self {
            items: items(keywords, positions),
            positions: positions.map(|(key, _)| keywords.places(key)).unwrap_or_default(),
            min_items: keywords.number("minItems"),
            max_items: keywords.number("maxItems"),
        }
    }
}

/// The keyword with schemas by position, and its schemas.
pub(super) fn positions<'a>(keywords: Keywords<'a, '_>) -> Option<(&'static str, &'a [Value])> {
    let list = |key: &'static str| Some((key, keywords.get(key)?.as_array()?.as_slice()));
    list("prefixItems").or_else(|| list("items"))
}

/// The places of the schemas of elements, equal ones once. `false` allows none.
fn items(keywords: Keywords<'_, '_>, positions: Option<(&str, &[Value])>) -> Vec<Pointer> {
    let items = keywords.get("items");
    let Some((key, schemas)) = positions else {
        let items = items.filter(|items| !values::is_never(items));
        return items.map(|_| keywords.place("items")).into_iter().collect();
    };
    let each = keywords.places(key).into_iter().zip(schemas);
    let rest = items.filter(|items| !items.is_array());
    let each = each.chain(rest.map(|items| (keywords.place("items"), items)));
    distinct(each).into_iter().map(|(at, _)| at).collect()
}

/// Schemas that a value can match, and their places; of equal ones the first.
pub(super) fn distinct<'a>(schemas: impl Iterator<Item = (Pointer, &'a Value)>) -> Vec<(Pointer, &'a Value)> {
    let mut seen = BTreeSet::new();
    let possible = schemas.filter(|(_, schema)| !values::is_never(schema));
    possible.filter(|(_, schema)| seen.insert(schema.to_string())).collect()
}
