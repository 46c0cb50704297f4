//! The one pass that builds the graph. Only here does a node change, and nobody else sees it before it is complete.
//!
//! In: a document with annotations, and the places of the schemas that operations use. Out: a [`Graph`] of everything that these reach.

use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

use super::ask::Ask;
use super::graph::Graph;
use super::merge::{MadeOf, Merged, merge};
use super::node::{Node, Shape};
use super::origin::{NodeId, Origin, Origins, Role};
use super::{groups, held, properties, shape, site};
use crate::config::Config;
use crate::diag::Code;
use crate::pointer::Pointer;
use crate::spec::{Annotations, Document, Fault, JsonType, Schema, Schemas};

/// Builds the graph of everything that the schemas at these places reach.
pub(crate) fn build<'a>(
    document: &'a Document,
    annotations: &'a Annotations,
    config: &Config,
    roots: &[Pointer],
) -> Graph<'a> {
    let schemas = Schemas::new(document, annotations);
    let mut builder = Builder {
        config,
        annotations,
        schemas: &schemas,
        origins: Origins::default(),
        drafts: Vec::new(),
        levels: BTreeMap::new(),
    };
    for root in roots {
        builder.at(root);
    }
    let (mut held, mut next) = (BTreeMap::new(), 0);
    // Whatever a node holds is a node, so there are more of them until all are built.
    while let Some(id) = builder.origins.held(next) {
        held.insert(id, builder.node(id));
        next += 1;
    }
    let ids: Vec<NodeId> = builder.origins.ids().collect();
    let node = |id: &NodeId| held.get(id).cloned().unwrap_or_else(|| builder.passed(*id, &held));
    Graph {
        document,
        annotations,
        nodes: ids.iter().map(node).collect(),
        origins: builder.origins,
    }
}

/// How a schema takes part in a node.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum How {
    All,
    AllButChoices,
    OfType(JsonType),
    Any,
}

type Members = BTreeSet<(How, NodeId)>;

/// What is known of a node so far.
#[derive(Clone, Default)]
struct Draft<'a> {
    /// What a made node is made of.
    source: Option<MadeOf>,
    /// The schemas of the document among that, and how they take part.
    members: Members,
    site: Option<Result<NodeId, Fault>>,
    stated: Option<Result<Rc<Merged<'a>>, Fault>>,
    /// The one record that the branches are.
    record: Option<Rc<Merged<'a>>>,
    shape: Option<Result<Rc<Shape>, Fault>>,
    /// Whether the shape is being worked out.
    is_open: bool,
}

struct Builder<'b, 'a> {
    config: &'b Config,
    annotations: &'a Annotations,
    schemas: &'b Schemas<'a>,
    origins: Origins,
    drafts: Vec<Draft<'a>>,
    levels: BTreeMap<NodeId, Option<usize>>,
}

impl<'a> Builder<'_, 'a> {
    fn draft(&mut self, id: NodeId) -> &mut Draft<'a> {
        if self.drafts.len() <= id.index() {
            self.drafts.resize_with(self.origins.len(), Draft::default);
        }
        &mut self.drafts[id.index()]
    }

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
            site,
            merged,
            shape,
        }
    }

    /// The schemas of the document that a node is made of, and how.
    fn members(&mut self, source: &MadeOf) -> Members {
        let mut out = Members::new();
        match source {
            MadeOf::All(parts) => {
                for part in parts {
                    let how = match part.kind {
                        Some(kind) => How::OfType(kind),
                        None if part.whole => How::All,
                        None => How::AllButChoices,
                    };
                    let id = self.origins.at(&part.at);
                    self.add_member(how, id, &mut out);
                }
            }
            MadeOf::Any(branches) => {
                for id in branches {
                    self.add_member(How::Any, *id, &mut out);
                }
            }
            MadeOf::OrNull(other) => self.add_member(How::Any, *other, &mut out),
        }
        out
    }

    fn add_member(&mut self, how: How, id: NodeId, out: &mut Members) {
        let site = self.site(id).unwrap_or(id);
        let draft = self.draft(site);
        let inner = &draft.members;
        if draft.source.is_some() && inner.iter().all(|(other, _)| *other == how) {
            out.extend(inner.iter().copied());
        } else {
            out.insert((how, site));
        }
    }

    /// The node above that is made of the same schemas.
    fn same_above(&mut self, of: NodeId, members: &Members) -> Option<NodeId> {
        let mut here = of;
        while let Some(Origin::Made { of, .. }) = self.origins.of(here) {
            let above = *of;
            if !members.is_empty() && self.draft(here).members == *members {
                return Some(here);
            }
            here = above;
        }
        None
    }

    /// What a reference or a wrapper leads to.
    fn next(&mut self, id: NodeId) -> Result<Option<NodeId>, Fault> {
        if let Some(MadeOf::OrNull(other)) = &self.draft(id).source {
            return Ok(Some(*other));
        }
        let Some(Origin::At(at)) = self.origins.of(id) else {
            return Ok(None);
        };
        let schema = self.schemas.at(at)?;
        let next = site::next(self.schemas, &schema);
        if let Some(target) = next.as_ref().filter(|_| schema.reference.is_some()) {
            self.enclosing(target);
        }
        Ok(next.map(|next| self.origins.passed(&next)))
    }

    /// The schemas around one that is referred to: whatever stands on the way to a type may give it its name.
    fn enclosing(&mut self, at: &Pointer) {
        let mut here = site::owner(at);
        while let Some(owner) = here {
            here = site::owner(&owner);
            self.origins.at(&owner);
        }
    }

    /// The chain of references and wrappers from a node to the one that defines the type.
    fn follow(&mut self, id: NodeId) -> Result<NodeId, Fault> {
        let (mut here, mut way) = (id, BTreeSet::new());
        let end = loop {
            if let Some(known) = &self.draft(here).site {
                break known.clone();
            }
            let Some(next) = self.next(here)? else { break Ok(here) };
            if !way.insert(std::mem::replace(&mut here, next)) {
                return Err(Fault::new(
                    Code::CyclicRef,
                    self.place(id),
                    "this `$ref` leads back to itself".to_owned(),
                ));
            }
        };
        if end.is_ok() {
            for passed in way.into_iter().chain([here]) {
                self.draft(passed).site = Some(end.clone());
            }
        }
        end
    }
}

