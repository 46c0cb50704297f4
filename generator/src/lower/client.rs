//! The operations of a client as drafts, and what the client has besides its types.
//!
//! In: the types by name, and the methods that call operations. Out: a [`ClientDraft`], complete but for facts about all operations
//! together. Must not build anything of the plan that has facts.

use std::collections::BTreeMap;

use super::drafts::Failures;
use super::drafts::{MethodDraft, OperationDrafts, PerOperation};
use super::operations::client::access::Access;
use super::operations::client::client_wide::ClientWides;
use super::operations::client::{builder, setters};
use super::operations::failures;
use super::operations::groups::OfClient;
use super::operations::known::Known;
use super::operations::webhooks::{self, WebhookDraft};
use super::operations::{behaviour, groups};
use super::types::resolve::Types;
use crate::config::{Config, Lock, LockedMembers};
use crate::diag::Diagnostics;
use crate::plan::{Behaviour, ClientWide, Variable, Webhook};

/// The operations and the client that has them.
pub(super) struct ClientDraft<'a> {
    pub failures: Failures,
    pub server: String,
    pub variables: Vec<Variable>,
    pub access: Access,
    pub client_wide: Vec<ClientWide>,
    pub operations: OperationDrafts<'a>,
    pub behaviours: PerOperation<Behaviour>,
    pub webhooks: Vec<Webhook>,
    /// The setters of the builder for the lock.
    pub setters: LockedMembers,
    /// The same of webhooks, by place.
    pub webhook_names: BTreeMap<String, String>,
}

impl<'a> ClientDraft<'a> {
    /// Drafts all operations.
    pub(super) fn new(
        types: &Types,
        config: &Config,
        lock: Option<&Lock>,
        methods: &'a [MethodDraft],
        webhooks: &[WebhookDraft],
        known: Known<'_>,
        diags: &mut Diagnostics,
    ) -> Self {
        let document = types.graph.document;
        let failures = failures::failures(types, lock, methods, diags);
        let (server, mut variables) = builder::server(document, diags);
        let mut access = Access::new(document, diags);
        let mut client_wide = ClientWides::new(types, config, lock, methods, &mut access.schemes, diags);
        let setters = setters::name(
            &mut variables,
            &mut access.schemes,
            &mut client_wide.all,
            lock,
            &builder::methods(config, methods),
            std::mem::take(&mut client_wide.kept),
        );
        let of_client = OfClient {
            access: &access,
            client_wide: &client_wide,
        };
        let operations = groups::groups(types, lock, methods, of_client, known, diags);
        let behaviours = behaviour::behaviours(types, config, &operations, known, diags);
        let (webhooks, webhook_names) = webhooks::types(types, lock, webhooks, diags);
        Self {
            failures,
            server,
            variables,
            client_wide: client_wide.all,
            access,
            operations,
            behaviours,
            webhooks,
            setters,
            webhook_names,
        }
    }
}
