//! Values that a request has no form for: lists of lists in a query, a form that is no object.
//!
//! In: a parameter or a body. Out: a message, so that nobody finds out by the first call. The runtime refuses what is told here
//! (`encode/styles.rs`, `encode/form.rs`, `encode/multipart.rs`). Must not judge what depends on the value, such as unions.

use crate::diag::{Code, Diagnostic, Diagnostics};
use crate::lower::content::{Content, Form};
use crate::plan::ValueKind;
use crate::schemas::{Graph, NodeId, Shape};
use crate::spec::{ParameterLocation, ParameterSpec, StyleSpec};

/// Tells of a parameter with lists or objects where its style has only texts.
pub(super) fn parameter(graph: &Graph, spec: &ParameterSpec<NodeId>, diags: &mut Diagnostics) {
    if matches!(spec.style, StyleSpec::Json | StyleSpec::DeepObject) {
        return;
    }
    if spec.place == ParameterLocation::QueryString {
        return spec
            .schema
            .into_iter()
            .for_each(|node| form(graph, node, "the query string", diags));
    }
    let Some(nested) = spec.schema.and_then(|node| nested(graph, node, spec.explode)) else {
        return;
    };
    let message = format!("the parameter `{}` cannot be sent in its style: {nested}", spec.name);
    let help = "calls that set it fail; an overlay can write `content: {application/json: …}` or `style: deepObject`, whichever the \
                service reads";
    diags.push(Diagnostic::at(Code::UnsendableValue, &spec.at, message).help(help));
}

/// What is nested in a value too deeply for a style, in words.
fn nested(graph: &Graph, node: NodeId, explode: bool) -> Option<String> {
    let site = graph.site(node).ok()?;
    match graph.shape(site).ok()? {
        Shape::List(Some(item)) => Some(format!("its elements are {}s", kind(graph, *item)?)),
        Shape::Map(values) => Some(format!(
            "the values of its keys are {}s",
            member(graph, *values, explode)?
        )),
        Shape::Record => {
            let mut members = graph.merged(site).ok()?.properties.iter();
            members.find_map(|(name, parts)| {
                let kind = member(graph, *parts.first()?, explode)?;
                Some(format!("its member `{name}` is of the type {kind}"))
            })
        }
        _ => None,
    }
}

/// The kind of a member that cannot be sent. The key of an exploded object can be repeated, so that its value may be a list.
fn member(graph: &Graph, node: NodeId, explode: bool) -> Option<&'static str> {
    match graph.shape(graph.site(node).ok()?).ok()? {
        Shape::List(None) if explode => None,
        Shape::List(Some(item)) if explode => kind(graph, *item).map(|_| "array"),
        _ => kind(graph, node),
    }
}

/// The type of a value that is more than a text.
fn kind(graph: &Graph, node: NodeId) -> Option<&'static str> {
    match graph.shape(graph.site(node).ok()?).ok()?.kind() {
        ValueKind::List => Some("array"),
        ValueKind::Object => Some("object"),
        _ => None,
    }
}

/// Tells of a form that is not made of the members of an object.
pub(super) fn body(graph: &Graph, content: &Content, diags: &mut Diagnostics) {
    let (Form::UrlEncoded | Form::Multipart, Some(node)) = (content.form, content.schema) else {
        return;
    };
    form(graph, node, &format!("`{}`", content.media_types[0]), diags);
}

/// Tells of a form with this schema if it is not an object.
fn form(graph: &Graph, node: NodeId, what: &str, diags: &mut Diagnostics) {
    let shape = graph.site(node).and_then(|site| graph.shape(site));
    let found = match shape.map(Shape::kind) {
        Ok(ValueKind::List) => "a list",
        Ok(ValueKind::Text | ValueKind::Number | ValueKind::Bool) => "a single value",
        _ => return,
    };
    let message = format!("{what} is made of the members of an object, and this is {found}");
    let help = "every call fails; an overlay can write an object with a property for each member";
    diags.push(Diagnostic::at(Code::UnsendableValue, &graph.place(node), message).help(help));
}
