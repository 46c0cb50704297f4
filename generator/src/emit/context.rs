//! What templates may name: a contract with people who write them. Described in `ARCHITECTURE.md`.
//!
//! Texts of the document are made safe here for the place where templates put them: comments, string literals, tables.

use serde::Serialize;

use super::docs::{clean, first_line, is_hidden, lines, safe};
use super::print::HEADER;
use crate::config::{self, Config};
use crate::ir::{Api, Group, Operation, Scheme, SchemeKind};

/// What templates may name. Texts of the document are escaped for the place where they stand.
#[derive(Serialize)]
pub(super) struct Context {
    package: Package,
    title: String,
    docs: Vec<String>,
    header: &'static str,
    server: ServerContext,
    schemes: Vec<SchemeContext>,
    /// Credentials that operations need, as Rust; nothing if the client just sends its token.
    security: Option<String>,
    webhooks: bool,
    groups: Vec<GroupContext>,
    modules: Vec<String>,
    request_id_header: Option<String>,
    auto_retry_header: Option<String>,
    error_message_headers: Vec<String>,
    fresh_connection_after: Option<FreshConnectionAfter>,
    gzip_above: Option<u64>,
    /// Whether an operation has a server of its own.
    servers_of_operations: bool,
    env_prefix: String,
}

/// After which answers a connection is not used again.
#[derive(Serialize)]
struct FreshConnectionAfter {
    statuses: Vec<u16>,
    content_type: Option<String>,
}

#[derive(Serialize)]
struct Package {
    name: String,
    library: String,
    version: String,
    description: String,
    license: String,
    keywords: Vec<String>,
    readme_title: String,
    dependencies: Vec<Dependency>,
    dev_dependencies: Vec<Dependency>,
    default_features: Vec<String>,
    features: Vec<Feature>,
    examples: Vec<Feature>,
}

/// A feature that the author adds, or an example that needs features.
#[derive(Serialize)]
struct Feature {
    name: String,
    list: Vec<String>,
}

/// A crate that the author's own types come from.
#[derive(Serialize)]
struct Dependency {
    name: String,
    spec: String,
}

fn dependency((name, spec): (&String, &String)) -> Dependency {
    Dependency {
        name: name.clone(),
        spec: spec.clone(),
    }
}

#[derive(Serialize)]
struct ServerContext {
    url: String,
    variables: Vec<VariableContext>,
}

#[derive(Serialize)]
struct VariableContext {
    wire: String,
    name: String,
    default: String,
    docs: String,
}

#[derive(Serialize)]
struct SchemeContext {
    wire: String,
    setter: Option<String>,
    kind: &'static str,
    key: String,
    docs: Vec<String>,
}

#[derive(Serialize)]
struct GroupContext {
    name: String,
    type_name: String,
    docs: String,
    operations: Vec<OperationContext>,
}

#[derive(Serialize)]
struct OperationContext {
    id: String,
    name: String,
    type_name: String,
    method: String,
    path: String,
    summary: String,
}

impl Context {
    /// The context of an API; `modules` are the hand-written ones of its layers.
    pub(super) fn new(api: &Api, config: &Config, modules: Vec<String>) -> Self {
        let title = if api.title.trim().is_empty() {
            config.crate_name.clone()
        } else {
            first_line(&api.title)
        };
        let description = config
            .description
            .clone()
            .unwrap_or_else(|| format!("Client of {title}"));
        let prefix: String = config
            .crate_name
            .to_uppercase()
            .replace(|c: char| !c.is_ascii_alphanumeric(), "_");
        Self {
            package: Package {
                name: config.crate_name.clone(),
                library: config.crate_name.replace('-', "_"),
                version: config.version.clone(),
                description: toml(&description),
                license: toml(&config.license.clone().unwrap_or_else(|| "Apache-2.0 OR MIT".to_owned())),
                keywords: config.keywords.iter().map(|word| toml(word)).collect(),
                readme_title: first_line(config.readme_title.as_deref().unwrap_or(&config.crate_name)),
                dependencies: config.dependencies.iter().map(dependency).collect(),
                dev_dependencies: config.dev_dependencies.iter().map(dependency).collect(),
                default_features: default_features(config),
                features: features(config),
                examples: config.examples.iter().map(feature).collect(),
            },
            title,
            docs: config
                .description
                .as_deref()
                .or(api.docs.description.as_deref())
                .map(safe)
                .unwrap_or_default(),
            header: HEADER,
            server: server(api),
            schemes: api.schemes.iter().map(scheme).collect(),
            security: api.security.as_deref().map(requirements),
            webhooks: !api.hooks.is_empty(),
            groups: api.groups.iter().map(group).collect(),
            modules,
            gzip_above: config.gzip_above,
            servers_of_operations: api
                .groups
                .iter()
                .flat_map(|group| &group.operations)
                .any(|operation| operation.server.is_some()),
            request_id_header: config.request_id_header.as_deref().map(literal),
            auto_retry_header: config.auto_retry_header.as_deref().map(literal),
            fresh_connection_after: config.fresh_connection_after.as_ref().map(fresh_after),
            error_message_headers: config.error_message_headers.iter().map(|name| literal(name)).collect(),
            env_prefix: config.env_prefix.clone().unwrap_or(prefix),
        }
    }
}

