//! Whether two places of files say the same once their references are followed.

use std::collections::BTreeSet;

use serde_json::Value;

use super::resolver::Resolver;
use crate::load::files::FilePlace;

/// The places that are being compared: they count as equal.
type Open = BTreeSet<(FilePlace, FilePlace)>;

/// Compares two places.
pub(super) fn is_same(resolver: &mut Resolver<'_>, left: &FilePlace, right: &FilePlace) -> bool {
    same(resolver, left, right, &mut Open::new())
}

fn same(resolver: &mut Resolver<'_>, left: &FilePlace, right: &FilePlace, open: &mut Open) -> bool {
    if left == right || !open.insert((left.clone(), right.clone())) {
        return true;
    }
    let (one, other) = (resolver.files.value(left.0), resolver.files.value(right.0));
    match (left.1.find(&one), right.1.find(&other)) {
        (Some(a), Some(b)) => same_value(resolver, (left.0, a), (right.0, b), open),
        _ => false,
    }
}

fn same_value(resolver: &mut Resolver<'_>, left: (usize, &Value), right: (usize, &Value), open: &mut Open) -> bool {
    match (left.1, right.1) {
        (Value::Object(a), Value::Object(b)) => {
            a.len() == b.len()
                && a.iter().all(|(key, value)| match (key.as_str(), value, b.get(key)) {
                    ("$ref", Value::String(a), Some(Value::String(b))) => {
                        match (resolver.resolve(left.0, a), resolver.resolve(right.0, b)) {
                            (Ok(a), Ok(b)) => same(resolver, &a, &b, open),
                            _ => a == b,
                        }
                    }
                    (_, value, Some(other)) => same_value(resolver, (left.0, value), (right.0, other), open),
                    (_, _, None) => false,
                })
        }
        (Value::Array(a), Value::Array(b)) => {
            a.len() == b.len()
                && a.iter()
                    .zip(b)
                    .all(|(a, b)| same_value(resolver, (left.0, a), (right.0, b), open))
        }
        (a, b) => a == b,
    }
}
