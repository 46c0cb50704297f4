//! The one pass that builds the graph. Only here does a node change, and nobody else sees it before it is complete.
//!
//! In: a document with annotations, and the schemas that operations use. Out: a [`Graph`] of everything that these reach. The builder
//! reads each schema once, and the graph keeps what was read.

mod answers;
mod budget;
mod builder;
mod follow;
mod made;
mod members;

use std::collections::BTreeMap;

use super::ask::Ask;
use super::graph::Graph;
use super::node::{Node, Shape};
use super::origin::NodeId;
use super::roots::Roots;
use super::{groups, held, properties, tagged};
use crate::config::Config;
use crate::diag::Code;
use crate::spec::{Annotations, Document, Fault};
use builder::Builder;

/// Builds the graph of everything that these roots reach.
pub(crate) fn build<'a>(
    document: &'a Document,
    annotations: &'a Annotations,
    config: &Config,
    roots: Roots,
) -> Graph<'a> {
    let origins = roots.into_origins();
    let roots: Vec<NodeId> = origins.ids().collect();
    let mut builder = Builder::new(document, annotations, config, origins);
    let (mut held, mut next) = (BTreeMap::new(), 0);
    // Whatever a node holds is a node, so there are more of them until all are built.
    while let Some(id) = builder.origins.held(next) {
        held.insert(id, builder.node(id));
        next += 1;
    }
    let ids: Vec<NodeId> = builder.origins.ids().collect();
    let node = |id: &NodeId| held.get(id).cloned().unwrap_or_else(|| builder.passed(*id, &held));
    let nodes = ids.iter().map(node).collect();
    let mut graph = Graph::new(document, annotations, builder.inheritance, builder.origins, nodes);
    for (record, tag) in tagged::carried(&graph, &roots) {
        graph.leave_to_unions(record, &tag);
    }
    graph
}

impl<'a> Builder<'_, 'a> {
    /// A node that something holds.
    fn node(&mut self, id: NodeId) -> Node<'a> {
        if let Ok(site) = self.site(id) {
            self.origins.hold(site);
        }
        let shape = self.shape(id);
        let merged = self.merged(id);
        let is_record = matches!(shape.as_deref(), Ok(Shape::Record)) && self.site(id).is_ok_and(|site| site == id);
        let (slots, rest) = match &merged {
            Ok(merged) if is_record => {
                let all = properties::properties(self, merged);
                (groups::slots(self, merged, all), held::rest(self, merged))
            }
            _ => (Ok(Vec::new()), None),
        };
        Node {
            site: self.site(id),
            written: self.written(id),
            merged,
            shape,
            rest,
            slots,
            tag: None,
        }
    }

    /// A node that references only lead through, on the way from one that something holds: it is what they lead to.
    fn passed(&mut self, id: NodeId, held: &BTreeMap<NodeId, Node<'a>>) -> Node<'a> {
        let site = self.site(id);
        let end = site.as_ref().ok().and_then(|site| held.get(site));
        let fault = || Fault::new(Code::CyclicRef, self.place(id), "this `$ref` leads to no schema");
        let (merged, shape) = match (&site, end) {
            (_, Some(end)) => (end.merged.clone(), end.shape.clone()),
            (Err(fault), None) => (Err(fault.clone()), Err(fault.clone())),
            (Ok(_), None) => (Err(fault()), Err(fault())),
        };
        Node {
            written: self.written(id),
            rest: None,
            slots: Ok(Vec::new()),
            tag: None,
            site,
            merged,
            shape,
        }
    }
}
