//! Branches that say the same as one before: nothing can tell them apart, and nothing needs to.
//!
//! In: the branches of a choice. Out: the same with the first of those that are alike. Components are what their authors named, so each
//! stays, and so do the elements of a list, of which a lock may know any.

use std::collections::BTreeMap;

use serde_json::Value;

use super::super::ask::Ask;
use super::super::node::Branch;
use crate::spec::{Location, say_the_same, schema_digest};

/// Leaves out inline branches that repeat others.
pub(super) fn once<'a>(ask: &mut dyn Ask<'a>, branches: &mut Vec<Branch>) {
    // By a number, so that each is compared with few others.
    let mut known: BTreeMap<u64, Vec<&'a Value>> = BTreeMap::new();
    branches.retain(|branch| {
        let Some(written) = inline(ask, branch) else {
            return true;
        };
        let alike = known.entry(schema_digest(written)).or_default();
        let is_new = !alike.iter().any(|one| say_the_same(one, written));
        alike.extend(is_new.then_some(written));
        is_new
    });
}

/// What is written of a branch, unless it is a component or an element of a list.
fn inline<'a>(ask: &mut dyn Ask<'a>, branch: &Branch) -> Option<&'a Value> {
    ask.written(branch.listed)?;
    let place = ask.place(branch.listed);
    let is_component = Location::read(&place).schema().is_some();
    let is_element = place.last().parse::<usize>().is_ok();
    ask.value(&place).filter(|_| !is_component && !is_element)
}
