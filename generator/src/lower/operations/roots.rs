//! The schemas that operations use at first hand.
//!
//! In: operations with the places of their schemas. Out: the same with the nodes of these schemas, which are the roots of the graph.

use crate::lower::drafts::Spec;
use crate::pointer::Pointer;
use crate::schemas::Roots;
use crate::spec::{Fault, OperationSpec};

/// Gives operations the nodes of their schemas.
pub(in crate::lower) fn enter(
    roots: &mut Roots,
    operations: Vec<Result<OperationSpec<Pointer>, Fault>>,
) -> Vec<Result<Spec, Fault>> {
    let each = operations.into_iter();
    each.map(|operation| Ok(operation?.map_schemas(|at| roots.add(&at))))
        .collect()
}
