//! What a request takes: parameters and body. What they are called in it is decided in `arguments`.

use std::collections::BTreeMap;

use super::known::Known;
use super::lost;
use super::paths::holes;
use super::paths::segment;
use super::unsendable;
use crate::diag::Diagnostics;
use crate::lower::content::{Content, Form};
use crate::lower::drafts::MethodDraft;
use crate::lower::names;
use crate::lower::types::docs;
use crate::lower::types::resolve::Types;
use crate::plan::{
    Body, BodyEncoding, BodyParameter, Docs, Fallback, Field, FixedParameter, FormMember, Home, Parameter,
    ParameterStyle, Type,
};
use crate::schemas::{Direction, NodeId};
use crate::spec::{self, Encoding, ParameterLocation, ParameterSpec};

/// A body with more required fields than this is given whole.
const MAX_BODY_ARGUMENTS: usize = 4;

/// Headers that OpenAPI gives to other parts of the document.
fn is_ignored(spec: &ParameterSpec<NodeId>) -> bool {
    let reserved = ["accept", "content-type", "authorization"];
    spec.place == ParameterLocation::Header && reserved.contains(&spec.name.to_ascii_lowercase().as_str())
}

/// Path parameters in the order of the path, then required ones, then the rest.
fn rank(parameter: &Parameter, holes: &BTreeMap<&str, usize>) -> (usize, usize) {
    match (parameter.home, parameter.required) {
        (Home::Path, _) => (0, holes.get(parameter.wire.as_str()).copied().unwrap_or(usize::MAX)),
        (_, true) => (1, 0),
        (_, false) => (2, 0),
    }
}

/// The parameters, in the order of arguments.
pub(in crate::lower) fn parameters(types: &Types, method: &MethodDraft, diags: &mut Diagnostics) -> Vec<Parameter> {
    for spec in given(method) {
        lost::parameter(types.graph, spec, diags);
        unsendable::parameter(types.graph, spec, diags);
    }
    let mut out: Vec<Parameter> = given(method).map(|spec| parameter(types, spec, diags)).collect();
    let holes = holes::holes(&method.call.spec.path);
    let holes = holes.iter().enumerate().rev();
    let holes: BTreeMap<&str, usize> = holes.map(|(index, hole)| (hole.as_str(), index)).collect();
    out.sort_by_key(|parameter| rank(parameter, &holes));
    out
}

/// The parameters that are the document's to describe.
pub(super) fn given(method: &MethodDraft) -> impl Iterator<Item = &ParameterSpec<NodeId>> {
    method.call.spec.parameters.iter().filter(|spec| !is_ignored(spec))
}

/// A parameter by itself; what is wrong with it is told with its operation.
pub(super) fn alone(types: &Types, spec: &ParameterSpec<NodeId>) -> Parameter {
    parameter(types, spec, &mut Diagnostics::default())
}

/// Where a parameter travels.
pub(super) fn home(place: ParameterLocation) -> Home {
    match place {
        ParameterLocation::Path => Home::Path,
        ParameterLocation::Query => Home::Query,
        ParameterLocation::QueryString => Home::QueryString,
        ParameterLocation::Header => Home::Header,
        ParameterLocation::Cookie => Home::Cookie,
    }
}

/// The parameters that can have only one value.
pub(in crate::lower) fn constants(method: &MethodDraft) -> Vec<FixedParameter> {
    let each = method.call.constants.iter().filter(|(spec, _)| !is_ignored(spec));
    let constant = |(spec, value): &(ParameterSpec<NodeId>, String)| FixedParameter {
        parameter: written(spec, String::new(), Type::Text),
        value: value.clone(),
    };
    each.map(constant).collect()
}

fn parameter(types: &Types, spec: &ParameterSpec<NodeId>, diags: &mut Diagnostics) -> Parameter {
    let mut docs = spec
        .schema
        .map(|node| docs::of_field(types.graph, node, false))
        .unwrap_or_default();
    docs.description = spec.description.clone().or(docs.description);
    docs.deprecated |= spec.deprecated;
    let ty = match spec.schema.map(|node| types.of(node, Direction::Write, diags)) {
        // What stands in a path is a text, also if the document does not say so.
        None => Type::Text,
        Some(Type::Json) if spec.place == ParameterLocation::Path && spec.style != spec::StyleSpec::Json => Type::Text,
        Some(ty) => ty,
    };
    Parameter {
        is_segment: segment::is_plain(types.graph, spec, diags),
        docs,
        ..written(spec, names::snake(&spec.name), ty)
    }
}

/// How a parameter is written, without what is said about it.
fn written(spec: &ParameterSpec<NodeId>, name: String, ty: Type) -> Parameter {
    Parameter {
        wire: spec.name.clone(),
        name,
        ty,
        home: home(spec.place),
        style: style(spec.style),
        explode: spec.explode,
        required: spec.required,
        fallback: Fallback::Nothing,
        is_segment: false,
        allow_reserved: spec.allow_reserved,
        docs: Docs::default(),
    }
}

