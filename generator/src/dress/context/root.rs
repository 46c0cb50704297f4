//! The context itself: what every template may name.

use schemars::JsonSchema;
use serde::Serialize;

use super::client::{ClientContext, FreshConnectionContext};
use super::failures::FailureContext;
use super::groups::{self, GroupContext};
use super::library::Library;
use super::manifest::Manifest;
use super::models::ModelContext;
use super::operations::OperationContext;
use super::package::{ModuleContext, Package};
use super::runtime::RuntimeContext;
use super::server::{self, SchemeContext, ServerContext};
use super::text::literal;
use super::types::types;
use crate::dress::cfg::condition;
use crate::dress::header::HEADER;
use crate::emit::Client;
use crate::emit::docs::{first_line, safe};
use crate::emit::types::Scope;
use crate::plan::{Api, RuntimeFeature};

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
    /// The runtime, as the client has it.
    runtime: RuntimeContext,
    /// Lines of the manifest that not every crate has.
    manifest: Manifest,
    /// What of `src/client.rs` depends on the document.
    client: ClientContext,
    /// What of `src/lib.rs` depends on the document.
    library: Library,
    /// The title of the document, on one line; the name of the crate if it has none.
    title: String,
    /// The description of the client, or else of the document, as lines of Markdown.
    docs: Vec<String>,
    /// The same, or a sentence with the title if there is no description.
    about: Vec<String>,
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
    /// The header of the response that holds the id of a request, inside a Rust string literal.
    request_id_header: Option<String>,
    /// The header by which the service says that a failed request may be sent again, inside a Rust string literal.
    auto_retry_header: Option<String>,
    /// The headers of a response that may hold the message of an error, each inside a Rust string literal.
    error_message_headers: Vec<String>,
    /// After which responses a connection is not used again; nothing if there are none.
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
    pub(in crate::dress) fn new(api: &Api, client: &Client, modules: Vec<String>, wanted: Wanted) -> Self {
        let (title, settings) = (first_line(&api.title), &api.settings);
        let scope = Scope::elsewhere(api);
        let package = Package::new(&api.package, &title);
        let docs = api.docs.description.as_deref().map(safe).unwrap_or_default();
        let about = about(&docs, &title);
        let groups: Vec<GroupContext> = api.groups.iter().map(|group| GroupContext::new(group, scope)).collect();
        let modules = modules.into_iter();
        let modules: Vec<ModuleContext> = modules.map(|name| ModuleContext::new(&api.package, name)).collect();
        Self {
            context_version: VERSION,
            api: ApiContext {
                title: title.clone(),
                package: api.package.name.clone(),
                library: api.package.library(),
            },
            runtime: RuntimeContext::new(&api.package),
            manifest: Manifest::new(&package, &api.package),
            client: ClientContext::new(client, settings.gzip_above),
            library: Library::new(
                &about,
                &package,
                &groups,
                !api.webhooks.is_empty(),
                &modules,
                has_pages(api),
            ),
            package,
            title,
            docs,
            about,
            header: HEADER,
            server: ServerContext::new(api),
            schemes: api.schemes.iter().map(SchemeContext::new).collect(),
            security: api.security.as_deref().map(server::requirements),
            webhooks: !api.webhooks.is_empty(),
            groups,
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
            types: some(wanted.models, || types(api)),
            operations_cfg: condition(&api.parts),
            modules,
            request_id_header: settings.request_id_header.as_deref().map(literal),
            auto_retry_header: settings.auto_retry_header.as_deref().map(literal),
            error_message_headers: settings
                .error_message_headers
                .iter()
                .map(|name| literal(name))
                .collect(),
            fresh_connection_after: settings
                .fresh_connection_after
                .as_ref()
                .map(FreshConnectionContext::new),
            upload_hosts: settings.upload_hosts.iter().map(|host| literal(host)).collect(),
            gzip_above: settings.gzip_above,
            servers_of_operations: settings.servers_of_operations,
            env_prefix: settings.env_prefix.clone(),
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

/// Whether a list comes in pages.
fn has_pages(api: &Api) -> bool {
    api.package.runtime_features.contains(&RuntimeFeature::Paging)
}

fn some<T>(is_wanted: bool, make: impl FnOnce() -> Vec<T>) -> Vec<T> {
    if is_wanted { make() } else { Vec::new() }
}

/// The description, or a sentence in its place.
fn about(docs: &[String], title: &str) -> Vec<String> {
    match docs {
        [] => vec![format!("Client of {title}.")],
        docs => docs.to_vec(),
    }
}
