//! Nodes that are made from others: each is made once, and a node above it that is made of the same schemas stands for it.
//! There is a limit to how many there are ([`Budget`](super::budget::Budget)).

use super::budget::Purpose;
use super::builder::Builder;
use super::members::{How, Members};
use crate::schemas::merge::MadeOf;
use crate::schemas::origin::{NodeId, Origin, Role};

impl Builder<'_, '_> {
    /// Makes a node in a role, unless it is known. One too many is a node without a type.
    pub(super) fn make_node(&mut self, of: NodeId, role: Role, source: MadeOf) -> NodeId {
        let members = self.members(&source);
        let known = self.origins.find(of, &role);
        if let Some(same) = known.or_else(|| self.same_above(of, &members)) {
            return same;
        }
        let allowed = self.budget.take(&self.document.root, self.purpose(of));
        let id = self.origins.made(of, role);
        let draft = self.draft(id);
        (draft.source, draft.members) = (Some(source), members);
        if let Err(fault) = allowed {
            (draft.stated, draft.shape) = (Some(Err(fault.clone())), Some(Err(fault)));
        }
        id
    }

    /// What a node is made for that is made from this one.
    fn purpose(&self, of: NodeId) -> Purpose {
        let (at, made) = self.origins.path(of);
        Purpose {
            place: self.origins.known(&at).unwrap_or(of),
            at,
            is_nested: !made.is_empty(),
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
            MadeOf::Any(kind, branches) => {
                for id in branches {
                    self.add_member(How::Any(*kind), *id, &mut out);
                }
            }
            MadeOf::OrNull(other) => self.add_member(How::OrNull, *other, &mut out),
        }
        out
    }

    fn add_member(&mut self, how: How, id: NodeId, out: &mut Members) {
        let site = self.follow(id).unwrap_or(id);
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
}
