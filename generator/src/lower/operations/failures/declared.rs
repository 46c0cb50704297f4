//! What operations declare about their failures.

use crate::diag::Diagnostics;
use crate::lower::drafts::MethodDraft;
use crate::lower::types::resolve::Types;
use crate::plan::Type;
use crate::schemas::Direction;
use crate::spec::Status;

/// An operation that declares error bodies.
pub(super) struct Declared<'a> {
    pub method: &'a MethodDraft,
    /// Sorted by status.
    pub bodies: Vec<(Status, Type)>,
}

impl Declared<'_> {
    /// The name that the author chooses for its error type.
    pub(super) fn chosen(&self) -> Option<&str> {
        self.method.call.spec.names.error.as_deref()
    }

    /// Its method, as callers write it.
    pub(super) fn method(&self) -> String {
        format!("{}().{}()", self.method.group, self.method.name)
    }
}

/// The operations that declare error bodies, by place. An operation that is called in several forms is one.
pub(super) fn declared<'a>(types: &Types, methods: &'a [MethodDraft], diags: &mut Diagnostics) -> Vec<Declared<'a>> {
    let mut out = Vec::new();
    for method in methods
        .iter()
        .filter(|method| method.call.is_first && !method.call.failures.is_empty())
    {
        let body = |(status, node): &(Status, _)| (*status, types.of(*node, Direction::Read, diags));
        let mut bodies: Vec<(Status, Type)> = method.call.failures.iter().map(body).collect();
        bodies.sort();
        out.push(Declared { method, bodies });
    }
    out.sort_by(|a, b| a.method.call.spec.at.cmp(&b.method.call.spec.at));
    out
}