fn fresh_after(answers: &config::FreshConnectionAfter) -> FreshConnectionAfter {
    FreshConnectionAfter {
        statuses: answers.statuses.clone(),
        content_type: answers.content_type.as_deref().map(literal),
    }
}

fn default_features(config: &Config) -> Vec<String> {
    config
        .features
        .get("default")
        .into_iter()
        .flatten()
        .map(|name| toml(name))
        .collect()
}

fn features(config: &Config) -> Vec<Feature> {
    let own = config.features.iter().filter(|(name, _)| *name != "default");
    own.map(feature).collect()
}

fn feature((name, list): (&String, &Vec<String>)) -> Feature {
    Feature {
        name: name.clone(),
        list: list.iter().map(|item| toml(item)).collect(),
    }
}

fn server(api: &Api) -> ServerContext {
    let variables = api.variables.iter().map(|variable| VariableContext {
        wire: literal(&variable.wire),
        name: variable.name.clone(),
        default: literal(&variable.default),
        docs: lines(&variable.docs)
            .first()
            .cloned()
            .unwrap_or_else(|| format!("Sets `{}`.", variable.name)),
    });
    ServerContext {
        url: literal(&api.server),
        variables: variables.collect(),
    }
}

fn scheme(scheme: &Scheme) -> SchemeContext {
    let (kind, key) = match &scheme.kind {
        SchemeKind::Bearer => ("Bearer", ""),
        SchemeKind::Basic => ("Basic", ""),
        SchemeKind::Header(name) => ("Header", name.as_str()),
        SchemeKind::Query(name) => ("Query", name.as_str()),
        SchemeKind::Cookie(name) => ("Cookie", name.as_str()),
    };
    SchemeContext {
        wire: literal(&scheme.wire),
        setter: scheme.setter.clone(),
        kind,
        key: literal(key),
        docs: lines(&scheme.docs),
    }
}

fn group(group: &Group) -> GroupContext {
    GroupContext {
        name: group.name.clone(),
        type_name: group.type_name.clone(),
        docs: group
            .docs
            .description
            .as_deref()
            .map(first_line)
            .filter(|line| !line.is_empty())
            .unwrap_or_else(|| format!("Operations of `{}`.", group.name)),
        operations: group.operations.iter().map(operation).collect(),
    }
}

fn operation(operation: &Operation) -> OperationContext {
    let words = operation
        .docs
        .summary
        .as_deref()
        .or(operation.docs.description.as_deref())
        .unwrap_or_default();
    OperationContext {
        id: first_line(&operation.id),
        name: operation.name.clone(),
        type_name: operation.type_name.clone(),
        method: operation.method.clone(),
        path: clean(&operation.path).replace(['`', '|'], "'").replace('\n', " "),
        summary: first_line(words),
    }
}

/// Alternatives of schemes, as Rust.
fn requirements(all: &[Vec<String>]) -> String {
    let names = |one: &Vec<String>| {
        let names: Vec<String> = one.iter().map(|name| format!("\"{}\"", literal(name))).collect();
        format!("&[{}]", names.join(", "))
    };
    let all: Vec<String> = all.iter().map(names).collect();
    format!("&[{}]", all.join(", "))
}

/// The inside of a Rust string literal; what cannot be seen is escaped.
fn literal(text: &str) -> String {
    let each = text.chars().map(|c| match c {
        '\\' | '"' => format!("\\{c}"),
        c if c.is_control() || is_hidden(c) => c.escape_unicode().to_string(),
        c => c.to_string(),
    });
    each.collect()
}

/// The inside of a TOML string: what cannot be seen is left out.
fn toml(text: &str) -> String {
    clean(text)
        .replace('\n', " ")
        .replace('\\', "\\\\")
        .replace('"', "\\\"")
}
