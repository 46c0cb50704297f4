//! The last pass of lowering: facts about all types and operations together, and the plan made of drafts and facts.
//!
//! Must not decide what a single type or operation is.

use super::build::{self, ModelFacts, OperationFacts};
use super::client::ClientDraft;
use super::drafts::ModelDrafts;
use super::facts::early::EarlyFacts;
use super::facts::parts::{self, Things};
use super::facts::{customs, deep, keys};
use super::package;
use super::runtime::{self, Planned};
use crate::config::Config;
use crate::diag::Diagnostics;
use crate::plan::{Api, Docs};
use crate::spec::{self, Document, Operations};

/// The plan.
pub(super) fn api(
    document: &Document,
    config: &Config,
    index: &Operations,
    drafts: ModelDrafts,
    facts: EarlyFacts,
    client: ClientDraft<'_>,
    diags: &mut Diagnostics,
) -> Api {
    let ClientDraft {
        failures,
        server,
        variables,
        access,
        client_wide,
        operations,
        behaviours,
        webhooks,
        setters: _,
        webhook_names: _,
    } = client;
    let EarlyFacts {
        boxed,
        checked,
        conversions,
    } = facts;
    let (keys, behaviours) = keys::keys(&drafts, behaviours, diags);
    let things = Things {
        drafts: &drafts,
        conversions: &conversions,
        operations: &operations,
        behaviours: &behaviours,
        errors: &failures,
        webhooks: &webhooks,
    };
    let parts = parts::parts(index, config, things, diags);
    let of_models = ModelFacts {
        boxed: &boxed,
        checked: &checked,
        deep: &deep::deep(&drafts),
        conversions,
        keys: &keys,
        extras: customs::models(config, &drafts, diags),
        parts: &parts,
    };
    let of_operations = OperationFacts {
        failures: &failures,
        behaviours: &behaviours,
        customs: customs::operations(config, &operations, diags),
        parts: &parts,
    };
    let groups = build::groups(operations, of_operations);
    let (title, docs) = about(document, config);
    let (settings, models) = (package::settings(config, &groups), build::models(drafts, of_models));
    let failures = build::failures(&failures, &boxed, &parts);
    let planned = Planned {
        settings: &settings,
        variables: &variables,
        schemes: &access.schemes,
        client_wide: &client_wide,
        security: access.default.as_deref(),
        webhooks: &webhooks,
        groups: &groups,
        models: &models,
        failures: &failures,
    };
    let of_runtime = runtime::features(&planned, config, diags);
    Api {
        package: package::package(config, of_runtime),
        settings,
        title,
        docs,
        server,
        variables,
        schemes: access.schemes,
        security: access.default,
        client_wide,
        webhooks,
        groups,
        models,
        failures,
        parts: parts.any,
    }
}

/// The title and the description.
fn about(document: &Document, config: &Config) -> (String, Docs) {
    let info = spec::info(document);
    let title = match info.title.trim() {
        "" => config.crate_name.clone(),
        _ => info.title,
    };
    let docs = Docs {
        description: config.description.clone().or(info.description),
        ..Docs::default()
    };
    (title, docs)
}
