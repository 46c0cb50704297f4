//! Where the graph begins: at the schemas that operations use at first hand, or at all components of a document without operations.

use super::origin::{NodeId, Origins};
use crate::pointer::Pointer;
use crate::spec::{Fault, OperationSpec};

/// The first nodes of a graph that is not built yet.
#[derive(Debug, Default)]
pub(crate) struct Roots(Origins);

impl Roots {
    /// Gives operations the nodes of their schemas. What cannot be read has none.
    pub(crate) fn enter(
        &mut self,
        operations: Vec<Result<OperationSpec<Pointer>, Fault>>,
    ) -> Vec<Result<OperationSpec<NodeId>, Fault>> {
        let each = operations.into_iter();
        each.map(|operation| Ok(operation?.map_schemas(|at| self.add(&at))))
            .collect()
    }

    /// The node of the schema at a place.
    pub(crate) fn add(&mut self, at: &Pointer) -> NodeId {
        self.0.at(at)
    }

    pub(super) fn into_origins(self) -> Origins {
        self.0
    }
}
