//! What a shape asks of the builder: each answer is worked out once.

use std::collections::BTreeMap;
use std::rc::Rc;

use serde_json::Value;

use super::builder::Builder;
use crate::config::Config;
use crate::diag::Code;
use crate::pointer::Pointer;
use crate::schemas::ask::Ask;
use crate::schemas::merge::{Ingredient, MadeOf, Merged, merge};
use crate::schemas::node::Shape;
use crate::schemas::origin::{NodeId, Origin, Role};
use crate::schemas::shape;
use crate::spec::{Annotations, Fault, Inheritance, Schema};

impl<'a> Ask<'a> for Builder<'_, 'a> {
    fn config(&self) -> &Config {
        self.config
    }

    fn annotations(&self) -> &'a Annotations {
        self.annotations
    }

    fn inheritance(&self) -> &Inheritance<'a> {
        &self.inheritance
    }

    fn at(&mut self, at: &Pointer) -> NodeId {
        self.origins.at(at)
    }

    fn place(&self, id: NodeId) -> Pointer {
        self.origins.path(id).0
    }

    fn written(&mut self, id: NodeId) -> Option<Rc<Schema<'a>>> {
        match self.origins.of(id)? {
            Origin::At(at) => self.schemas.at(at).ok(),
            Origin::Made { .. } => None,
        }
    }

    fn value(&self, at: &Pointer) -> Option<&'a Value> {
        self.document.get(at)
    }

    fn make(&mut self, of: NodeId, role: Role, source: MadeOf) -> NodeId {
        self.make_node(of, role, source)
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
        let source = source.unwrap_or_else(|| MadeOf::All(vec![Ingredient::whole(&self.place(id))]));
        let merged = merge(&mut self.schemas, &self.inheritance, &mut self.origins, id, &source).map(Rc::new);
        self.draft(id).stated = Some(merged.clone());
        merged
    }

    fn merged(&mut self, id: NodeId) -> Result<Rc<Merged<'a>>, Fault> {
        if self.site(id).is_ok_and(|site| site == id) {
            // Only the shape says what the branches are together; why there is none is said where it is asked for.
            drop(self.shape(id));
        }
        match &self.draft(id).together {
            Some(together) => Ok(Rc::clone(together)),
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
        let shape = found.map(|(shape, together)| {
            draft.together = together.map(Rc::new);
            Rc::new(shape)
        });
        draft.shape = Some(shape.clone());
        shape
    }

    fn levels(&mut self) -> &mut BTreeMap<NodeId, Option<usize>> {
        &mut self.levels
    }
}
