//! Keywords of numbers: `minimum`, `maximum`, `multipleOf` and the exclusive bounds of both versions.

use std::cmp::Ordering;

use serde_json::{Number, Value};

use super::keywords::Keywords;

/// The smallest or the largest value of a number, exactly as it is written.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Limit<'a> {
    /// The number.
    pub value: &'a Number,
    /// Whether the number itself is excluded.
    pub exclusive: bool,
}

/// Keywords of numbers.
#[derive(Clone, Debug, Default)]
pub struct NumberKeywords<'a> {
    /// `minimum` or `exclusiveMinimum`, whichever is stricter.
    pub minimum: Option<Limit<'a>>,
    /// `maximum` or `exclusiveMaximum`, whichever is stricter.
    pub maximum: Option<Limit<'a>>,
    /// `multipleOf`.
    pub multiple_of: Option<&'a Number>,
}

impl<'a> NumberKeywords<'a> {
    pub(super) fn read(keywords: Keywords<'a, '_>) -> Self {
        Self {
            minimum: limit(keywords, "minimum", "exclusiveMinimum", Ordering::Greater),
            maximum: limit(keywords, "maximum", "exclusiveMaximum", Ordering::Less),
            multiple_of: keywords.number("multipleOf"),
        }
    }

    /// Whether there is none of them.
    pub fn is_empty(&self) -> bool {
        self.minimum.is_none() && self.maximum.is_none() && self.multiple_of.is_none()
    }
}

/// The exclusive bound is a flag in 3.0 and a bound of its own in 3.1; of two bounds, the one that is `stricter` counts.
fn limit<'a>(keywords: Keywords<'a, '_>, inclusive: &str, exclusive: &str, stricter: Ordering) -> Option<Limit<'a>> {
    let inside = keywords.number(inclusive).map(|value| Limit {
        value,
        exclusive: keywords.flag(exclusive),
    });
    let Some(Value::Number(bound)) = keywords.get(exclusive) else {
        return inside;
    };
    let is_looser = |limit: &Limit| {
        let order = bound.as_f64().zip(limit.value.as_f64());
        order.is_some_and(|(bound, other)| bound.partial_cmp(&other) == Some(stricter.reverse()))
    };
    inside.filter(is_looser).or(Some(Limit {
        value: bound,
        exclusive: true,
    }))
}
