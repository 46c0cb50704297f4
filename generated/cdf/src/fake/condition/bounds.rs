// From templates/cdf/src/fake/condition/bounds.rs; edit it there.

//! `gt`, `gte`, `lt`, `lte`.

use std::cmp::Ordering;

use serde_json::Value;

use super::compare;
use crate::fake::response::{Outcome, Refusal};

/// At most one bound on each side, with whether the bound itself is within.
pub(in crate::fake) struct Bounds {
    pub(in crate::fake) lower: Option<(Value, bool)>,
    pub(in crate::fake) upper: Option<(Value, bool)>,
}

impl Bounds {
    pub(in crate::fake) fn read(from: &Value) -> Outcome<Self> {
        Ok(Self {
            lower: side(from, "gt", "gte")?,
            upper: side(from, "lt", "lte")?,
        })
    }

    pub(in crate::fake) fn hold(&self, found: &Value) -> bool {
        let within = |bound: &Option<(Value, bool)>, wanted: Ordering| {
            bound
                .as_ref()
                .is_none_or(|(limit, inclusive)| match compare(found, limit) {
                    Some(Ordering::Equal) => *inclusive,
                    Some(order) => order == wanted,
                    None => false,
                })
        };
        within(&self.lower, Ordering::Greater) && within(&self.upper, Ordering::Less)
    }
}

fn side(from: &Value, open: &str, closed: &str) -> Outcome<Option<(Value, bool)>> {
    match (from.get(open), from.get(closed)) {
        (Some(_), Some(_)) => Err(Refusal::bad(format!("Only one of {open} and {closed} can be given"))),
        (Some(bound), None) => Ok(Some((bound.clone(), false))),
        (None, Some(bound)) => Ok(Some((bound.clone(), true))),
        (None, None) => Ok(None),
    }
}
