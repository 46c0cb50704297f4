//! Branches that say the same as one before: nothing can tell them apart, and nothing needs to.
//!
//! In: the branches of a choice. Out: the same with the first of those that are alike. Components are what their authors named, so each stays.

use super::super::ask::Ask;
use super::super::node::Branch;
use crate::spec::{Location, say_the_same};
use serde_json::Value;

/// Leaves out inline branches that repeat others.
pub(super) fn once<'a>(ask: &mut dyn Ask<'a>, branches: &mut Vec<Branch>) {
    let mut known: Vec<&'a Value> = Vec::new();
    branches.retain(|branch| {
        let Some(written) = inline(ask, branch) else {
            return true;
        };
        let is_new = !known.iter().any(|one| say_the_same(one, written));
        known.push(written);
        is_new
    });
}

/// What is written of a branch, unless it is a component.
fn inline<'a>(ask: &mut dyn Ask<'a>, branch: &Branch) -> Option<&'a Value> {
    ask.written(branch.listed)?;
    let place = ask.place(branch.listed);
    let is_component = Location::read(&place).schema().is_some();
    ask.value(&place).filter(|_| !is_component)
}
