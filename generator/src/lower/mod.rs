//! VERB: Document → Api. Every decision is made here: names, shapes, types, unions, operations, paging, retry class.
//!
//! In: a document, what `client.toml` says of its schemas, and which of its operations are wanted. Out: the [`Api`], and diagnostics for what was lost or replaced. Must not write text.
//!
//! The order: find the sites that need a type (`sites`), name them all at once (`names`), draft each type on its own
//! (`types`), box and convert them (`facts`), draft the operations (`client`), build all of it (`assemble`).

mod assemble;
mod build;
mod choices;
mod client;
mod content;
mod drafts;
mod facts;
mod names;
mod operations;
mod package;
mod runtime;
mod sites;
mod twins;
mod types;

use crate::config::{Config, Renewal};
use crate::diag::Diagnostics;
use crate::plan::Api;
use crate::pointer::Pointer;
use crate::schemas::{self, Direction, NodeId, Roots};
use crate::spec::{self, Annotations, Document, OperationSet};
use choices::Outcome;
use client::ClientDraft;
use drafts::MethodDraft;
use facts::early::EarlyFacts;
use names::lock::Present;
use names::lock::renew::{self, NamesOfRun};
use names::operation_words::Paths;
use names::{Components, Source};
use operations::known::Known;
use operations::methods;
use operations::webhooks::{self, WebhookDraft};
use serde_json::Value;
use sites::{Twins, Usage, Used};
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
    let written = config.lock.as_ref();
    let present = written.map(|lock| Present::new(lock, document, wanted, diags));
    let lock = present.as_ref().map(|present| &present.lock);
    let mut roots = Roots::default();
    let operations = roots.enter(spec::operations(document, wanted));
    let received = roots.enter(spec::webhooks(document, wanted));
    let alone = match wanted.index().iter().next().is_none() && received.is_empty() {
        true => components(document).iter().map(|at| roots.add(at)).collect(),
        false => Vec::new(),
    };
    let graph = schemas::build(document, annotations, config, roots);
    let (paths, components) = (Paths::new(document), Components::new(document));
    let source = Source {
        graph: &graph,
        paths: &paths,
        components: &components,
    };
    let methods = methods::methods(&graph, &paths, operations, lock, diags);
    let webhooks = webhooks::webhooks(&graph, received, diags);
    let used = used(&methods, &webhooks, &alone);
    let twins = match config.keep_identical || config.lock.is_some() {
        true => Twins::default(),
        false => twins::find(source, used.iter().map(|(node, ..)| *node)),
    };
    let is_partial = wanted.iter().count() < wanted.index().iter().count();
    let usage = Usage::new(&graph, twins, &used, is_partial, diags);
    let (names, locked) = names::types::names(source, present.as_ref(), &usage, diags);
    let (declared, models) = models::models(&graph, &usage, &names, diags);
    let types = Types {
        graph: &graph,
        twins: &usage.twins,
        declared: &declared,
        names: &names,
    };
    let facts = EarlyFacts::new(&models, declared.split());
    let client = ClientDraft::new(
        &types,
        config,
        lock,
        &methods,
        &webhooks,
        Known::new(&models, &facts),
        diags,
    );
    let outcome = Outcome {
        graph: &graph,
        names: &names,
        declared: &declared,
        models: &models,
        operations: &client.operations,
        failures: &client.failures,
    };
    choices::check(outcome, annotations, wanted.index(), config, diags);
    let given = NamesOfRun {
        types: &names,
        operations: &client.operations,
        failures: &client.failures,
        setters: &client.setters,
        webhooks: &client.webhook_names,
    };
    let lock = present.map(|present| renew::renew(present, locked, &given, &graph, diags));
    let api = assemble::api(document, config, wanted.index(), models, facts, client, diags);
    Lowered { api, lock }
}

/// The schemas of a document that describes nothing else: its client is a crate of types.
fn components(document: &Document) -> Vec<Pointer> {
    let at = Pointer::root().key("components").key("schemas");
    let schemas = document.get(&at).and_then(Value::as_object).into_iter().flatten();
    // `true` and `false` are schemas without a type.
    let schemas = schemas.filter(|(_, schema)| schema.is_object());
    schemas.map(|(name, _)| at.key(name)).collect()
}

/// What is sent and received, and by whom. What stands alone is sent and received by the user of the types.
fn used<'a>(methods: &'a [MethodDraft], webhooks: &[WebhookDraft], alone: &[NodeId]) -> Vec<Used<'a>> {
    let of_method = |method: &'a MethodDraft| {
        let roots = method.call.roots().into_iter();
        roots.map(|(node, direction)| (node, direction, method.group.as_str()))
    };
    let methods = methods.iter().flat_map(of_method);
    let webhooks = webhooks
        .iter()
        .map(|webhook| (webhook.schema, Direction::Read, webhooks::GROUP));
    let both = |node: &NodeId| [Direction::Read, Direction::Write].map(|direction| (*node, direction, models::SHARED));
    methods.chain(webhooks).chain(alone.iter().flat_map(both)).collect()
}
