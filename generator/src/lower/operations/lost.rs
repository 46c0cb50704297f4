//! What bodies lose: schemas of media types that are not used, and what a form says of its members that is not done.
//!
//! In: an operation and the forms that were chosen for it. Out: messages. Must not choose.

use serde_json::Value;

use crate::diag::{Code, Diagnostic, Diagnostics, Severity};
use crate::lower::content::{Content, Form, form, is_copy, is_structured};
use crate::lower::drafts::{Call, Spec};
use crate::plan::ValueKind;
use crate::schemas::{Direction, Graph, NodeId, Shape};
use crate::spec::{Encoding, ItemFault, Media, ParameterLocation, ParameterSpec, StyleSpec, is_json};

/// What the body and the successes of an operation lose; `bodies` are the forms that its methods send.
pub(super) fn of_call(graph: &Graph, call: &Call, bodies: &[Content], diags: &mut Diagnostics) {
    let successes = call.success.iter().filter_map(|(_, content)| content.as_ref());
    for content in call.body.iter().chain(successes) {
        untyped(graph, content, diags);
    }
    if let Some(body) = &call.spec.body {
        media_types(graph, &body.content, bodies, diags);
        items(graph, &body.content, Direction::Write, diags);
    }
    for response in call
        .spec
        .responses
        .iter()
        .filter(|response| response.status.is_success())
    {
        items(graph, &response.content, Direction::Read, diags);
    }
    for content in bodies {
        for encoding in &content.encoding {
            member(graph, &call.spec, content, encoding, diags);
        }
    }
}

/// Schemas of items that are not read or written item by item, or not as they are.
fn items(graph: &Graph, all: &[Media<NodeId>], direction: Direction, diags: &mut Diagnostics) {
    for media in all {
        let at = media.at.key("itemSchema");
        let is_lost = media.item.is_some() && media.schema.is_none() && !form(graph, media, direction).is_sequence();
        let said = |message: String| Diagnostic::at(Code::ItemSchema, &at, message);
        let said = match (media.item_fault, is_lost) {
            (_, true) => {
                let message = format!(
                    "`{}` is not sent or received item by item, so its items have no type",
                    media.media_type
                );
                Some(said(message).help("an overlay can describe the whole body by `schema`"))
            }
            (Some(ItemFault::SeveralKinds), _) => {
                let instead = match media.schema {
                    Some(_) => "the type of each is that of `schema`",
                    None => "they are text",
                };
                Some(
                    said(format!("the data of these events have several types, so {instead}")).help(
                        "`event` of each event says which type to read; an overlay can describe one type for all",
                    ),
                )
            }
            (Some(ItemFault::NotAnEvent), false) => {
                let message =
                    "this is not the schema of an event, which has `data`, so it is taken for that of the data"
                        .to_owned();
                let said = said(message).severity(Severity::Warning);
                Some(said.help("an event is an object with `data`, `event`, `id` and `retry`; the schema of its data is `contentSchema` of `data`"))
            }
            (None, false) => None,
        };
        said.into_iter().for_each(|said| diags.push(said));
    }
}

/// A parameter whose `content` is not JSON is written in a style, and of several media types the first is used.
pub(super) fn parameter(graph: &Graph, spec: &ParameterSpec<NodeId>, diags: &mut Diagnostics) {
    let at = spec.at.key("content");
    let content = graph.document.get(&at).and_then(Value::as_object);
    let mut media_types = content.into_iter().flatten().map(|(media_type, _)| media_type);
    let Some(first) = media_types.next() else { return };
    let structured = spec.schema.filter(|node| is_structured(graph, *node));
    let name = &spec.name;
    if spec.style != StyleSpec::Json && spec.place != ParameterLocation::QueryString && structured.is_some() {
        let message = format!("the parameter `{name}` is not written as `{first}`, but as if it had a `schema`");
        diags.push(Diagnostic::at(Code::IgnoredEncoding, &at.key(first), message).help("only JSON is supported here"));
    }
    for other in media_types {
        let message = format!("the parameter `{name}` has two media types, and `{first}` is used");
        let said = Diagnostic::at(Code::IgnoredBody, &at.key(other), message);
        diags.push(said.help("a parameter has one media type; an overlay can remove the other"));
    }
}

