//! Operations: from plans to finished requests, grouped by accessor.

use serde_json::Value;

use super::docs;
use super::failures::Failures;
use super::names;
use super::paging;
use super::plan::Plan;
use super::sites::Direction;
use super::types::Types;
use crate::diag::Diagnostics;
use crate::ir::{
    Body, BodyParameter, Docs, Field, Group, Home, Model, Operation, Output, Parameter, ParameterStyle, Presence,
    Retry, Shape, Type,
};
use crate::spec::{self, ParameterSpec, Place};

/// Methods that every request has.
const RESERVED: [&str; 8] = [
    "header",
    "into_future",
    "items",
    "pages",
    "send",
    "send_with_response",
    "timeout",
    "validate",
];

/// A body with more required fields than this is given whole.
const MAX_BODY_ARGUMENTS: usize = 4;

/// All groups, sorted by name.
pub(super) fn groups(
    types: &Types,
    plans: &[Plan],
    models: &[Model],
    failures: &Failures,
    diags: &mut Diagnostics,
) -> Vec<Group> {
    let tags = spec::tags(types.world.document);
    let mut out: Vec<Group> = Vec::new();
    for (index, plan) in plans.iter().enumerate() {
        let mut operation = operation(types, plan, models, diags);
        (operation.failure, operation.replies, operation.envelope) = failures.of(index);
        match out.iter_mut().find(|group| group.name == plan.group) {
            Some(group) => group.operations.push(operation),
            None => {
                let tag = tags.iter().find(|tag| plan.spec.tags.contains(&tag.name));
                let description = tag.and_then(|tag| tag.description.clone());
                let docs = Docs {
                    description,
                    ..Docs::default()
                };
                let type_name = names::pascal(&plan.group);
                let clash = IMPORTED.contains(&type_name.as_str());
                let type_name = if clash { format!("{type_name}Group") } else { type_name };
                out.push(Group {
                    name: plan.group.clone(),
                    type_name,
                    docs,
                    operations: vec![operation],
                });
            }
        }
    }
    out.sort_by(|a, b| a.name.cmp(&b.name));
    out.iter_mut().for_each(type_names);
    out
}

/// Request types of a group, none of which may be called like the group's handle or what their file imports.
fn type_names(group: &mut Group) {
    let clashes = |name: &String| *name == group.type_name || IMPORTED.contains(&name.as_str());
    let types = group.operations.iter().map(|operation| names::pascal(&operation.name));
    let mut labels: Vec<String> = types
        .map(|name| if clashes(&name) { format!("{name}Request") } else { name })
        .collect();
    names::unique(&mut labels, &[]);
    for (operation, name) in group.operations.iter_mut().zip(labels) {
        operation.type_name = name;
    }
}

/// What a file of operations names without a path.
const IMPORTED: [&str; 25] = [
    "Vec",
    "BTreeMap",
    "Box",
    "Call",
    "Clone",
    "Core",
    "Debug",
    "DecodeError",
    "Err",
    "Into",
    "IntoIterator",
    "None",
    "Ok",
    "Operation",
    "OperationInfo",
    "Option",
    "Paged",
    "PathStyle",
    "Reply",
    "Request",
    "Result",
    "Retry",
    "Some",
    "String",
    "Style",
];

fn operation(types: &Types, plan: &Plan, models: &[Model], diags: &mut Diagnostics) -> Operation {
    let mut parameters: Vec<Parameter> = plan
        .spec
        .parameters
        .iter()
        .filter(|spec| !is_ignored(spec))
        .map(|spec| parameter(types, spec, diags))
        .collect();
    parameters.sort_by_key(|parameter| rank(parameter, &plan.spec.path));
    let mut body = plan
        .body
        .as_ref()
        .map(|at| body(types.or_null(at, Direction::Write, diags), models));
    argument_names(&mut parameters, body.as_mut());
    let output = match &plan.success {
        None => Output::Nothing,
        Some(at) => match types.or_null(at, Direction::Read, diags) {
            Type::Empty => Output::Nothing,
            ty => Output::Json(ty),
        },
    };
    let mut operation = Operation {
        at: plan.spec.at.clone(),
        id: plan.id.clone(),
        method: plan.spec.method.to_uppercase(),
        path: plan.spec.path.clone(),
        name: plan.name.clone(),
        type_name: String::new(),
        docs: describe(plan),
        parameters,
        body,
        output,
        failure: None,
        replies: Vec::new(),
        envelope: None,
        paging: None,
        retry: retry(plan),
    };
    operation.paging = paging::paging(plan, &operation, models);
    operation
}

/// Headers that OpenAPI gives to other parts of the document.
fn is_ignored(spec: &ParameterSpec) -> bool {
    let reserved = ["accept", "content-type", "authorization"];
    spec.place == Place::Header && reserved.contains(&spec.name.to_ascii_lowercase().as_str())
}

/// Path parameters in the order of the path, then required ones, then the rest.
fn rank(parameter: &Parameter, path: &str) -> (usize, usize) {
    match (parameter.home, parameter.required) {
        (Home::Path, _) => (0, path.find(&format!("{{{}}}", parameter.wire)).unwrap_or(usize::MAX)),
        (_, true) => (1, 0),
        (_, false) => (2, 0),
    }
}

