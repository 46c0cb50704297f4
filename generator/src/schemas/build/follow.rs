//! References, and wrappers that only describe or limit: from a node to the one that defines the type.

use std::collections::BTreeSet;

use super::builder::Builder;
use crate::diag::Code;
use crate::pointer::Pointer;
use crate::schemas::merge::MadeOf;
use crate::schemas::origin::{NodeId, Origin};
use crate::schemas::site;
use crate::spec::{Fault, Location};

impl Builder<'_, '_> {
    /// What a reference or a wrapper leads to.
    fn next(&mut self, id: NodeId) -> Result<Option<NodeId>, Fault> {
        if let Some(MadeOf::OrNull(other)) = &self.draft(id).source {
            return Ok(Some(*other));
        }
        let Some(Origin::At(at)) = self.origins.of(id) else {
            return Ok(None);
        };
        let schema = self.schemas.at(at)?;
        let next = site::next(&mut self.schemas, &schema);
        if let Some(target) = next.as_ref().filter(|_| schema.reference.is_some()) {
            self.enclosing(target);
        }
        Ok(next.map(|next| self.origins.passed(&next)))
    }

    /// The schemas around one that is referred to: whatever stands on the way to a type may give it its name.
    fn enclosing(&mut self, at: &Pointer) {
        for schema in Location::read(at).around() {
            self.origins.at(schema);
        }
    }

    /// The chain of references and wrappers from a node to the one that defines the type.
    pub(super) fn follow(&mut self, id: NodeId) -> Result<NodeId, Fault> {
        let (mut here, mut way) = (id, BTreeSet::new());
        let end = loop {
            if let Some(known) = &self.draft(here).site {
                break known.clone();
            }
            let Some(next) = self.next(here)? else { break Ok(here) };
            if !way.insert(std::mem::replace(&mut here, next)) {
                return Err(Fault::new(
                    Code::CyclicRef,
                    self.origins.path(id).0,
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
