//! An operation by itself: what its request takes and what a success holds.

use std::collections::BTreeMap;
use std::ops::Index;

use super::members::Members;
use super::method::MethodDraft;
use crate::plan::{Body, DeclaredSuccess, Docs, FixedParameter, OperationId, Output, Parameter, Server};
use crate::spec::Requirements;

/// Operations that hang on one accessor of the client.
pub(in crate::lower) struct GroupDraft<'a> {
    pub name: String,
    /// The type of its handle.
    pub type_name: String,
    pub docs: Docs,
    /// In document order.
    pub operations: Vec<OperationDraft<'a>>,
}

/// An operation: its method, and the types of its request and its response.
pub(in crate::lower) struct OperationDraft<'a> {
    pub method: &'a MethodDraft,
    /// The type of its request.
    pub type_name: String,
    pub parameters: Vec<Parameter>,
    pub constants: Vec<FixedParameter>,
    pub body: Option<Body>,
    pub output: Output,
    /// The successes that are declared.
    pub successes: Vec<DeclaredSuccess>,
    /// The media types to ask for; `None` if that is just JSON.
    pub accept: Option<String>,
    pub docs: Docs,
    /// Credentials of its own.
    pub security: Option<Requirements>,
    /// A server of its own.
    pub server: Option<Server>,
    /// What its arguments and setters are called, and the variants of what it gives.
    pub members: Members,
}

/// All operations, by group.
pub(in crate::lower) struct OperationDrafts<'a> {
    groups: Vec<GroupDraft<'a>>,
    /// What the document calls each operation → the first of its methods.
    by_document_id: BTreeMap<String, OperationId>,
}

impl<'a> OperationDrafts<'a> {
    pub(in crate::lower) fn new(groups: Vec<GroupDraft<'a>>) -> Self {
        let mut out = Self {
            groups,
            by_document_id: BTreeMap::new(),
        };
        let ids = out.entries().map(|(id, _, draft)| (draft.method.id.clone(), id));
        for (name, id) in ids.collect::<Vec<_>>() {
            out.by_document_id.entry(name).or_insert(id);
        }
        out
    }

    /// The groups, sorted by name.
    pub(in crate::lower) fn groups(&self) -> &[GroupDraft<'a>] {
        &self.groups
    }

    /// The groups, to be built.
    pub(in crate::lower) fn into_groups(self) -> Vec<GroupDraft<'a>> {
        self.groups
    }

    /// Every operation with its id and its group.
    pub(in crate::lower) fn entries(
        &self,
    ) -> impl Iterator<Item = (OperationId, &GroupDraft<'a>, &OperationDraft<'a>)> {
        let groups = self.groups.iter().enumerate();
        groups.flat_map(|(group, draft)| {
            let operations = draft.operations.iter().enumerate();
            operations.map(move |(place, operation)| (OperationId { group, place }, draft, operation))
        })
    }

    /// The operation with this `operationId`.
    pub(in crate::lower) fn by_document_id(&self, id: &str) -> Option<(OperationId, &OperationDraft<'a>)> {
        let id = *self.by_document_id.get(id)?;
        Some((id, &self.groups[id.group].operations[id.place]))
    }
}

/// One thing for each operation.
pub(in crate::lower) struct PerOperation<T>(Vec<Vec<T>>);

impl OperationDrafts<'_> {
    /// Makes one thing for each operation.
    pub(in crate::lower) fn each<T>(
        &self,
        mut make: impl FnMut(OperationId, &GroupDraft, &OperationDraft) -> T,
    ) -> PerOperation<T> {
        let groups = self.groups.iter().enumerate();
        let groups = groups.map(|(group, draft)| {
            let operations = draft.operations.iter().enumerate();
            let each = operations.map(|(place, operation)| make(OperationId { group, place }, draft, operation));
            each.collect()
        });
        PerOperation(groups.collect())
    }
}

impl<T> PerOperation<T> {
    /// Something else for each operation.
    pub(in crate::lower) fn map<U>(self, mut make: impl FnMut(T) -> U) -> PerOperation<U> {
        let groups = self.0.into_iter();
        PerOperation(
            groups
                .map(|things| things.into_iter().map(&mut make).collect())
                .collect(),
        )
    }

    /// Everything, with the operation that it is for.
    pub(in crate::lower) fn entries(&self) -> impl Iterator<Item = (OperationId, &T)> {
        let groups = self.0.iter().enumerate();
        groups.flat_map(|(group, things)| {
            let things = things.iter().enumerate();
            things.map(move |(place, thing)| (OperationId { group, place }, thing))
        })
    }
}

impl<T> Index<OperationId> for PerOperation<T> {
    type Output = T;

    fn index(&self, id: OperationId) -> &T {
        &self.0[id.group][id.place]
    }
}
