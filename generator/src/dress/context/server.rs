//! The server, and ways to say who is asking.

use schemars::JsonSchema;
use serde::Serialize;

use super::text::literal;
use crate::emit::docs::{lines, variable_words};
use crate::plan::{Api, Scheme, SchemeKind, Variable};

/// The server of the document.
#[derive(Debug, JsonSchema, Serialize)]
#[schemars(deny_unknown_fields, rename = "Server")]
pub(super) struct ServerContext {
    /// Its URL, with holes for its variables (`https://{host}/v1`), inside a Rust string literal.
    url: String,
    /// Its variables.
    variables: Vec<VariableContext>,
}

/// A variable of the server's URL.
#[derive(Debug, JsonSchema, Serialize)]
#[schemars(deny_unknown_fields, rename = "Variable")]
struct VariableContext {
    /// Its name in the URL, inside a Rust string literal.
    wire: String,
    /// The setter of the builder.
    name: String,
    /// Its default, inside a Rust string literal.
    default: String,
    /// What it is, on one line.
    docs: String,
    /// The environment variable that sets it, `PETSTORE_REGION`.
    env: String,
    /// What it is, on one line that is safe in a table.
    cell: String,
}

/// A way to say who is asking.
#[derive(Debug, JsonSchema, Serialize)]
#[schemars(deny_unknown_fields, rename = "Scheme")]
pub(super) struct SchemeContext {
    /// Its name in the document, inside a Rust string literal.
    wire: String,
    /// The setter of the builder; nothing for bearer tokens, which every client takes.
    setter: Option<String>,
    /// How it travels: `Bearer`, `Basic`, `Header`, `Query` or `Cookie`.
    kind: &'static str,
    /// The name of the header, query parameter or cookie, inside a Rust string literal; empty for the others.
    key: String,
    /// What the document says of it, as lines of Markdown.
    docs: Vec<String>,
}

impl ServerContext {
    pub(super) fn new(api: &Api) -> Self {
        let prefix = &api.settings.env_prefix;
        let variables = api.variables.iter();
        Self {
            url: literal(&api.server),
            variables: variables
                .map(|variable| VariableContext::new(variable, prefix))
                .collect(),
        }
    }
}

impl VariableContext {
    fn new(variable: &Variable, prefix: &str) -> Self {
        let docs = variable_words(variable);
        Self {
            wire: literal(&variable.wire),
            name: variable.name.clone(),
            default: literal(&variable.default),
            env: format!("{prefix}_{}", variable.name.to_uppercase()),
            cell: docs.replace('|', "\\|"),
            docs,
        }
    }
}

impl SchemeContext {
    pub(super) fn new(scheme: &Scheme) -> Self {
        let (kind, key) = match &scheme.kind {
            SchemeKind::Bearer => ("Bearer", ""),
            SchemeKind::Basic => ("Basic", ""),
            SchemeKind::Header(name) => ("Header", name.as_str()),
            SchemeKind::Query(name) => ("Query", name.as_str()),
            SchemeKind::Cookie(name) => ("Cookie", name.as_str()),
        };
        Self {
            wire: literal(&scheme.wire),
            setter: scheme.setter.clone(),
            kind,
            key: literal(key),
            docs: lines(&scheme.docs),
        }
    }
}

/// Alternatives of schemes, as Rust.
pub(super) fn requirements(all: &[Vec<String>]) -> String {
    let names = |one: &Vec<String>| {
        let names: Vec<String> = one.iter().map(|name| format!("\"{}\"", literal(name))).collect();
        format!("&[{}]", names.join(", "))
    };
    let all: Vec<String> = all.iter().map(names).collect();
    format!("&[{}]", all.join(", "))
}
