//! VERB: Document → Api. Every decision is made here: names, shapes, types, unions, operations, paging, retry class.
//!
//! In: a document. Out: the [`Api`], and diagnostics for what was lost or replaced. Must not write text.
//!
//! The order: find the sites that need a type (`sites`), name them all at once (`names`), build each type on its own
//! (`types`), box and convert them (`facts`), plan the operations (`operations`).

mod build;
mod drafts;
mod facts;
mod names;
mod operations;
mod sites;
mod types;

use crate::config::{Config, Lock};
use crate::diag::{Diagnostic, Diagnostics};
use crate::ir::{Api, Docs, Variable};
use crate::schemas::{Direction, world::World};
use crate::spec::{self, Document};
use build::{ModelFacts, OperationFacts};
use facts::parts::{self, Things};
use facts::{boxed, checked, conversions, customs};
use operations::access::Access;
use operations::failures::Failures;
use operations::known::Known;
use operations::{behaviour, hooks, plan};
use sites::Usage;
use types::models;
use types::resolve::Types;

/// What lowering gives.
pub struct Lowered {
    /// The client in Rust's words.
    pub api: Api,
    /// The names it has, if they are locked.
    pub lock: Option<Lock>,
}

/// Lowers a whole document.
pub fn lower(document: &Document, config: &Config, diags: &mut Diagnostics) -> Lowered {
    let world = World::new(document, config);
    config.lock.iter().for_each(|lock| names::lock::check(lock, diags));
    let plans = plan::plans(&world, diags);
    let mut usage = Usage::default();
    for plan in &plans {
        for (root, direction) in plan.roots() {
            usage.add(&world, &root, direction, &plan.group, diags);
        }
    }
    let hooks = hooks::hooks(&world, diags);
    for hook in &hooks {
        usage.add(&world, &hook.schema, Direction::Read, hooks::GROUP, diags);
    }
    usage.split(&world);
    let names = names::types::names(&world, &usage, diags);
    let (declared, drafts) = models::models(&world, &usage, &names, diags);
    let types = Types {
        world: &world,
        declared: &declared,
        names: &names,
    };
    for remark in world.remarks() {
        diags.push(sites::contradiction(&remark));
    }
    let boxed = boxed::boxed(&drafts);
    let checked = checked::checked(&drafts);
    let conversions = conversions::conversions(&drafts, declared.split(), &boxed);
    let known = Known {
        drafts: &drafts,
        boxed: &boxed,
        checked: &checked,
    };
    let errors = Failures::new(&types, &plans, diags);
    let (server, variables) = server(document, diags);
    let setters = variables.iter().map(|variable| variable.name.as_str());
    let taken: Vec<&str> = RESERVED_SETTERS.into_iter().chain(setters).collect();
    let access = Access::new(document, &taken, diags);
    let operations = operations::groups::groups(&types, &plans, &access, known, diags);
    let (behaviours, keys) = behaviour::behaviours(&types, &operations, known, diags);
    let lock = names::lock::renew(&world, &names.types, &operations, &errors);
    let info = spec::info(document);
    let hooks = hooks::types(&types, &hooks, diags);
    let mut failures = errors.all(&boxed);
    let things = Things {
        drafts: &drafts,
        conversions: &conversions,
        operations: &operations,
        behaviours: &behaviours,
        errors: &errors,
        failures: &failures,
        hooks: &hooks,
    };
    let parts = parts::parts(document, config, things, diags);
    for failure in &mut failures {
        failure.parts = parts.failures.get(&failure.name).cloned().unwrap_or_default();
        for alias in &mut failure.aliases {
            alias.parts = parts.failures.get(&alias.name).cloned().unwrap_or_default();
        }
    }
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
    let api = Api {
        title: info.title,
        docs: Docs {
            description: info.description,
            ..Docs::default()
        },
        server,
        variables,
        schemes: access.schemes,
        security: access.default,
        hooks,
        groups: build::groups(operations, of_operations),
        models: build::models(drafts, of_models),
        failures,
        parts: parts.any,
    };
    Lowered { api, lock }
}

/// The first server, with its variables.
fn server(document: &Document, diags: &mut Diagnostics) -> (String, Vec<Variable>) {
    let servers = spec::servers(document).unwrap_or_else(|fault| {
        diags.push(Diagnostic::gap(fault.code, &fault.at, fault.message));
        Vec::new()
    });
    let Some(first) = servers.into_iter().next() else {
        return ("/".to_owned(), Vec::new());
    };
    let variables = first
        .variables
        .into_iter()
        .filter(|(name, ..)| first.url.contains(&format!("{{{name}}}")));
    let mut variables: Vec<Variable> = variables
        .map(|(wire, default, description)| Variable {
            name: names::snake(&wire),
            wire,
            default,
            docs: Docs {
                description,
                ..Docs::default()
            },
        })
        .collect();
    let mut labels: Vec<String> = variables.iter().map(|variable| variable.name.clone()).collect();
    names::unique(&mut labels, &RESERVED_SETTERS);
    for (variable, name) in variables.iter_mut().zip(labels) {
        variable.name = name;
    }
    (first.url, variables)
}

/// Methods that the client's builder has anyway.
const RESERVED_SETTERS: [&str; 18] = [
    "build",
    "client_credentials",
    "gzip_above",
    "header",
    "max_connections",
    "max_response",
    "new",
    "origin",
    "redirect_server",
    "request_id_header",
    "retry",
    "server_url",
    "timeout",
    "token",
    "token_provider",
    "transport",
    "upload_host",
    "user_agent",
];

#[cfg(test)]
mod tests {
    use super::RESERVED_SETTERS;

    #[test]
    fn every_method_of_the_builder_is_reserved() {
        let template = include_str!("../../../templates/crate/src/client.rs.j2");
        let (_, builder) = template.split_once("impl ClientBuilder {").unwrap();
        let methods = builder
            .lines()
            .filter_map(|line| line.strip_prefix("    pub fn ")?.split_once('('));
        let methods: Vec<&str> = methods
            .map(|(name, _)| name)
            .filter(|name| !name.starts_with('{'))
            .collect();
        assert!(methods.len() > 10, "{methods:?}");
        for name in methods {
            assert!(RESERVED_SETTERS.contains(&name), "{name}");
        }
    }
}
