//! Operations: `openapiv3` reads them one at a time, this file takes them apart.

use indexmap::IndexMap;
use openapiv3 as oas;
use serde::Deserialize;
use serde_json::Value;

use super::responses::{ResponseSpec, responses};
use super::schemas::describe;
use super::{Document, Fault};
use crate::pointer::Pointer;

/// Where a parameter travels.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Place {
    /// In the path.
    Path,
    /// After the `?`.
    Query,
    /// In a header.
    Header,
    /// In the `Cookie` header.
    Cookie,
}

/// How a list or an object becomes text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ParameterStyle {
    /// `a,b`
    Simple,
    /// `.a.b`
    Label,
    /// `;p=a,b`
    Matrix,
    /// `p=a&p=b`
    Form,
    /// `p=a%20b`
    SpaceDelimited,
    /// `p=a|b`
    PipeDelimited,
    /// `p[k]=v`
    DeepObject,
    /// The value as JSON text (`content` instead of `schema`).
    Json,
}

/// A parameter of an operation.
#[derive(Clone, Debug)]
pub struct ParameterSpec {
    /// Where it stands.
    pub at: Pointer,
    /// Its name on the wire.
    pub name: String,
    /// Where it travels.
    pub place: Place,
    /// How it is written.
    pub style: ParameterStyle,
    /// Whether lists and objects are written as several parameters.
    pub explode: bool,
    /// Whether it must be given.
    pub required: bool,
    /// `deprecated`.
    pub deprecated: bool,
    /// `description`.
    pub description: Option<String>,
    /// Its schema.
    pub schema: Option<Pointer>,
}

/// One media type of a body.
#[derive(Clone, Debug)]
pub struct Media {
    /// `application/json`.
    pub media_type: String,
    /// Its schema.
    pub schema: Option<Pointer>,
}

/// A request body.
#[derive(Clone, Debug)]
pub struct BodySpec {
    /// Where it stands.
    pub at: Pointer,
    /// `required`.
    pub required: bool,
    /// `description`.
    pub description: Option<String>,
    /// What it may hold.
    pub content: Vec<Media>,
}

/// An operation.
#[derive(Clone, Debug)]
pub struct OperationSpec {
    /// Where it stands.
    pub at: Pointer,
    /// `get`, `post`, …
    pub method: String,
    /// `/streams/{streamId}`.
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
    /// `x-…`.
    pub extensions: IndexMap<String, Value>,
}

/// The keys of a path item that are operations.
pub const METHODS: [&str; 8] = ["get", "put", "post", "delete", "options", "head", "patch", "trace"];

/// Every operation of the document that is wanted, in order; one that cannot be read is a fault in its place.
pub fn operations(document: &Document) -> Vec<Result<OperationSpec, Fault>> {
    let at = Pointer::root().key("paths");
    let Some(paths) = document.get(&at).and_then(Value::as_object) else {
        return Vec::new();
    };
    let mut out = Vec::new();
    for (path, item) in paths {
        let item_at = at.key(path);
        if !item.is_object() {
            let message = format!(
                "a path item must be a mapping from methods to operations, found {}",
                describe(item)
            );
            out.push(Err(Fault {
                code: "wrong-type",
                at: item_at,
                message,
            }));
            continue;
        }
        for method in METHODS {
            if let Some(value) = item.get(method).filter(|value| !is_skipped(value)) {
                out.push(operation(document, path, method, value, &item_at));
            }
        }
    }
    out
}

/// An operation that is left out is not even read: it may be broken.
fn is_skipped(operation: &Value) -> bool {
    operation.get("x-client-skip").and_then(Value::as_bool) == Some(true)
}

fn operation(doc: &Document, path: &str, method: &str, value: &Value, item: &Pointer) -> Result<OperationSpec, Fault> {
    let at = item.key(method);
    let fault = |message: String| Fault {
        code: "unreadable-operation",
        at: at.clone(),
        message,
    };
    let read = oas::Operation::deserialize(value).map_err(|error| fault(error.to_string()))?;
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
    let mut parameters = shared_parameters(doc, item)?;
    merge(&mut parameters, read_parameters(doc, own, &at.key("parameters"))?);
    Ok(OperationSpec {
        method: method.to_owned(),
        path: path.to_owned(),
        id: operation_id,
        tags,
        summary,
        description,
        deprecated,
        parameters,
        body: request_body
            .map(|body| body_spec(doc, body, &at.key("requestBody")))
            .transpose()?,
        responses: responses(doc, answers, &at.key("responses"))?,
        extensions,
        at,
    })
}

fn shared_parameters(doc: &Document, item: &Pointer) -> Result<Vec<ParameterSpec>, Fault> {
    let at = item.key("parameters");
    let Some(value) = doc.get(&at) else {
        return Ok(Vec::new());
    };
    let read = Vec::<oas::ReferenceOr<oas::Parameter>>::deserialize(value).map_err(|error| Fault {
        code: "unreadable-parameter",
        at: at.clone(),
        message: error.to_string(),
    })?;
    read_parameters(doc, read, &at)
}

