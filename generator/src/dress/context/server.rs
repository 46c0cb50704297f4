//! The server, and ways to say who is asking.

use schemars::JsonSchema;
use serde::Serialize;

use super::text::literal;
use crate::emit::docs::lines;
use crate::ir::{Api, Scheme, SchemeKind};

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
        let variables = api.variables.iter().map(|variable| VariableContext {
            wire: literal(&variable.wire),
            name: variable.name.clone(),
            default: literal(&variable.default),
            docs: lines(&variable.docs)
                .first()
                .cloned()
                .unwrap_or_else(|| format!("Sets `{}`.", variable.name)),
        });
        Self {
            url: literal(&api.server),
            variables: variables.collect(),
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
