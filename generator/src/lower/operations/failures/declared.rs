//! What operations declare about their failures.

use crate::diag::Diagnostics;
use crate::ir::Type;
use crate::lower::drafts::Plan;
use crate::lower::types::resolve::Types;
use crate::schemas::Direction;
use crate::spec::Status;

/// An operation that declares error bodies.
pub(super) struct Declared<'a> {
    pub plan: &'a Plan,
    /// Sorted by status.
    pub bodies: Vec<(Status, Type)>,
}

impl Declared<'_> {
    /// The name that the author chooses for its error type.
    pub(super) fn chosen(&self) -> Option<&str> {
        self.plan.spec.names.error.as_deref()
    }

    /// Its method, as callers write it.
    pub(super) fn method(&self) -> String {
        format!("{}().{}()", self.plan.group, self.plan.name)
    }
}

/// The operations that declare error bodies, by place. An operation that is called in several forms is one.
pub(super) fn declared<'a>(types: &Types, plans: &'a [Plan], diags: &mut Diagnostics) -> Vec<Declared<'a>> {
    let mut out = Vec::new();
    for plan in plans
        .iter()
        .filter(|plan| plan.form.is_none() && !plan.failures.is_empty())
    {
        let body = |(status, at): &(Status, _)| (*status, types.at(at, Direction::Read, diags));
        let mut bodies: Vec<(Status, Type)> = plan.failures.iter().map(body).collect();
        bodies.sort();
        out.push(Declared { plan, bodies });
    }
    out.sort_by(|a, b| a.plan.spec.at.cmp(&b.plan.spec.at));
    out
}
