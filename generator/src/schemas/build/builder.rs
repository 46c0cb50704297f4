//! What is known while the graph is built.

use std::collections::BTreeMap;
use std::rc::Rc;

use super::budget::Budget;
use super::members::Members;
use crate::config::Config;
use crate::schemas::merge::{MadeOf, Merged};
use crate::schemas::node::Shape;
use crate::schemas::origin::{NodeId, Origins};
use crate::spec::{Annotations, Document, Fault, Inheritance, Schemas};

/// The graph as far as it is built.
pub(super) struct Builder<'c, 'a> {
    pub(super) config: &'c Config,
    pub(super) annotations: &'a Annotations,
    pub(super) document: &'a Document,
    pub(super) budget: Budget,
    pub(super) schemas: Schemas<'a>,
    pub(super) inheritance: Inheritance<'a>,
    pub(super) origins: Origins,
    drafts: Vec<Draft<'a>>,
    /// Lists and maps → how many of them stand in each other.
    pub(super) levels: BTreeMap<NodeId, Option<usize>>,
}

/// What is known of a node so far.
#[derive(Clone, Default)]
pub(super) struct Draft<'a> {
    /// What a made node is made of.
    pub(super) source: Option<MadeOf>,
    /// The schemas of the document among that, and how they take part.
    pub(super) members: Members,
    pub(super) site: Option<Result<NodeId, Fault>>,
    pub(super) stated: Option<Result<Rc<Merged<'a>>, Fault>>,
    /// What the branches are together, if that is more than what is stated.
    pub(super) together: Option<Rc<Merged<'a>>>,
    pub(super) shape: Option<Result<Rc<Shape>, Fault>>,
    /// Whether the shape is being worked out.
    pub(super) is_open: bool,
}

impl<'c, 'a> Builder<'c, 'a> {
    /// Only these nodes are known yet.
    pub(super) fn new(
        document: &'a Document,
        annotations: &'a Annotations,
        config: &'c Config,
        origins: Origins,
    ) -> Self {
        Self {
            config,
            annotations,
            document,
            budget: Budget::default(),
            schemas: Schemas::new(document, annotations),
            inheritance: Inheritance::read(document),
            origins,
            drafts: Vec::new(),
            levels: BTreeMap::new(),
        }
    }

    /// What is known of a node.
    pub(super) fn draft(&mut self, id: NodeId) -> &mut Draft<'a> {
        if self.drafts.len() <= id.index() {
            self.drafts.resize_with(self.origins.len(), Draft::default);
        }
        &mut self.drafts[id.index()]
    }
}
