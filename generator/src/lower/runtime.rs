//! What a client needs of the runtime.
//!
//! In: the finished plan but for its package, and what the author asks for. Out: the features of the runtime, with all that they
//! stand on. Must not look at schemas or documents: only what the plan holds is written down.

use std::collections::BTreeSet;

use crate::config::{Config, did_you_mean};
use crate::diag::{Code, Diagnostic, Diagnostics, Place};
use crate::plan::{
    Body, BodyEncoding, Failure, Group, Hook, Models, Operation, Output, Presence, RuntimeFeature, Scheme, SchemeKind,
    Settings, Shape, Type, Variable,
};

/// What was planned.
pub(super) struct Planned<'a> {
    pub(super) settings: &'a Settings,
    pub(super) variables: &'a [Variable],
    pub(super) schemes: &'a [Scheme],
    pub(super) security: Option<&'a [Vec<String>]>,
    pub(super) hooks: &'a [Hook],
    pub(super) groups: &'a [Group],
    pub(super) models: &'a Models,
    pub(super) failures: &'a [Failure],
}

/// What the client needs, by what was planned and by what its author asks for.
pub(super) fn features(planned: &Planned<'_>, config: &Config, diags: &mut Diagnostics) -> BTreeSet<RuntimeFeature> {
    let mut out = asked(config, diags);
    of_client(planned, &mut out);
    for model in planned.models.iter() {
        of_shape(&model.shape, &mut out);
        out.extend(model.checked.then_some(RuntimeFeature::Limits));
    }
    let operations = planned.groups.iter().flat_map(|group| &group.operations);
    operations.for_each(|operation| of_operation(operation, &mut out));
    planned.hooks.iter().for_each(|hook| of_type(&hook.ty, &mut out));
    let variants = planned.failures.iter().flat_map(|failure| &failure.variants);
    variants.for_each(|variant| of_type(&variant.ty, &mut out));
    RuntimeFeature::closed(out)
}

/// What hand-written modules need besides, for which the author asks by name.
fn asked(config: &Config, diags: &mut Diagnostics) -> BTreeSet<RuntimeFeature> {
    let mut out = BTreeSet::new();
    for entry in &config.runtime_features {
        match RuntimeFeature::ALL
            .into_iter()
            .find(|feature| feature.name() == entry.text)
        {
            Some(feature) => drop(out.insert(feature)),
            None => {
                let message = format!("the runtime has no feature `{}`", entry.text);
                let place = Place::entry(&config.file, &entry.span);
                let names = RuntimeFeature::ALL.map(RuntimeFeature::name);
                let error = Diagnostic::new(Code::UnmatchedChoice, place, message);
                diags.push(error.help(did_you_mean(&entry.text, names)));
            }
        }
    }
    out
}

fn of_client(planned: &Planned<'_>, out: &mut BTreeSet<RuntimeFeature>) {
    let settings = planned.settings;
    let mut operations = planned.groups.iter().flat_map(|group| &group.operations);
    let is_secured = !planned.schemes.is_empty()
        || planned.security.is_some()
        || operations.any(|operation| operation.security.is_some());
    let needs = [
        (settings.fresh_connection_after.is_some(), RuntimeFeature::Connections),
        (!settings.upload_hosts.is_empty(), RuntimeFeature::Uploads),
        (settings.gzip_above.is_some(), RuntimeFeature::Bodies),
        (
            settings.servers_of_operations || !planned.variables.is_empty(),
            RuntimeFeature::Servers,
        ),
        (is_secured, RuntimeFeature::Security),
        (
            planned.schemes.iter().any(|scheme| scheme.kind == SchemeKind::Bearer),
            RuntimeFeature::Tokens,
        ),
    ];
    out.extend(
        needs
            .into_iter()
            .filter_map(|(is_needed, feature)| is_needed.then_some(feature)),
    );
}

fn of_operation(operation: &Operation, out: &mut BTreeSet<RuntimeFeature>) {
    let behaviour = &operation.behaviour;
    let needs = [
        (behaviour.bulk.is_some(), RuntimeFeature::Bulk),
        (behaviour.feed.is_some(), RuntimeFeature::Feeds),
        (behaviour.polling.is_some(), RuntimeFeature::Waiting),
        (behaviour.paging.is_some(), RuntimeFeature::Paging),
        (behaviour.max_request.is_some(), RuntimeFeature::Limits),
        (!operation.parameters.is_empty(), RuntimeFeature::Parameters),
        (operation.body.is_some(), RuntimeFeature::Bodies),
        (operation.output.is_streamed(), RuntimeFeature::Streams),
    ];
    out.extend(
        needs
            .into_iter()
            .filter_map(|(is_needed, feature)| is_needed.then_some(feature)),
    );
    operation
        .parameters
        .iter()
        .for_each(|parameter| of_type(&parameter.ty, out));
    operation.body.iter().for_each(|body| of_body(body, out));
    of_output(&operation.output, out);
}

fn of_body(body: &Body, out: &mut BTreeSet<RuntimeFeature>) {
    of_type(&body.ty, out);
    out.extend(body.checked.then_some(RuntimeFeature::Limits));
    out.extend(match body.encoding {
        BodyEncoding::Json(_) | BodyEncoding::Bytes(_) => None,
        BodyEncoding::Form(_) | BodyEncoding::Multipart(_) | BodyEncoding::Text(_) | BodyEncoding::Upload(_) => {
            Some(RuntimeFeature::Forms)
        }
    });
}

fn of_output(output: &Output, out: &mut BTreeSet<RuntimeFeature>) {
    match output {
        Output::Nothing | Output::Text | Output::Bytes | Output::Download | Output::Events(None) => {}
        Output::Json(ty) | Output::OptionalJson(ty) | Output::Events(Some(ty)) | Output::Lines(ty) => of_type(ty, out),
        Output::ByStatus(all) => all.variants.iter().for_each(|variant| of_output(&variant.output, out)),
    }
}

fn of_shape(shape: &Shape, out: &mut BTreeSet<RuntimeFeature>) {
    out.insert(match shape {
        Shape::Record(_) => RuntimeFeature::Records,
        Shape::TextEnum(_) => RuntimeFeature::Enums,
        Shape::Union(_) => RuntimeFeature::Unions,
    });
    shape.types().into_iter().for_each(|ty| of_type(ty, out));
    if let Shape::Record(record) = shape {
        let is_patch = record.fields.iter().any(|field| field.presence == Presence::Nullable);
        out.extend(is_patch.then_some(RuntimeFeature::Patches));
    }
}

fn of_type(ty: &Type, out: &mut BTreeSet<RuntimeFeature>) {
    out.extend(match ty {
        Type::Number => Some(RuntimeFeature::Numbers),
        Type::Base64 => Some(RuntimeFeature::Base64),
        Type::Upload => Some(RuntimeFeature::Parameters),
        Type::Quoted(_) => Some(RuntimeFeature::Quoted),
        Type::Set(_) | Type::SetOrNull(_) | Type::SetOrChange(_) => Some(RuntimeFeature::Patches),
        _ => None,
    });
    ty.inner().into_iter().for_each(|inner| of_type(inner, out));
}