pub(in crate::lower) fn style(style: spec::StyleSpec) -> ParameterStyle {
    match style {
        spec::StyleSpec::Simple => ParameterStyle::Simple,
        spec::StyleSpec::Label => ParameterStyle::Label,
        spec::StyleSpec::Matrix => ParameterStyle::Matrix,
        spec::StyleSpec::Form => ParameterStyle::Form,
        spec::StyleSpec::SpaceDelimited => ParameterStyle::SpaceDelimited,
        spec::StyleSpec::PipeDelimited => ParameterStyle::PipeDelimited,
        spec::StyleSpec::DeepObject => ParameterStyle::DeepObject,
        spec::StyleSpec::Cookie => ParameterStyle::Cookie,
        spec::StyleSpec::Json => ParameterStyle::Json,
    }
}

/// A body that is a record is spread over the request; any other is given whole.
pub(in crate::lower) fn body(
    types: &Types,
    method: &MethodDraft,
    content: &Content,
    known: Known<'_>,
    diags: &mut Diagnostics,
) -> Body {
    let encoding = encoding(content);
    let whole = |ty: Type| Body {
        ty,
        encoding: encoding.clone(),
        optional: is_optional(method),
        fields: Vec::new(),
        spread: false,
        checked: false,
    };
    let ty = match (&encoding, content.schema) {
        (BodyEncoding::Upload(_), _) => return whole(Type::Upload),
        (BodyEncoding::Text(_), _) => return whole(Type::Text),
        (BodyEncoding::Json(_), None) => return whole(Type::Json),
        (BodyEncoding::Lines(_), None) => return whole(Type::List(Box::new(Type::Json))),
        (BodyEncoding::Lines(_), Some(node)) => {
            // The schema is that of a line, or of the list of all of them.
            return whole(match types.of(node, Direction::Write, diags) {
                list @ Type::List(_) if !content.is_item => list,
                line => Type::List(Box::new(line)),
            });
        }
        (BodyEncoding::Form(_) | BodyEncoding::Multipart(_), None) => {
            return whole(Type::JsonObject);
        }
        (BodyEncoding::Json(_), Some(node)) => types.or_null(node, Direction::Write, diags),
        (_, Some(node)) => types.of(node, Direction::Write, diags),
    };
    // Required fields would be arguments or always be sent, and a body that may be left out must not demand them.
    let mut required = known.record(&ty).into_iter().flat_map(|given| given.fields());
    let is_whole = is_optional(method) && required.any(|(_, field)| field.presence.is_given());
    let spread = (!is_whole).then(|| spread(&ty, known)).flatten();
    spread.map_or_else(
        || whole(ty.clone()),
        |(fields, checked)| Body {
            fields,
            spread: true,
            checked,
            ..whole(ty.clone())
        },
    )
}

/// The fields of a record that are parameters of the request, required ones first, and whether the record has limits. `None`
/// if it is given whole: it is no record, or has too many required fields for a list of arguments.
fn spread(ty: &Type, known: Known<'_>) -> Option<(Vec<BodyParameter>, bool)> {
    let given = known.record(ty)?;
    let settable = given.fields().filter(|(_, field)| field.constant().is_none());
    let mut fields: Vec<BodyParameter> = settable
        .map(|(id, field)| BodyParameter {
            name: field.name.clone(),
            id,
            field: Field {
                ty: known.boxed.at(id.model, id.place, &field.ty),
                ..field.clone()
            },
        })
        .collect();
    fields.sort_by_key(|parameter| !parameter.field.presence.is_given());
    let required = fields
        .iter()
        .filter(|parameter| parameter.field.presence.is_given())
        .count();
    (required <= MAX_BODY_ARGUMENTS).then(|| (fields, known.checked.contains(&given.id)))
}

/// Only a document that says so means it: most leave `required` out and want the body all the same.
fn is_optional(method: &MethodDraft) -> bool {
    method
        .call
        .spec
        .body
        .as_ref()
        .is_some_and(|body| body.required == Some(false))
}

fn encoding(content: &Content) -> BodyEncoding {
    let media_type = content.media_types.first().cloned().unwrap_or_default();
    match content.form {
        Form::Json => BodyEncoding::Json(if media_type.contains('*') {
            "application/json".to_owned()
        } else {
            media_type
        }),
        Form::UrlEncoded => BodyEncoding::Form(content.encoding.iter().filter_map(member).collect()),
        Form::Multipart => {
            let typed = |(name, one): &(String, Encoding)| {
                // Several types are a choice of the caller's, who gives the file its own.
                let given = one.content_type.clone().filter(|text| !text.contains([',', '*']));
                Some((name.clone(), given?))
            };
            BodyEncoding::Multipart(content.encoding.iter().filter_map(typed).collect())
        }
        Form::Lines => BodyEncoding::Lines(media_type),
        Form::Text | Form::Events => BodyEncoding::Text(concrete(&media_type, "text/plain")),
        Form::Bytes => BodyEncoding::Upload(concrete(&media_type, "application/octet-stream")),
    }
}

fn concrete(media_type: &str, otherwise: &str) -> String {
    if media_type.contains('*') {
        otherwise.to_owned()
    } else {
        media_type.to_owned()
    }
}

fn member((name, encoding): &(String, Encoding)) -> Option<FormMember> {
    let given = encoding.style?;
    let usual = given == spec::StyleSpec::Form && encoding.explode;
    (!usual).then(|| FormMember {
        name: name.clone(),
        style: style(given),
        explode: encoding.explode,
    })
}
