//! What all types are called, and what each of them consists of.

use std::collections::BTreeMap;

use super::lock::Thing;
use crate::config::LockedMembers;
use crate::lower::drafts::Members;
use crate::schemas::NodeId;

/// What all types and the variants of unions are called.
#[derive(Debug, Default)]
pub(in crate::lower) struct Names {
    /// Rust names, all different.
    pub types: BTreeMap<Thing, String>,
    /// What the types are.
    pub origins: BTreeMap<Thing, String>,
    /// Union or group → the names of its branches, in their order.
    pub variants: BTreeMap<NodeId, Vec<String>>,
    /// Type → what its members are called.
    pub members: BTreeMap<NodeId, Members>,
}

impl Names {
    /// The name of a type; of its written half, if it is split.
    pub(in crate::lower) fn of(&self, node: NodeId, is_written: bool) -> Option<&String> {
        self.types.get(&Thing { node, is_written })
    }

    /// What the member of a type is called that is this.
    pub(in crate::lower) fn member(&self, site: NodeId, what: &str) -> Option<&str> {
        self.members.get(&site)?.name(what)
    }

    /// Where the member of a type stands that is this.
    pub(in crate::lower) fn place(&self, site: NodeId, what: &str) -> Option<usize> {
        self.members.get(&site)?.place(what)
    }

    /// What the lock keeps of the members of a type. Both halves of one that is split have those of the half that is read.
    pub(in crate::lower) fn rows(&self, thing: Thing) -> LockedMembers {
        let members = self.members.get(&thing.node).filter(|_| !thing.is_written);
        members.map(|members| members.rows.clone()).unwrap_or_default()
    }

    /// What a type is, in words that stay the same when the document grows.
    pub(in crate::lower) fn origin(&self, node: NodeId, is_written: bool) -> String {
        let origin = self.origins.get(&Thing { node, is_written });
        origin.cloned().unwrap_or_default()
    }
}
