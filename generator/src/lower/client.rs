//! The operations of a client as drafts, and what the client has besides its types.
//!
//! In: the types by name, and the methods that call operations. Out: a [`ClientDraft`], complete but for facts about all operations
//! together. Must not build anything of the plan that has facts.

use super::drafts::{MethodDraft, OperationDrafts, PerOperation};
use super::operations::access::Access;
use super::operations::failures::Failures;
use super::operations::hooks::{self, HookDraft};
use super::operations::known::Known;
use super::operations::{behaviour, builder, groups};
use super::types::resolve::Types;
use crate::config::{Config, Lock};
use crate::diag::Diagnostics;
use crate::plan::{Behaviour, Hook, Variable};

/// The operations and the client that has them.
pub(super) struct ClientDraft<'a> {
    pub failures: Failures,
    pub server: String,
    pub variables: Vec<Variable>,
    pub access: Access,
    pub operations: OperationDrafts<'a>,
    pub behaviours: PerOperation<Behaviour>,
    pub hooks: Vec<Hook>,
}

impl<'a> ClientDraft<'a> {
    /// Drafts all operations.
    pub(super) fn new(
        types: &Types,
        config: &Config,
        lock: Option<&Lock>,
        methods: &'a [MethodDraft],
        hooks: &[HookDraft],
        known: Known<'_>,
        diags: &mut Diagnostics,
    ) -> Self {
        let document = types.graph.document;
        let failures = Failures::new(types, lock, methods, diags);
        let mut taken = builder::methods(config, methods);
        let (server, variables) = builder::server(document, &taken, diags);
        taken.extend(variables.iter().map(|variable| variable.name.as_str()));
        let access = Access::new(document, &taken, diags);
        let operations = groups::groups(types, lock, methods, &access, known, diags);
        let behaviours = behaviour::behaviours(types, config, &operations, known, diags);
        let hooks = hooks::types(types, hooks, diags);
        Self {
            failures,
            server,
            variables,
            access,
            operations,
            behaviours,
            hooks,
        }
    }
}
