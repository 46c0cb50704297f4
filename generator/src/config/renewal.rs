//! What a run does to a lock.

use std::collections::{BTreeMap, BTreeSet};

use super::lock::Lock;

/// A lock before a run, with its keys as they are written today, and after it.
#[derive(Clone, Debug)]
pub struct Renewal {
    /// Before it.
    pub before: Lock,
    /// After it.
    pub after: Lock,
    /// The names of types whose entries no longer name anything.
    pub gone: Vec<String>,
    /// The names of types that no operation needs any more. They stay in the lock.
    pub idle: Vec<String>,
    /// The names of types that an early lock had by the position in a list, which another element may have now.
    pub by_position: Vec<String>,
}

impl Renewal {
    /// Whether a name is new or gone. What elements of lists are like, what is in doubt, and the name of the document, may have
    /// changed without that.
    pub fn changes_names(&self) -> bool {
        let names = |lock: &Lock| {
            let mut operations = lock.operations.clone();
            operations.values_mut().for_each(|operation| operation.id = None);
            Lock {
                operations,
                document: String::new(),
                bodies: BTreeMap::new(),
                elements: BTreeMap::new(),
                doubts: BTreeMap::new(),
                idle: BTreeSet::new(),
                ..lock.clone()
            }
            .text()
        };
        !self.gone.is_empty() || names(&self.before) != names(&self.after)
    }
}
