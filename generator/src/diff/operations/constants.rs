//! Parameters that are always sent with the same value, which callers neither give nor see.
//!
//! In: an operation of before and after. Out: which of their constants come, go or change. Must not speak of what callers give: that is
//! in `requests.rs`, which also says where a parameter stands.

use std::collections::{BTreeMap, BTreeSet};

use super::requests::wire;
use crate::diff::log::Log;
use crate::plan::Operation;

pub(super) fn compare(log: &mut Log, old: &Operation, new: &Operation) {
    let (before, after) = (constants(old), constants(new));
    let all: BTreeSet<&String> = before.keys().chain(after.keys()).collect();
    for place in all {
        let words = match (before.get(place), after.get(place)) {
            (Some(was), Some(is)) if was == is => continue,
            (Some(was), Some(is)) => format!("the {place} is always `{is}`, was always `{was}`"),
            (None, Some(is)) => format!("the {place} is always `{is}`"),
            (Some(was), None) => format!("the {place} is no longer always `{was}`"),
            (None, None) => continue,
        };
        log.runtime("constant", words);
    }
}

/// Where each constant travels, and its value.
fn constants(operation: &Operation) -> BTreeMap<String, &str> {
    let each = operation.constants.iter();
    each.map(|fixed| (wire(&operation.path, &fixed.parameter), fixed.value.as_str()))
        .collect()
}
