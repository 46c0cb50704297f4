//! Where the graph begins: at the schemas that operations use at first hand.

use super::origin::{NodeId, Origins};
use crate::pointer::Pointer;

/// The first nodes of a graph that is not built yet.
#[derive(Debug, Default)]
pub(crate) struct Roots(Origins);

impl Roots {
    /// The node of the schema at a place.
    pub(crate) fn add(&mut self, at: &Pointer) -> NodeId {
        self.0.at(at)
    }

    pub(super) fn into_origins(self) -> Origins {
        self.0
    }
}
