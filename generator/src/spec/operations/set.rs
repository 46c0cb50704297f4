//! A set of operations: those of an index that a client has.

use super::index::{IndexedOperation, Operations};

/// Some of the operations of an index, in its order.
#[derive(Clone, Debug)]
pub struct OperationSet<'a> {
    index: &'a Operations,
    members: Vec<&'a IndexedOperation>,
}

impl<'a> OperationSet<'a> {
    /// A set of these operations of an index.
    pub fn new(index: &'a Operations, members: Vec<&'a IndexedOperation>) -> Self {
        Self { index, members }
    }

    /// The index that has the others, too.
    pub fn index(&self) -> &'a Operations {
        self.index
    }

    /// The operations, in the order of the document.
    pub fn iter(&self) -> impl Iterator<Item = &'a IndexedOperation> {
        self.members.iter().copied()
    }
}
