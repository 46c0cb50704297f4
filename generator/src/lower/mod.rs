//! VERB: Document → Api. Every decision is made here: names, shapes, types, unions, operations, paging, retry class.
//!
//! In: a desugared document. Out: the [`Api`], and diagnostics for what was lost or replaced. Must not write text.
//!
//! The order: find the sites that need a type (`sites`), name them all at once (`naming`), build each type on its own
//! (`models`), close the cycles (`finish`), plan the operations (`operations`).

mod branches;
mod conversions;
mod cycles;
mod docs;
mod failures;
mod finish;
mod formats;
mod limits;
mod merge;
mod models;
mod names;
mod naming;
mod operation_names;
mod operations;
mod paging;
mod patch;
mod plan;
mod records;
mod rules;
mod shape;
mod sites;
mod symbols;
mod types;
mod world;

use crate::config::Config;
use crate::diag::{Diagnostic, Diagnostics};
use crate::ir::{Api, Docs, Variable};
use crate::spec::{self, Document};
use sites::Usage;
use types::Types;
use world::World;

/// Lowers a whole document.
pub fn lower(document: &Document, config: &Config, diags: &mut Diagnostics) -> Api {
    let world = World::new(document, config);
    let plans = plan::plans(&world, diags);
    let mut usage = Usage::default();
    for plan in &plans {
        for (root, direction) in plan.roots() {
            usage.add(&world, &root, direction, &plan.group, diags);
        }
    }
    usage.split(&world);
    let names = naming::names(&world, &usage, diags);
    let types = Types {
        world: &world,
        usage: &usage,
        names: &names,
    };
    let mut models = models::models(&types, diags);
    for remark in world.remarks() {
        diags.push(sites::contradiction(&remark));
    }
    finish::finish(&mut models);
    limits::mark(&mut models);
    conversions::add(&types, &mut models);
    let failures = failures::Failures::new(&types, &plans, diags);
    let groups = operations::groups(&types, &plans, &models, &failures, diags);
    let info = spec::info(document);
    let (server, variables) = server(document, diags);
    Api {
        title: info.title,
        docs: Docs {
            description: info.description,
            ..Docs::default()
        },
        server,
        variables,
        models,
        failures: failures.all(),
        groups,
    }
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
const RESERVED_SETTERS: [&str; 13] = [
    "build",
    "client_credentials",
    "gzip_above",
    "header",
    "new",
    "origin",
    "request_id_header",
    "server_url",
    "timeout",
    "token",
    "token_provider",
    "transport",
    "user_agent",
];
