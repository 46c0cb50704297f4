//! Operations: `openapiv3` reads them one at a time, this file takes them apart.

use indexmap::IndexMap;
use openapiv3 as oas;
use serde::Deserialize;
use serde_json::Value;

use super::body::{BodySpec, body_spec};
use super::info::{Server, servers_at};
use super::parameter::{ParameterSpec, merge, read_parameters, shared_parameters};
use super::reference::follow;
use super::responses::{ResponseSpec, responses};
use super::security::{Requirements, requirements};
use super::skeleton::part;
use super::{Document, Fault};
use crate::diag::{Code, Expected, Mismatch};
use crate::pointer::Pointer;

/// An operation.
#[derive(Clone, Debug)]
pub struct OperationSpec {
    /// Where it stands.
    pub at: Pointer,
    /// `get`, `post`, …
    pub method: String,
    /// `/streams/{streamId}`; for webhooks and callbacks their name.
    pub path: String,
    /// `operationId`.
    pub id: Option<String>,
    /// `tags`.
    pub tags: Vec<String>,
    /// `summary`.
    pub summary: Option<String>,
    /// `description`.
    pub description: Option<String>,
    /// `deprecated`.
    pub deprecated: bool,
    /// Those of the path and those of the operation, which win.
    pub parameters: Vec<ParameterSpec>,
    /// `requestBody`.
    pub body: Option<BodySpec>,
    /// `responses`.
    pub responses: Vec<ResponseSpec>,
    /// `security`, if the operation has its own.
    pub security: Option<Requirements>,
    /// `servers` of the operation, or of its path.
    pub servers: Vec<Server>,
    /// `x-…`.
    pub extensions: IndexMap<String, Value>,
}

/// A path item: what its key says, where it stands after `$ref`s, and its methods.
struct Item<'a> {
    path: &'a str,
    at: Pointer,
    value: &'a Value,
}

/// The keys of a path item that are operations.
pub const METHODS: [&str; 8] = ["get", "put", "post", "delete", "options", "head", "patch", "trace"];

/// Every operation of the document that is wanted, in order; one that cannot be read is a fault in its place.
pub fn operations(document: &Document) -> Vec<Result<OperationSpec, Fault>> {
    below(document, &Pointer::root().key("paths"))
}

/// What the service sends by itself: webhooks, and the callbacks of operations. Requests of the service, in the words of operations.
pub fn hooks(document: &Document) -> Vec<Result<OperationSpec, Fault>> {
    let mut out = below(document, &Pointer::root().key("webhooks"));
    for item in items(document, &Pointer::root().key("paths")).into_iter().flatten() {
        for method in METHODS {
            let at = item.at.key(method).key("callbacks");
            let callbacks = document.get(&at).and_then(Value::as_object).into_iter().flatten();
            for (name, value) in callbacks {
                let target = value.get("$ref").and_then(Value::as_str).map(Pointer::parse);
                let requests = below(document, &target.unwrap_or_else(|| at.key(name)));
                // An expression such as `{$request.body#/url}` is no name, the callback's key is.
                out.extend(requests.into_iter().map(|request| {
                    Ok(OperationSpec {
                        path: name.clone(),
                        ..request?
                    })
                }));
            }
        }
    }
    out
}

/// The operations of a map from paths (or names) to path items.
fn below(document: &Document, at: &Pointer) -> Vec<Result<OperationSpec, Fault>> {
    let mut out = Vec::new();
    for item in items(document, at) {
        match item {
            Ok(item) => out.extend(METHODS.iter().filter_map(|method| {
                let value = item.value.get(method).filter(|value| !is_skipped(value))?;
                Some(operation(document, &item, method, value))
            })),
            Err(fault) => out.push(Err(fault)),
        }
    }
    out
}

fn items<'a>(document: &'a Document, at: &Pointer) -> Vec<Result<Item<'a>, Fault>> {
    let paths = document.get(at).and_then(Value::as_object).into_iter().flatten();
    let paths = paths.filter(|(path, _)| !path.starts_with("x-"));
    paths
        .map(|(path, value)| item(document, path, value, at.key(path)))
        .collect()
}

fn item<'a>(document: &'a Document, path: &'a str, value: &'a Value, at: Pointer) -> Result<Item<'a>, Fault> {
    let (value, at) = match value.get("$ref").and_then(Value::as_str) {
        Some(reference) => follow(document, reference, &at)?,
        None => (value, at),
    };
    if value.is_object() {
        return Ok(Item { path, at, value });
    }
    let wrong = Mismatch::new("a path item", Expected::PathItem, value);
    Err(Fault::new(Code::WrongType, at, wrong))
}

/// An operation that is left out is not even read: it may be broken.
fn is_skipped(operation: &Value) -> bool {
    operation.get("x-client-skip").and_then(Value::as_bool) == Some(true)
}

fn operation(doc: &Document, item: &Item<'_>, method: &str, value: &Value) -> Result<OperationSpec, Fault> {
    let at = item.at.key(method);
    let read = oas::Operation::deserialize(part::<oas::Operation>(value))
        .map_err(|error| Fault::new(Code::UnreadableOperation, at.clone(), error.to_string()))?;
    let oas::Operation {
        tags,
        summary,
        description,
        external_docs: _,
        operation_id,
        parameters: own,
        request_body,
        responses: answers,
        callbacks: _,
        deprecated,
        security: _,
        servers: _,
        extensions,
    } = read;
    let mut parameters = shared_parameters(doc, &item.at)?;
    merge(&mut parameters, read_parameters(doc, own, &at.key("parameters"))?);
    let body = request_body.map(|body| body_spec(doc, body, &at.key("requestBody")));
    let mut servers = servers_at(doc, &at.key("servers"))?;
    if servers.is_empty() {
        servers = servers_at(doc, &item.at.key("servers"))?;
    }
    Ok(OperationSpec {
        method: method.to_owned(),
        path: item.path.to_owned(),
        id: operation_id,
        tags,
        summary,
        description,
        deprecated,
        parameters,
        body: body.transpose()?,
        responses: responses(doc, answers, &at.key("responses"))?,
        security: requirements(value),
        servers,
        extensions,
        at,
    })
}
