// From templates/cdf/src/fake/condition.rs; edit it there.

//! Filters: read from JSON by the rules of an API, then held against things.

mod bounds;
mod compare;
mod read;
mod values;

use std::borrow::Cow;

use serde_json::Value;

pub(super) use bounds::Bounds;
pub(super) use compare::{compare, equal};
pub(super) use read::{Rules, path, read};
use values::Values;

/// The value of a thing at a path.
pub(super) trait Thing {
    fn look<'a>(&'a self, path: &[String]) -> Option<Cow<'a, Value>>;
}

pub(super) enum Condition {
    All,
    And(Vec<Condition>),
    Or(Vec<Condition>),
    Not(Box<Condition>),
    /// Each path has a value.
    Exists(Vec<Vec<String>>),
    /// The value is one of these.
    In(Vec<String>, Values),
    Prefix(Vec<String>, String),
    Range(Vec<String>, Bounds),
    /// The value is a list with all of these.
    ContainsAll(Vec<String>, Vec<Value>),
    /// The value is a list with one of these.
    ContainsAny(Vec<String>, Vec<Value>),
}

impl Condition {
    pub(super) fn holds(&self, thing: &dyn Thing) -> bool {
        match self {
            Self::All => true,
            Self::And(parts) => parts.iter().all(|part| part.holds(thing)),
            Self::Or(parts) => parts.iter().any(|part| part.holds(thing)),
            Self::Not(part) => !part.holds(thing),
            Self::Exists(paths) => paths.iter().all(|path| thing.look(path).is_some()),
            Self::In(path, values) => at(thing, path, |found| values.contain(found)),
            Self::Prefix(path, start) => at(thing, path, |found| {
                found.as_str().is_some_and(|text| text.starts_with(start))
            }),
            Self::Range(path, bounds) => at(thing, path, |found| bounds.hold(found)),
            Self::ContainsAll(path, values) => {
                at(thing, path, |found| values.iter().all(|value| contains(found, value)))
            }
            Self::ContainsAny(path, values) => {
                at(thing, path, |found| values.iter().any(|value| contains(found, value)))
            }
        }
    }
}

fn at(thing: &dyn Thing, path: &[String], test: impl Fn(&Value) -> bool) -> bool {
    thing.look(path).is_some_and(|found| test(&found))
}

fn contains(list: &Value, wanted: &Value) -> bool {
    let list = list.as_array().into_iter().flatten();
    list.into_iter().any(|value| equal(value, wanted))
}
