//! Operations: `openapiv3` reads them one at a time, this file takes them apart.

use indexmap::IndexMap;
use openapiv3 as oas;
use serde::Deserialize;
use serde_json::Value;

use super::author_names::ChosenNames;
use super::index::IndexedOperation;
use super::method::HttpMethod;
use super::set::OperationSet;
use crate::diag::Code;
use crate::pointer::Pointer;
use crate::spec::body::{BodySpec, body_spec};
use crate::spec::info::{Server, servers_at};
use crate::spec::parameter::{ParameterSpec, merge, read_parameters, shared_parameters};
use crate::spec::responses::{ResponseSpec, responses};
use crate::spec::security::{Requirements, requirements};
use crate::spec::skeleton::part;
use crate::spec::{Document, Fault};

/// An operation; `S` is what is known of its schemas: where they are, until somebody has looked at them.
#[derive(Clone, Debug)]
pub struct OperationSpec<S> {
    /// Where it stands.
    pub at: Pointer,
    /// Of webhooks and callbacks: where they are listed, which is another place if the path item is a reference. Of others, where they stand.
    pub listed: Pointer,
    /// `get`, `post`, …
    pub method: HttpMethod,
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
    pub parameters: Vec<ParameterSpec<S>>,
    /// `requestBody`.
    pub body: Option<BodySpec<S>>,
    /// `responses`.
    pub responses: Vec<ResponseSpec<S>>,
    /// `security`, if the operation has its own.
    pub security: Option<Requirements>,
    /// `servers` of the operation, or of its path.
    pub servers: Vec<Server>,
    /// What the author calls it.
    pub names: ChosenNames,
    /// `x-…`.
    pub extensions: IndexMap<String, Value>,
}

impl<S> OperationSpec<S> {
    /// The same operation, with something else known of its schemas: those of parameters, of the body, of responses.
    pub fn map_schemas<T>(self, mut found: impl FnMut(S) -> T) -> OperationSpec<T> {
        let found = &mut found;
        let parameters = self.parameters.into_iter();
        OperationSpec {
            at: self.at,
            listed: self.listed,
            method: self.method,
            path: self.path,
            id: self.id,
            tags: self.tags,
            summary: self.summary,
            description: self.description,
            deprecated: self.deprecated,
            parameters: parameters.map(|one| one.map_schema(found)).collect(),
            body: self.body.map(|body| body.map_schemas(found)),
            responses: self.responses.into_iter().map(|one| one.map_schemas(found)).collect(),
            security: self.security,
            servers: self.servers,
            names: self.names,
            extensions: self.extensions,
        }
    }
}

/// Reads the operations of a set in full; one that cannot be read is a fault in its place. Path items that cannot be read, whose
/// operations are in no set, come first.
pub fn operations(document: &Document, wanted: &OperationSet<'_>) -> Vec<Result<OperationSpec<Pointer>, Fault>> {
    let faults = wanted.index().faults().iter().cloned().map(Err);
    let operations = wanted.iter().map(|indexed| operation(document, indexed));
    faults.chain(operations).collect()
}

fn operation(document: &Document, indexed: &IndexedOperation) -> Result<OperationSpec<Pointer>, Fault> {
    let route = (indexed.path.clone(), indexed.method.clone());
    let spec = read(document, route, &indexed.item, indexed.at.clone())?;
    Ok(OperationSpec {
        names: indexed.names.clone(),
        ..spec
    })
}

/// Reads the operation that stands at `at`, of a path and a method; the path item that has it stands at `item`.
pub(super) fn read(
    doc: &Document,
    (path, method): (String, HttpMethod),
    item: &Pointer,
    at: Pointer,
) -> Result<OperationSpec<Pointer>, Fault> {
    let value = doc.get(&at).unwrap_or(&Value::Null);
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
        responses,
        callbacks: _,
        deprecated,
        security: _,
        servers: _,
        extensions,
    } = read;
    let mut parameters = shared_parameters(doc, item)?;
    merge(&mut parameters, read_parameters(doc, own, &at.key("parameters"))?);
    let body = request_body.map(|body| body_spec(doc, body, &at.key("requestBody")));
    let mut servers = servers_at(doc, &at.key("servers"))?;
    if servers.is_empty() {
        servers = servers_at(doc, &item.key("servers"))?;
    }
    Ok(OperationSpec {
        method,
        path,
        id: operation_id,
        tags,
        summary,
        description,
        deprecated,
        parameters,
        body: body.transpose()?,
        responses: self::responses(doc, responses, &at.key("responses"))?,
        security: requirements(value),
        servers,
        names: ChosenNames::of(value),
        extensions,
        listed: at.clone(),
        at,
    })
}
