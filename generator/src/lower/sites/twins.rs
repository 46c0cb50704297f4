//! Types that are one although they stand in several places. Found once (`lower/twins`), then only read; the graph knows nothing of them.

use std::collections::BTreeMap;

use crate::schemas::{Graph, NodeId};
use crate::spec::Fault;

/// All types that stand for several places.
#[derive(Debug, Default)]
pub(in crate::lower) struct Twins {
    /// The first node of a type that stands for several → what is known of it.
    by_first: BTreeMap<NodeId, Twin>,
    /// Each other node of such a type → the first one.
    first: BTreeMap<NodeId, NodeId>,
}

/// A type that stands for several places.
#[derive(Debug)]
pub(in crate::lower) struct Twin {
    /// Its nodes in the order in which they were found. The first one is the type.
    pub nodes: Vec<NodeId>,
    /// A word for what they are, wherever they stand.
    pub digest: String,
}

impl Twins {
    /// The node that stands for the type of a node: references and wrappers are followed, and of several that are one it is the first.
    pub(in crate::lower) fn site(&self, graph: &Graph, node: NodeId) -> Result<NodeId, Fault> {
        Ok(self.first(graph.site(node)?))
    }

    /// The node that stands for a type.
    pub(in crate::lower) fn first(&self, site: NodeId) -> NodeId {
        self.first.get(&site).copied().unwrap_or(site)
    }

    /// What is known of a type that stands for several places.
    pub(in crate::lower) fn of(&self, first: NodeId) -> Option<&Twin> {
        self.by_first.get(&first)
    }

    /// The nodes that a type stands for.
    pub(in crate::lower) fn nodes<'s>(&'s self, first: &'s NodeId) -> &'s [NodeId] {
        self.of(*first).map_or(std::slice::from_ref(first), |twin| &twin.nodes)
    }
}

impl FromIterator<Twin> for Twins {
    fn from_iter<T: IntoIterator<Item = Twin>>(all: T) -> Self {
        let mut out = Self::default();
        for twin in all {
            let [one, others @ ..] = twin.nodes.as_slice() else {
                continue;
            };
            out.first.extend(others.iter().map(|other| (*other, *one)));
            out.by_first.insert(*one, twin);
        }
        out
    }
}
