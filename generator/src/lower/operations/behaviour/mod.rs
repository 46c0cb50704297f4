//! What an operation does beyond its request and its answer: repetition, pages, bulk, feeds, waiting.
//!
//! Said by an extension of the operation, or inferred where the document says enough. An extension that does not fit the
//! operation is an error: somebody wrote it to be used.

mod bulk;
mod feed;
mod feed_count;
mod limits;
mod paging;
mod polling;
mod retry;
mod said;

use super::known::Known;
use super::plan::Plan;
use crate::diag::Diagnostics;
use crate::ir::{Group, Operation, Type};
use crate::lower::facts::keys::{Keys, keys};
use crate::lower::types::resolve::Types;
use crate::pointer::Pointer;

/// Fills in what an operation does by itself.
pub(in crate::lower) fn of(
    types: &Types,
    plan: &Plan,
    operation: &mut Operation,
    known: Known<'_>,
    diags: &mut Diagnostics,
) {
    match retry::retry(plan) {
        Ok((retry, also)) => (operation.retry, operation.repeatable) = (retry, also),
        Err(fault) => diags.push(*fault),
    }
    if let Err(fault) = limits::limits(plan, operation) {
        diags.push(*fault);
    }
    operation.paging = paging::paging(plan, operation, known);
    match bulk::bulk(types, plan, operation, known) {
        Ok(bulk) => operation.bulk = bulk,
        Err(fault) => diags.push(*fault),
    }
    match feed::feed(plan, operation, known) {
        Ok(feed) => operation.feed = feed,
        Err(fault) => diags.push(*fault),
    }
}

/// Fills in what operations do together, once all have their names; the types that others are found by.
pub(in crate::lower) fn together(
    plans: &[Plan],
    groups: &mut [Group],
    known: Known<'_>,
    diags: &mut Diagnostics,
) -> Keys {
    polling::polling(plans, groups, known, diags);
    feed_count::feed_counts(plans, groups, known, diags);
    let bulks = groups.iter().flat_map(|group| &group.operations);
    let bulks = bulks.filter_map(|operation| operation.bulk.as_ref().map(|bulk| bulk.key));
    let keys = keys(known.drafts, bulks, diags);
    for operation in groups.iter_mut().flat_map(|group| &mut group.operations) {
        operation
            .bulk
            .take_if(|bulk| !keys.serves_bulk(known.drafts, bulk.key, diags));
    }
    for group in groups {
        bulk::settle_names(group, diags);
    }
    keys
}

fn is_copy(ty: &Type) -> bool {
    matches!(
        ty,
        Type::Bool | Type::I32 | Type::I64 | Type::U32 | Type::U64 | Type::F64 | Type::Quoted(_)
    )
}

/// The place of an extension.
fn place(plan: &Plan, name: &str) -> Pointer {
    plan.spec.at.key(name)
}