fn parameter(types: &Types, spec: &ParameterSpec, diags: &mut Diagnostics) -> Parameter {
    let merged = spec.schema.as_ref().and_then(|at| types.world.merged(at).ok());
    let mut docs = spec
        .schema
        .as_ref()
        .map(|at| docs::of_field(types.world, at, merged.as_deref(), false))
        .unwrap_or_default();
    docs.description = spec.description.clone().or(docs.description);
    docs.deprecated |= spec.deprecated;
    Parameter {
        wire: spec.name.clone(),
        name: names::snake(&spec.name),
        ty: spec
            .schema
            .as_ref()
            .map_or(Type::Text, |at| types.of(at, Direction::Write, diags)),
        home: match spec.place {
            Place::Path => Home::Path,
            Place::Query => Home::Query,
            Place::Header => Home::Header,
            Place::Cookie => Home::Cookie,
        },
        style: style(spec.style),
        explode: spec.explode,
        required: spec.required,
        docs,
    }
}

fn style(style: spec::ParameterStyle) -> ParameterStyle {
    match style {
        spec::ParameterStyle::Simple => ParameterStyle::Simple,
        spec::ParameterStyle::Label => ParameterStyle::Label,
        spec::ParameterStyle::Matrix => ParameterStyle::Matrix,
        spec::ParameterStyle::Form => ParameterStyle::Form,
        spec::ParameterStyle::SpaceDelimited => ParameterStyle::SpaceDelimited,
        spec::ParameterStyle::PipeDelimited => ParameterStyle::PipeDelimited,
        spec::ParameterStyle::DeepObject => ParameterStyle::DeepObject,
        spec::ParameterStyle::Json => ParameterStyle::Json,
    }
}

/// A body that is a record is spread over the request; any other is given whole.
fn body(ty: Type, models: &[Model]) -> Body {
    let model = models
        .iter()
        .find(|model| matches!(&ty, Type::Model(name) if *name == model.name));
    let checked = model.is_some_and(|model| model.checked);
    let Some(Model {
        shape: Shape::Record(record),
        ..
    }) = model
    else {
        return Body {
            ty,
            fields: Vec::new(),
            spread: false,
            checked: false,
        };
    };
    let settable = record.fields.iter().filter(|field| field.constant.is_none());
    let mut fields: Vec<BodyParameter> = settable
        .map(|field| BodyParameter {
            name: field.name.clone(),
            field: field.clone(),
        })
        .collect();
    fields.sort_by_key(|parameter| !is_required(&parameter.field));
    let required = fields.iter().filter(|parameter| is_required(&parameter.field)).count();
    if required > MAX_BODY_ARGUMENTS {
        return Body {
            ty,
            fields: Vec::new(),
            spread: false,
            checked: false,
        };
    }
    Body {
        ty,
        fields,
        spread: true,
        checked,
    }
}

/// Whether a field must be given to make its record.
pub(super) fn is_required(field: &Field) -> bool {
    matches!(field.presence, Presence::Required | Presence::RequiredNullable)
}

/// One name space for the parameters, the fields of the body and what every request has.
fn argument_names(parameters: &mut [Parameter], body: Option<&mut Body>) {
    let fields = body.map(|body| body.fields.as_mut_slice()).unwrap_or_default();
    let mut labels: Vec<String> = parameters.iter().map(|parameter| parameter.name.clone()).collect();
    labels.extend(fields.iter().map(|parameter| parameter.name.clone()));
    let optional = parameters.iter().map(|parameter| !parameter.required);
    let optional: Vec<bool> = optional
        .chain(fields.iter().map(|parameter| !is_required(&parameter.field)))
        .collect();
    for (label, optional) in labels.iter_mut().zip(optional) {
        if optional && (RESERVED.contains(&label.as_str()) || names::is_method(label)) {
            *label = format!("with_{label}");
        } else if ["call", "body", "self_"].contains(&label.as_str()) {
            *label = format!("{}_value", label.trim_end_matches('_'));
        }
    }
    names::unique(&mut labels, &[]);
    let mut labels = labels.into_iter();
    for (parameter, label) in parameters.iter_mut().zip(labels.by_ref()) {
        parameter.name = label;
    }
    for (parameter, label) in fields.iter_mut().zip(labels) {
        parameter.name = label;
    }
}

fn describe(plan: &Plan) -> Docs {
    let notes = vec![format!(
        "`{} {}`",
        plan.spec.method.to_uppercase(),
        plan.spec.path.replace('`', "'")
    )];
    Docs {
        summary: plan.spec.summary.clone(),
        description: plan.spec.description.clone(),
        notes,
        deprecated: plan.spec.deprecated,
    }
}

/// Said by the document, or inferred from the method.
fn retry(plan: &Plan) -> Retry {
    let said = plan.spec.extensions.get("x-client-retry").and_then(Value::as_str);
    match (said, plan.spec.method.as_str()) {
        (Some("read"), _) | (None, "get" | "head" | "options" | "trace") => Retry::Read,
        (Some("idempotent"), _) | (None, "put" | "delete") => Retry::Idempotent,
        (Some("keyed"), _) => Retry::Keyed,
        _ => Retry::Create,
    }
}