/// A schema that says more than the client can: XML and the like come and go as text or bytes.
fn untyped(graph: &Graph, content: &Content, diags: &mut Diagnostics) {
    let structured = content.schema.filter(|node| is_structured(graph, *node));
    if let (false, Some(node)) = (content.form.is_typed(), structured) {
        let form = if content.form == Form::Text { "text" } else { "bytes" };
        let message = format!(
            "there are no types for `{}`: the body is {form}",
            content.media_types[0]
        );
        diags.push(no_types(graph, node, message));
    }
}

fn no_types(graph: &Graph, node: NodeId, message: String) -> Diagnostic {
    let help = "an overlay can offer the same body as `application/json`, if the service knows it";
    Diagnostic::at(Code::UntypedBody, &graph.place(node), message).help(help)
}

/// Media types whose schema says what none of the forms in use says.
pub(super) fn media_types(graph: &Graph, all: &[Media<NodeId>], used: &[Content], diags: &mut Diagnostics) {
    let is_untyped = used.first().is_some_and(|first| !first.form.is_typed());
    let is_used = |node: NodeId| {
        let mut schemas = used.iter().filter_map(|content| content.schema);
        schemas.any(|schema| is_copy(graph, schema, node))
    };
    for media in all.iter().filter(|_| !is_untyped) {
        let structured = media.schema.filter(|node| is_structured(graph, *node));
        let Some(node) = structured.filter(|node| !is_used(*node)) else {
            continue;
        };
        let media_type = &media.media_type;
        diags.push(match used.first() {
            None => {
                let message = format!("there are no types for `{media_type}`, so the body is not decoded");
                no_types(graph, node, message).severity(Severity::Warning)
            }
            Some(first) => {
                let message = format!(
                    "`{media_type}` has another schema than `{}`, which is used in its place",
                    first.media_types[0]
                );
                let help = "an overlay can remove the media type that is not meant, or merge the two schemas";
                Diagnostic::at(Code::IgnoredBody, &graph.place(node), message).help(help)
            }
        });
    }
}

/// What the `encoding` of a member of a form demands, and the request does not do.
fn member(
    graph: &Graph,
    spec: &Spec,
    content: &Content,
    (name, encoding): &(String, Encoding),
    diags: &mut Diagnostics,
) {
    let (Some(body), Some(media_type)) = (&spec.body, content.media_types.first()) else {
        return;
    };
    let at = body.at.key("content").key(media_type).key("encoding").key(name);
    let mut tell = |key: &str, message: String| {
        let help = "an overlay can remove it, if the service does without";
        diags.push(Diagnostic::at(Code::IgnoredEncoding, &at.key(key), message).help(help));
    };
    // `Content-Type` has a key of its own.
    let headers = encoding.headers.iter();
    let headers = headers.filter(|header| !header.eq_ignore_ascii_case("content-type"));
    let headers: Vec<String> = headers.map(|header| format!("`{header}`")).collect();
    if content.form == Form::Multipart && !headers.is_empty() {
        let message = format!(
            "the part `{name}` is sent without the headers of its encoding: {}",
            headers.join(", ")
        );
        tell("headers", message);
    }
    let Some(given) = &encoding.content_type else { return };
    if !is_object(graph, content.schema, name) {
        return;
    }
    match content.form {
        Form::Multipart if !given.split(',').any(is_json) => {
            tell(
                "contentType",
                format!("the part `{name}` is sent as JSON, and its encoding has `{given}`"),
            );
        }
        Form::UrlEncoded if encoding.style.is_none() => {
            let message = format!("`{name}` is sent as one pair for each of its keys, and its encoding has `{given}`");
            tell("contentType", message);
        }
        _ => {}
    }
}

/// Whether a member of a form is an object, or a list of objects.
fn is_object(graph: &Graph, schema: Option<NodeId>, name: &str) -> bool {
    let merged = schema.and_then(|node| graph.merged(graph.site(node).ok()?).ok());
    let properties = merged.into_iter().flat_map(|merged| &merged.properties);
    let parts = properties.filter(|(wire, _)| wire == name).flat_map(|(_, parts)| parts);
    let shapes = parts.filter_map(|part| graph.shape(*part).ok());
    let mut elements = shapes.map(|shape| match shape {
        Shape::List(Some(element)) => graph.shape(*element).unwrap_or(shape),
        shape => shape,
    });
    elements.any(|shape| shape.kind() == ValueKind::Object)
}