/// A parameter of the operation replaces the one of the path with the same name and place.
fn merge(all: &mut Vec<ParameterSpec>, own: Vec<ParameterSpec>) {
    for parameter in own {
        all.retain(|old| (&old.name, old.place) != (&parameter.name, parameter.place));
        all.push(parameter);
    }
}

fn read_parameters(
    doc: &Document,
    list: Vec<oas::ReferenceOr<oas::Parameter>>,
    at: &Pointer,
) -> Result<Vec<ParameterSpec>, Fault> {
    let each = |(index, item)| {
        let (item, at) = resolve(doc, item, &at.index(index))?;
        Ok(parameter(item, at))
    };
    list.into_iter().enumerate().map(each).collect()
}

fn parameter(read: oas::Parameter, at: Pointer) -> ParameterSpec {
    use ParameterStyle as S;
    let (place, style, data) = match read {
        oas::Parameter::Query {
            parameter_data,
            allow_reserved: _,
            style,
            allow_empty_value: _,
        } => {
            let style = match style {
                oas::QueryStyle::Form => S::Form,
                oas::QueryStyle::SpaceDelimited => S::SpaceDelimited,
                oas::QueryStyle::PipeDelimited => S::PipeDelimited,
                oas::QueryStyle::DeepObject => S::DeepObject,
            };
            (Place::Query, style, parameter_data)
        }
        oas::Parameter::Path { parameter_data, style } => {
            let style = match style {
                oas::PathStyle::Simple => S::Simple,
                oas::PathStyle::Label => S::Label,
                oas::PathStyle::Matrix => S::Matrix,
            };
            (Place::Path, style, parameter_data)
        }
        oas::Parameter::Header {
            parameter_data,
            style: _,
        } => (Place::Header, S::Simple, parameter_data),
        oas::Parameter::Cookie {
            parameter_data,
            style: _,
        } => (Place::Cookie, S::Form, parameter_data),
    };
    take_apart(data, at, place, style)
}

fn take_apart(data: oas::ParameterData, at: Pointer, place: Place, style: ParameterStyle) -> ParameterSpec {
    let oas::ParameterData {
        name,
        description,
        required,
        deprecated,
        format,
        example: _,
        examples: _,
        explode,
        extensions: _,
    } = data;
    let (schema, style) = match format {
        oas::ParameterSchemaOrContent::Schema(_) => (Some(at.key("schema")), style),
        oas::ParameterSchemaOrContent::Content(content) => {
            let first = content
                .keys()
                .next()
                .map(|media| at.key("content").key(media).key("schema"));
            (first, ParameterStyle::Json)
        }
    };
    let explode = explode.unwrap_or(matches!(style, ParameterStyle::Form | ParameterStyle::DeepObject));
    let required = required || place == Place::Path;
    ParameterSpec {
        at,
        name,
        place,
        style,
        explode,
        required,
        deprecated: deprecated.unwrap_or(false),
        description,
        schema,
    }
}

fn body_spec(doc: &Document, body: oas::ReferenceOr<oas::RequestBody>, at: &Pointer) -> Result<BodySpec, Fault> {
    let (body, at) = resolve(doc, body, at)?;
    let oas::RequestBody {
        description,
        content,
        required,
        extensions: _,
    } = body;
    Ok(BodySpec {
        required,
        description,
        content: media(content, &at),
        at,
    })
}

/// The media types of a `content` map below `at`.
pub(super) fn media(content: IndexMap<String, oas::MediaType>, at: &Pointer) -> Vec<Media> {
    let here = at.key("content");
    let each = |(media_type, media): (String, oas::MediaType)| {
        let schema = media.schema.map(|_| here.key(&media_type).key("schema"));
        Media { media_type, schema }
    };
    content.into_iter().map(each).collect()
}

/// Follows `$ref`s to the item itself, and says where that stands.
pub(super) fn resolve<T: for<'de> Deserialize<'de>>(
    doc: &Document,
    item: oas::ReferenceOr<T>,
    at: &Pointer,
) -> Result<(T, Pointer), Fault> {
    let (mut item, mut here) = (item, at.clone());
    for _ in 0..32 {
        let reference = match item {
            oas::ReferenceOr::Item(item) => return Ok((item, here)),
            oas::ReferenceOr::Reference { reference } => reference,
        };
        here = Pointer::parse(&reference);
        let fault = |code, message| Fault {
            code,
            at: at.clone(),
            message,
        };
        let value = doc
            .get(&here)
            .ok_or_else(|| fault("unresolved-ref", format!("there is nothing at `{reference}`")))?;
        item = oas::ReferenceOr::<T>::deserialize(value)
            .map_err(|error| fault("unreadable-component", format!("`{reference}` cannot be read: {error}")))?;
    }
    Err(Fault {
        code: "cyclic-ref",
        at: at.clone(),
        message: "this `$ref` leads back to itself".to_owned(),
    })
}
