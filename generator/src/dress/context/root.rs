//! The context itself: what every template may name.

use std::collections::BTreeSet;

use schemars::JsonSchema;
use serde::Serialize;

use super::connection::FreshConnectionContext;
use super::groups::{self, GroupContext, OperationContext};
use super::models::{self, FailureContext, ModelContext};
use super::package::{ModuleContext, Package};
use super::server::{self, SchemeContext, ServerContext};
use super::text::literal;
use crate::config::{Config, is_host};
use crate::dress::cfg::condition;
use crate::dress::header::HEADER;
use crate::emit::docs::{first_line, safe};
use crate::emit::types::Scope;
use crate::ir::Api;

/// The version of the contract.
const VERSION: u32 = 1;

/// What templates may name, version 1. Fields may be added under this number; what is there keeps its name, its type and its
/// meaning. Texts of the document are safe in comments and tables; where they are not, it is said.
#[derive(Debug, JsonSchema, Serialize)]
#[schemars(deny_unknown_fields)]
pub(in crate::dress) struct Context {
    /// The version of this contract. A template that needs a newer one can say so: `{% if context_version < 2 %}…`.
    context_version: u32,
    /// The API in a few words, for templates of single items.
    api: ApiContext,
    /// The crate that is made: what its manifest says.
    package: Package,
    /// The title of the document, on one line; the name of the crate if it has none.
    title: String,
    /// The description of the client, or else of the document, as lines of Markdown.
    docs: Vec<String>,
    /// The first line of every generated Rust file: a comment that says where it is from.
    header: &'static str,
    /// The server of the document.
    server: ServerContext,
    /// Ways to say who is asking, in document order.
    schemes: Vec<SchemeContext>,
    /// Credentials that operations need, as Rust (`&[&["key"]]`); nothing if the client just sends its token.
    security: Option<String>,
    /// Whether there is a module `webhooks`: what the service sends by itself.
    webhooks: bool,
    /// The groups of operations, by name.
    groups: Vec<GroupContext>,
    /// All operations, group by group.
    operations: Vec<OperationContext>,
    /// All generated types, by name.
    models: Vec<ModelContext>,
    /// The types of error bodies, by name.
    errors: Vec<FailureContext>,
    /// The author's own Rust types that fields and parameters have, as paths.
    types: Vec<String>,
    /// When there is any group at all, as the condition of a `cfg`; nothing if that is always so.
    operations_cfg: Option<String>,
    /// The hand-written modules: files of layers right below `src`.
    modules: Vec<ModuleContext>,
    /// The header of the answer that holds the id of a request, inside a Rust string literal.
    request_id_header: Option<String>,
    /// The header by which the service says that a failed request may be sent again, inside a Rust string literal.
    auto_retry_header: Option<String>,
    /// The headers of an answer that may hold the message of an error, each inside a Rust string literal.
    error_message_headers: Vec<String>,
    /// After which answers a connection is not used again; nothing if there are none.
    fresh_connection_after: Option<FreshConnectionContext>,
    /// Hosts to which the client uploads at URLs that the service names, each inside a Rust string literal; those that operations
    /// have for themselves are among them. Empty unless the author names some.
    upload_hosts: Vec<String>,
    /// Request bodies of more bytes than this are compressed; nothing if none is.
    gzip_above: Option<u64>,
    /// Whether an operation has a server of its own.
    servers_of_operations: bool,
    /// What the environment variables of the client begin with.
    env_prefix: String,
}

/// The API in a few words.
#[derive(Debug, JsonSchema, Serialize)]
#[schemars(deny_unknown_fields, rename = "Api")]
pub(in crate::dress) struct ApiContext {
    /// The title of the document, on one line.
    title: String,
    /// The crate that is made, `petstore-client`.
    package: String,
    /// The same as Rust names it, `petstore_client`.
    library: String,
}

/// Parts of the context that cost time: they are made only if a template names them.
#[derive(Clone, Copy, Debug)]
pub(in crate::dress) struct Wanted {
    /// `models`, `errors` and `types`.
    pub models: bool,
    /// `operations`, a second time beside `groups`.
    pub operations: bool,
}

