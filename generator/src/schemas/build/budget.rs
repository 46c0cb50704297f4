//! How many nodes may be made from others: schemas that combine combinations of each other can need exponentially many.
//!
//! In: the place of the document that a node is made for. Out: whether it may be made, or a fault that names the limit.

use std::collections::BTreeMap;

use serde_json::Value;

use crate::diag::Code;
use crate::pointer::Pointer;
use crate::schemas::origin::NodeId;
use crate::spec::{Fault, count_values};

/// So many nodes may be made from made nodes for one place of the document. Of 61 published documents, the one that needs
/// most needs 48.
const NESTED: usize = 500;
/// So many nodes may be made in a document, and one more for each of its values.
const ALL: usize = 5_000;

/// What has been made so far.
#[derive(Default)]
pub(super) struct Budget {
    /// The node of a place → how many nodes are made for it from made nodes.
    nested: BTreeMap<NodeId, usize>,
    all: usize,
    /// How many values the document has; counted when that matters.
    values: Option<usize>,
}

/// What a node is made for.
pub(super) struct Purpose {
    /// The node of the place in the document.
    pub(super) place: NodeId,
    pub(super) at: Pointer,
    /// Whether it is made from a node that is itself made.
    pub(super) is_nested: bool,
}

impl Budget {
    /// Counts one more node, or says why there cannot be one.
    pub(super) fn take(&mut self, root: &Value, purpose: Purpose) -> Result<(), Fault> {
        self.all += 1;
        if self.all > ALL {
            let most = ALL + *self.values.get_or_insert_with(|| count_values(root));
            if self.all > most {
                let message = format!(
                    "combinations turn the schemas of this document into more than {most} others, the limit for its size, so \
                     this one is not combined"
                );
                return Err(Fault::new(Code::TooManyCombinations, purpose.at, message));
            }
        }
        if purpose.is_nested {
            let nested = self.nested.entry(purpose.place).or_default();
            *nested += 1;
            if *nested > NESTED {
                let message = format!(
                    "nested combinations turn this schema into more than {NESTED} others, and that is the limit"
                );
                return Err(Fault::new(Code::TooManyCombinations, purpose.at, message));
            }
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::schemas::origin::Origins;
    use serde_json::json;

    /// How many nodes may be made, the place of each being one of so many.
    fn made(places: usize, is_nested: bool) -> usize {
        let (root, mut budget, mut origins) = (json!({"a": [1, 2]}), Budget::default(), Origins::default());
        let mut is_allowed = |index: &usize| {
            let at = Pointer::root().index(index % places);
            let place = origins.at(&at);
            let purpose = Purpose { place, at, is_nested };
            budget.take(&root, purpose).is_ok()
        };
        (0..10 * ALL).take_while(&mut is_allowed).count()
    }

    #[test]
    fn limits() {
        assert_eq!(made(1, true), NESTED);
        assert_eq!(made(1, false), ALL + 4);
        assert_eq!(made(100, true), ALL + 4);
    }
}
