//! The settings of the client's builder that come from the document: variables of its server.
//!
//! In: the document. Out: its first server with variables, each with the name that its setter would like. What it gets `setters` decides.

use crate::config::Config;
use crate::contract;
use crate::diag::Diagnostics;
use crate::lower::drafts::MethodDraft;
use crate::lower::names;
use crate::plan::{Docs, Variable};
use crate::spec::{self, Document};

/// The methods that the builder has whatever the document calls its variables and schemes.
pub(in crate::lower) fn methods(config: &Config, methods: &[MethodDraft]) -> Vec<&'static str> {
    let mut out = [contract::BUILDER_METHODS, contract::ENVIRONMENT].concat();
    let has_own_server = |method: &MethodDraft| !method.call.spec.servers.is_empty();
    out.extend(methods.iter().any(has_own_server).then_some(contract::REDIRECT_SERVER));
    out.extend((!config.upload_hosts.is_empty()).then_some(contract::UPLOAD_HOST));
    out
}

/// The first server, with its variables.
pub(in crate::lower) fn server(document: &Document, diags: &mut Diagnostics) -> (String, Vec<Variable>) {
    let servers = spec::servers(document).unwrap_or_else(|fault| {
        diags.push(fault.diagnostic());
        Vec::new()
    });
    let Some(first) = servers.into_iter().next() else {
        return ("/".to_owned(), Vec::new());
    };
    let variables = first
        .variables
        .into_iter()
        .filter(|(name, ..)| first.url.contains(&format!("{{{name}}}")));
    let variables = variables.map(|(wire, default, description)| Variable {
        name: names::snake(&wire),
        wire,
        default,
        docs: Docs {
            description,
            ..Docs::default()
        },
    });
    let variables = variables.collect();
    (first.url, variables)
}
