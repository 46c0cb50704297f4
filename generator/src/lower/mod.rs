//! VERB: Document → Api. Every decision is made here: names, shapes, types, unions, operations, paging, retry class.
//!
//! In: a document, what `client.toml` says of its schemas, and which of its operations are wanted. Out: the [`Api`], and diagnostics for what was lost or replaced. Must not write text.
//!
//! The order: find the sites that need a type (`sites`), name them all at once (`names`), build each type on its own
//! (`types`), box and convert them (`facts`), plan the operations (`operations`).

mod build;
mod drafts;
mod facts;
mod names;
mod operations;
mod package;
mod runtime;
mod sites;
mod types;

use crate::config::{Config, Renewal};
use crate::diag::Diagnostics;
use crate::plan::{Api, Docs};
use crate::schemas::{self, Direction, Roots};
use crate::spec::{self, Annotations, Document, OperationSet};
use build::{ModelFacts, OperationFacts};
use facts::parts::{self, Things};
use facts::{boxed, checked, conversions, customs, keys};
use operations::access::Access;
use operations::failures::Failures;
use operations::known::Known;
use operations::{behaviour, builder, hooks, methods};
use sites::Usage;
use types::models;
use types::resolve::Types;

/// What lowering gives.
pub struct Lowered {
    /// The client in Rust's words.
    pub api: Api,
    /// The names it has, if they are locked.
    pub lock: Option<Renewal>,
}

/// Lowers a whole document.
pub fn lower(
    document: &Document,
    annotations: &Annotations,
    wanted: &OperationSet<'_>,
    config: &Config,
    diags: &mut Diagnostics,
) -> Lowered {
    config.lock.iter().for_each(|lock| names::lock::check(lock, diags));
    let lock = config.lock.as_ref();
    let lock = lock.map(|lock| names::lock::old::with_operations(lock, document));
    let mut roots = Roots::default();
    let operations = roots.enter(spec::operations(document, wanted));
    let received = roots.enter(spec::hooks(document, wanted));
    let graph = schemas::build(document, annotations, config, roots);
    let methods = methods::methods(&graph, operations, lock.as_ref(), diags);
    let hooks = hooks::hooks(&graph, received, diags);
    let mut usage = Usage::default();
    for method in &methods {
        for (root, direction) in method.roots() {
            usage.add(&graph, root, direction, &method.group, diags);
        }
    }
    for hook in &hooks {
        usage.add(&graph, hook.schema, Direction::Read, hooks::GROUP, diags);
    }
    usage.split(&graph);
    let mut locked = names::lock::Locked::new(lock.as_ref(), &graph, &usage, diags);
    let names = names::types::names(&graph, &mut locked, &usage, diags);
    locked.tell(lock.as_ref(), &names.types, &graph, diags);
    let (declared, drafts) = models::models(&graph, &usage, &names, diags);
    let types = Types {
        graph: &graph,
        declared: &declared,
        names: &names,
    };
    for remark in graph.remarks() {
        diags.push(sites::remark(remark));
    }
    let boxed = boxed::boxed(&drafts);
    let checked = checked::checked(&drafts);
    let conversions = conversions::conversions(&drafts, declared.split(), &boxed);
    let known = Known {
        drafts: &drafts,
        boxed: &boxed,
        checked: &checked,
    };
    let errors = Failures::new(&types, lock.as_ref(), &methods, diags);
    let mut taken = builder::methods(config, &methods);
    let (server, variables) = builder::server(document, &taken, diags);
    taken.extend(variables.iter().map(|variable| variable.name.as_str()));
    let access = Access::new(document, &taken, diags);
    let operations = operations::groups::groups(&types, lock.as_ref(), &methods, &access, known, diags);
    let behaviours = behaviour::behaviours(&types, &operations, known, diags);
    let hooks = hooks::types(&types, &hooks, diags);
    let given = names::lock::renew::Given {
        index: wanted.index(),
        types: &names.types,
        operations: &operations,
        failures: &errors,
    };
    let lock = lock.map(|old| names::lock::renew::renew(&old, locked, &graph, &given));
    let (keys, behaviours) = keys::keys(&drafts, behaviours, diags);
    let things = Things {
        drafts: &drafts,
        conversions: &conversions,
        operations: &operations,
        behaviours: &behaviours,
        errors: &errors,
        hooks: &hooks,
    };
    let parts = parts::parts(wanted.index(), config, things, diags);
    let of_models = ModelFacts {
        boxed: &boxed,
        checked: &checked,
        conversions,
        keys: &keys,
        extras: customs::models(config, &drafts, diags),
        parts: &parts,
    };
    let of_operations = OperationFacts {
        failures: &errors,
        behaviours: &behaviours,
        customs: customs::operations(config, &operations, diags),
        parts: &parts,
    };
    let groups = build::groups(operations, of_operations);
    let info = spec::info(document);
    let (settings, models) = (package::settings(config, &groups), build::models(drafts, of_models));
    let failures = build::failures(&errors, &boxed, &parts);
    let planned = runtime::Planned {
        settings: &settings,
        variables: &variables,
        schemes: &access.schemes,
        security: access.default.as_deref(),
        hooks: &hooks,
        groups: &groups,
        models: &models,
        failures: &failures,
    };
    let features = runtime::features(&planned, config, diags);
    let api = Api {
        package: package::package(config, features),
        settings,
        title: match info.title.trim() {
            "" => config.crate_name.clone(),
            _ => info.title,
        },
        docs: Docs {
            description: config.description.clone().or(info.description),
            ..Docs::default()
        },
        server,
        variables,
        schemes: access.schemes,
        security: access.default,
        hooks,
        groups,
        models,
        failures,
        parts: parts.any,
    };
    Lowered { api, lock }
}
