//! The client: what of `src/client.rs` depends on the document, and after which responses a connection is not used again.

use schemars::JsonSchema;
use serde::Serialize;

use super::text::literal;
use crate::dress::syntax::indented;
use crate::emit::Client;
use crate::plan::FreshConnectionAfter;

/// What of `src/client.rs` depends on the document, as Rust without a line break at its end.
#[derive(Debug, JsonSchema, Serialize)]
#[schemars(deny_unknown_fields, rename = "Client")]
pub(super) struct ClientContext {
    /// Lines of imports that not every client has.
    imports: Vec<String>,
    /// The constants, and the type `Client` with its methods; they name `runtime`, `Core` of it, and `ClientBuilder`, which has a
    /// field `core`.
    items: String,
    /// The builder's setters for variables of the server, as they stand in an `impl`.
    variables: Vec<String>,
    /// The builder's setters for credentials, and for servers and uploads of single operations, as they stand in an `impl`; they
    /// name `Secret` of the runtime.
    credentials: Vec<String>,
    /// The builder's setters for tokens that are fetched and renewed, as they stand in an `impl`; they name types that `imports`
    /// has.
    tokens: Vec<String>,
    /// The builder's setter for the compression of request bodies, as it stands in an `impl`.
    compression: Vec<String>,
    /// From how many bytes on request bodies are compressed, in digits, or `never`.
    gzip_default: String,
}

impl ClientContext {
    pub(super) fn new(client: &Client, gzip_above: Option<u64>) -> Self {
        let Client {
            imports,
            items,
            variables,
            credentials,
            tokens,
            compression,
        } = client;
        Self {
            imports: imports.lines().map(str::to_owned).collect(),
            items: items.trim_end().to_owned(),
            variables: in_impl(variables),
            credentials: in_impl(credentials),
            tokens: in_impl(tokens),
            compression: in_impl(compression),
            gzip_default: gzip_above.map_or_else(|| "never".to_owned(), |bytes| bytes.to_string()),
        }
    }
}

/// Methods as they stand in an `impl`, without a line break at the end.
fn in_impl(methods: &[String]) -> Vec<String> {
    let text = |method: &String| indented(method).trim_end().to_owned();
    methods.iter().map(text).collect()
}

/// After which responses a connection is not used again.
#[derive(Debug, JsonSchema, Serialize)]
#[schemars(deny_unknown_fields, rename = "FreshConnectionAfter")]
pub(super) struct FreshConnectionContext {
    /// Their statuses.
    statuses: Vec<u16>,
    /// Their media type, inside a Rust string literal; nothing if any counts.
    content_type: Option<String>,
}

impl FreshConnectionContext {
    pub(super) fn new(after: &FreshConnectionAfter) -> Self {
        Self {
            statuses: after.statuses.clone(),
            content_type: after.content_type.as_deref().map(literal),
        }
    }
}