impl<'a> Ask<'a> for Builder<'_, 'a> {
    fn config(&self) -> &Config {
        self.config
    }

    fn annotations(&self) -> &'a Annotations {
        self.annotations
    }

    fn at(&mut self, at: &Pointer) -> NodeId {
        self.origins.at(at)
    }

    fn place(&self, id: NodeId) -> Pointer {
        self.origins.path(id).0
    }

    fn written(&self, id: NodeId) -> Option<Rc<Schema<'a>>> {
        match self.origins.of(id)? {
            Origin::At(at) => self.schemas.at(at).ok(),
            Origin::Made { .. } => None,
        }
    }

    fn make(&mut self, of: NodeId, role: Role, source: MadeOf) -> NodeId {
        let members = self.members(&source);
        let known = self.origins.find(of, &role);
        if let Some(same) = known.or_else(|| self.same_above(of, &members)) {
            return same;
        }
        let id = self.origins.made(of, role);
        let draft = self.draft(id);
        (draft.source, draft.members) = (Some(source), members);
        id
    }

    fn complete(&mut self, merged: Merged<'a>, shape: Shape) {
        let draft = self.draft(merged.id);
        draft.stated = Some(Ok(Rc::new(merged)));
        draft.shape = Some(Ok(Rc::new(shape)));
    }

    fn site(&mut self, id: NodeId) -> Result<NodeId, Fault> {
        self.follow(id)
    }

    fn stated(&mut self, id: NodeId) -> Result<Rc<Merged<'a>>, Fault> {
        if let Some(known) = &self.draft(id).stated {
            return known.clone();
        }
        let source = self.draft(id).source.clone();
        let source = source.unwrap_or_else(|| MadeOf::All(vec![super::merge::Ingredient::whole(&self.place(id))]));
        let merged = merge(self.schemas, &mut self.origins, id, &source).map(Rc::new);
        self.draft(id).stated = Some(merged.clone());
        merged
    }

    fn merged(&mut self, id: NodeId) -> Result<Rc<Merged<'a>>, Fault> {
        if self.site(id).is_ok_and(|site| site == id) {
            // Only the shape says whether the branches are one record; why there is none is said where it is asked for.
            drop(self.shape(id));
        }
        match &self.draft(id).record {
            Some(record) => Ok(Rc::clone(record)),
            None => self.stated(id),
        }
    }

    fn shape(&mut self, id: NodeId) -> Result<Rc<Shape>, Fault> {
        let site = self.site(id)?;
        let draft = self.draft(site);
        if let Some(known) = &draft.shape {
            return known.clone();
        }
        if std::mem::replace(&mut draft.is_open, true) {
            let message = "this choice contains itself and nothing else".to_owned();
            return Err(Fault::new(Code::CyclicUnion, self.place(site), message));
        }
        let found = shape::shape(self, site);
        let draft = self.draft(site);
        draft.is_open = false;
        let shape = found.map(|(shape, record)| {
            draft.record = record.map(Rc::new);
            Rc::new(shape)
        });
        draft.shape = Some(shape.clone());
        shape
    }

    fn levels(&mut self) -> &mut BTreeMap<NodeId, Option<usize>> {
        &mut self.levels
    }
}
