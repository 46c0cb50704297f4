//! Operations, with their parameters and bodies.

use schemars::JsonSchema;
use serde::Serialize;

use super::text::{anywhere, literal, module};
use crate::emit::docs::{clean, first_line, first_sentence, lines};
use crate::emit::output_type;
use crate::emit::types::{Scope, spell};
use crate::plan::{Behaviour, Body, BodyEncoding, Group, Home, Operation, Output, Parameter, Retry};

/// An operation.
#[derive(Debug, JsonSchema, Serialize)]
#[schemars(deny_unknown_fields, rename = "Operation")]
pub(in crate::dress) struct OperationContext {
    /// Its `operationId`, or one made of method and path, on one line.
    id: String,
    /// The method that makes its request.
    pub name: String,
    /// The type of its request.
    type_name: String,
    /// The same as the name of a module.
    module_name: String,
    /// Its group: the accessor of the client, and the module below `operations` that has the request.
    pub group: String,
    /// The HTTP method, `GET`.
    pub method: String,
    /// The path with its holes, `/streams/{streamId}`, without what would break a table or a code span.
    pub path: String,
    /// What it does, on one line.
    pub summary: String,
    /// What sending it twice does: `read`, `idempotent`, `keyed` or `create`.
    retry: &'static str,
    /// What the document says of it, as lines of Markdown.
    docs: Vec<String>,
    /// Whether the document says that it should not be used any more.
    deprecated: bool,
    /// Its place in the document as a JSON pointer, inside a Rust string literal.
    pointer: String,
    /// Its parameters, required ones first.
    parameters: Vec<ParameterContext>,
    /// Its body; nothing if it has none.
    body: Option<BodyContext>,
    /// The Rust type of a success, as it can be written in any module.
    output: String,
    /// The type of its error bodies, a name of `crate::errors`; nothing if it declares none.
    failure: Option<String>,
    /// Whether its responses come in pages.
    paged: bool,
    /// Whether any number of items can be sent through it, by a method of its own: `ingest_bulk` beside `ingest`.
    bulk: bool,
}

/// A parameter of an operation.
#[derive(Debug, JsonSchema, Serialize)]
#[schemars(deny_unknown_fields, rename = "Parameter")]
struct ParameterContext {
    /// Its Rust name.
    name: String,
    /// Its name on the wire, inside a Rust string literal.
    wire: String,
    /// Where it travels: `path`, `query`, `header` or `cookie`.
    home: &'static str,
    /// The Rust type of its value, as it can be written in any module.
    #[serde(rename = "type")]
    ty: String,
    /// Whether it must be given.
    required: bool,
    /// What the document says of it, as lines of Markdown.
    docs: Vec<String>,
}

/// The body of a request.
#[derive(Debug, JsonSchema, Serialize)]
#[schemars(deny_unknown_fields, rename = "Body")]
struct BodyContext {
    /// Its Rust type, as it can be written in any module.
    #[serde(rename = "type")]
    ty: String,
    /// Its media type, inside a Rust string literal.
    media_type: String,
    /// Whether it must be given.
    required: bool,
}

impl OperationContext {
    pub(in crate::dress) fn new(group: &Group, operation: &Operation, scope: Scope<'_>) -> Self {
        let Operation {
            at,
            id,
            method,
            path,
            name,
            type_name,
            docs,
            parameters,
            body,
            output: _,
            failure,
            behaviour,
            // Templates know no more of them so far.
            constants: _,
            successes: _,
            success_rule: _,
            accept: _,
            security: _,
            server: _,
            failure_statuses: _,
            extras: _,
            method_attributes: _,
        } = operation;
        let Behaviour {
            retry,
            paging,
            bulk,
            // The same.
            repeatable: _,
            max_request: _,
            timeout: _,
            paging_doubt: _,
            feed: _,
            polling: _,
        } = behaviour;
        let words = docs.summary.as_deref().or(docs.description.as_deref());
        let parameters = parameters.iter();
        Self {
            id: first_line(id),
            name: name.clone(),
            type_name: type_name.clone(),
            module_name: module(type_name),
            group: group.name.clone(),
            method: method.clone(),
            path: clean(path).replace(['`', '|'], "'").replace('\n', " "),
            summary: first_sentence(words.unwrap_or_default()),
            retry: self::retry(*retry),
            docs: lines(docs),
            deprecated: docs.deprecated,
            pointer: literal(&at.to_string()),
            parameters: parameters
                .map(|parameter| ParameterContext::new(parameter, scope))
                .collect(),
            body: body.as_ref().map(|body| BodyContext::new(body, scope)),
            output: output(group, operation, scope),
            failure: failure.clone(),
            paged: paging.is_some(),
            bulk: bulk.is_some(),
        }
    }
}

fn retry(retry: Retry) -> &'static str {
    match retry {
        Retry::Read => "read",
        Retry::Idempotent => "idempotent",
        Retry::Keyed => "keyed",
        Retry::Create => "create",
    }
}

/// The type of a success; an enum by status is in the module of the group.
fn output(group: &Group, operation: &Operation, scope: Scope<'_>) -> String {
    let text = anywhere(output_type(&operation.output, scope));
    match &operation.output {
        Output::ByStatus(_) => format!("crate::operations::{}::{text}", group.name),
        _ => text,
    }
}

impl ParameterContext {
    fn new(parameter: &Parameter, scope: Scope<'_>) -> Self {
        let home = match parameter.home {
            Home::Path => "path",
            Home::Query => "query",
            Home::QueryString => "querystring",
            Home::Header => "header",
            Home::Cookie => "cookie",
        };
        Self {
            name: parameter.name.clone(),
            wire: literal(&parameter.wire),
            home,
            ty: anywhere(spell(&parameter.ty, scope)),
            required: parameter.required,
            docs: lines(&parameter.docs),
        }
    }
}

impl BodyContext {
    fn new(body: &Body, scope: Scope<'_>) -> Self {
        let media_type = match &body.encoding {
            BodyEncoding::Form(_) => "application/x-www-form-urlencoded",
            BodyEncoding::Multipart(_) => "multipart/form-data",
            BodyEncoding::Json(media)
            | BodyEncoding::Text(media)
            | BodyEncoding::Lines(media)
            | BodyEncoding::Upload(media) => media,
        };
        Self {
            ty: anywhere(spell(&body.ty, scope)),
            media_type: literal(media_type),
            required: !body.optional,
        }
    }
}
