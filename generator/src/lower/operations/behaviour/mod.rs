//! What an operation does beyond its request and its answer: repetition, pages, bulk, feeds, waiting.
//!
//! Said by an extension of the operation, or inferred where the document says enough. An extension that does not fit the
//! operation is an error: somebody wrote it to be used.

mod bulk;
mod feed;
mod feed_count;
mod keys;
mod limits;
mod paging;
mod polling;
mod retry;
mod said;

use crate::diag::Diagnostics;
use crate::ir::{Field, Group, Model, Operation, Record, Shape, Type};
use crate::lower::operations::groups::Index;
use crate::lower::operations::plan::Plan;
use crate::lower::types::resolve::Types;
use crate::pointer::Pointer;

/// Fills in what an operation does by itself.
pub(in crate::lower) fn of(
    types: &Types,
    plan: &Plan,
    operation: &mut Operation,
    models: &Index,
    diags: &mut Diagnostics,
) {
    match retry::retry(plan) {
        Ok((retry, also)) => (operation.retry, operation.repeatable) = (retry, also),
        Err(fault) => diags.push(*fault),
    }
    if let Err(fault) = limits::limits(plan, operation) {
        diags.push(*fault);
    }
    operation.paging = paging::paging(plan, operation, models);
    match bulk::bulk(types, plan, operation, models) {
        Ok(bulk) => operation.bulk = bulk,
        Err(fault) => diags.push(*fault),
    }
    match feed::feed(plan, operation, models) {
        Ok(feed) => operation.feed = feed,
        Err(fault) => diags.push(*fault),
    }
}

/// Fills in what operations do together, once all have their names.
pub(in crate::lower) fn together(plans: &[Plan], groups: &mut [Group], models: &mut [Model], diags: &mut Diagnostics) {
    polling::polling(plans, groups, models, diags);
    feed_count::feed_counts(plans, groups, models, diags);
    keys::keys(groups, models, diags);
    for group in groups {
        bulk::settle_names(group, diags);
    }
}

fn record<'a>(name: &str, models: &'a Index) -> Option<&'a Record> {
    match &models.get(name)?.shape {
        Shape::Record(record) => Some(record),
        _ => None,
    }
}

fn field<'a>(record: &'a Record, wire: &str) -> Option<&'a Field> {
    record.fields.iter().find(|field| field.wire == wire)
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