impl Context {
    /// The context of an API; `modules` are the hand-written ones of its layers.
    pub(in crate::dress) fn new(api: &Api, config: &Config, modules: Vec<String>, wanted: Wanted) -> Self {
        let title = title(api, config);
        let scope = Scope::elsewhere(api);
        Self {
            context_version: VERSION,
            api: ApiContext {
                title: title.clone(),
                package: config.crate_name.clone(),
                library: config.crate_name.replace('-', "_"),
            },
            package: Package::new(config, &title),
            title,
            docs: docs(api, config),
            header: HEADER,
            server: ServerContext::new(api),
            schemes: api.schemes.iter().map(SchemeContext::new).collect(),
            security: api.security.as_deref().map(server::requirements),
            webhooks: !api.hooks.is_empty(),
            groups: api.groups.iter().map(|group| GroupContext::new(group, scope)).collect(),
            operations: some(wanted.operations, || groups::all(api)),
            models: some(wanted.models, || {
                api.models.iter().map(|model| ModelContext::new(model, scope)).collect()
            }),
            errors: some(wanted.models, || {
                api.failures
                    .iter()
                    .map(|failure| FailureContext::new(failure, scope))
                    .collect()
            }),
            types: some(wanted.models, || models::types(api)),
            operations_cfg: condition(&api.parts),
            modules: modules
                .into_iter()
                .map(|name| ModuleContext::new(config, name))
                .collect(),
            request_id_header: config.request_id_header.as_deref().map(literal),
            auto_retry_header: config.auto_retry_header.as_deref().map(literal),
            error_message_headers: config.error_message_headers.iter().map(|name| literal(name)).collect(),
            fresh_connection_after: config.fresh_connection_after.as_ref().map(FreshConnectionContext::new),
            upload_hosts: upload_hosts(api, config),
            gzip_above: config.gzip_above,
            servers_of_operations: has_own_servers(api),
            env_prefix: config.env_prefix.clone().unwrap_or_else(|| prefix(config)),
        }
    }
}

impl Wanted {
    /// None of it.
    pub(in crate::dress) const NONE: Self = Self {
        models: false,
        operations: false,
    };
    /// All of it.
    pub(in crate::dress) const ALL: Self = Self {
        models: true,
        operations: true,
    };
}

fn some<T>(is_wanted: bool, make: impl FnOnce() -> Vec<T>) -> Vec<T> {
    if is_wanted { make() } else { Vec::new() }
}

fn title(api: &Api, config: &Config) -> String {
    if api.title.trim().is_empty() {
        config.crate_name.clone()
    } else {
        first_line(&api.title)
    }
}

fn docs(api: &Api, config: &Config) -> Vec<String> {
    let own = config.description.as_deref();
    own.or(api.docs.description.as_deref()).map(safe).unwrap_or_default()
}

fn has_own_servers(api: &Api) -> bool {
    let mut operations = api.groups.iter().flat_map(|group| &group.operations);
    operations.any(|operation| operation.server.is_some())
}

fn upload_hosts(api: &Api, config: &Config) -> Vec<String> {
    let operations = api.groups.iter().flat_map(|group| &group.operations);
    let servers = operations.filter_map(|operation| operation.server.as_ref());
    let own = servers.filter_map(|server| host(&server.url));
    let hosts = config
        .upload_hosts
        .iter()
        .cloned()
        .chain(own)
        .map(|host| literal(&host));
    let all: BTreeSet<String> = hosts.collect();
    match config.upload_hosts.is_empty() {
        true => Vec::new(),
        false => all.into_iter().collect(),
    }
}

/// The host of a server, if its URL has one that is the same for everybody.
fn host(url: &str) -> Option<String> {
    let (_, rest) = url.split_once("://")?;
    let host = rest.split(['/', ':', '?', '#']).next().filter(|host| is_host(host))?;
    Some(host.to_owned())
}

fn prefix(config: &Config) -> String {
    let name = config.crate_name.to_uppercase();
    name.replace(|c: char| !c.is_ascii_alphanumeric(), "_")
}
