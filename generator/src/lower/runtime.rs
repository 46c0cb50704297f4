//! What a client needs of the runtime.
//!
//! In: the finished plan but for its package, and what the author asks for. Out: the features of the runtime, with all that they
//! stand on: those that are always needed, and those of each part of the client. Must not look at schemas or documents: only what
//! the plan holds is written down.

use std::collections::{BTreeMap, BTreeSet};

use crate::config::{Config, Entry, PartChoice, did_you_mean};
use crate::diag::{Code, Diagnostic, Diagnostics, Place};
use crate::plan::{
    Behaviour, Body, BodyEncoding, ClientWide, Definition, Failure, Group, Home, Model, Models, Operation, Output,
    Parameter, ParameterStyle, Presence, RuntimeFeature, Scheme, SchemeKind, Settings, Type, Variable, Variant,
    Webhook,
};

/// What was planned.
pub(super) struct Planned<'a> {
    pub(super) settings: &'a Settings,
    pub(super) variables: &'a [Variable],
    pub(super) schemes: &'a [Scheme],
    pub(super) client_wide: &'a [ClientWide],
    pub(super) security: Option<&'a [Vec<String>]>,
    pub(super) webhooks: &'a [Webhook],
    pub(super) groups: &'a [Group],
    pub(super) models: &'a Models,
    pub(super) failures: &'a [Failure],
}

/// What the client needs.
#[derive(Default)]
pub(super) struct Needed {
    /// In any case.
    pub(super) always: BTreeSet<RuntimeFeature>,
    /// Part → what it needs besides.
    pub(super) of_parts: BTreeMap<String, BTreeSet<RuntimeFeature>>,
}

impl Needed {
    /// Adds what a thing needs that any of these parts bring; without parts it is always there.
    fn add(&mut self, parts: &[String], features: BTreeSet<RuntimeFeature>) {
        match parts {
            [] => self.always.extend(features),
            parts => {
                for part in parts {
                    self.of_parts.entry(part.clone()).or_default().extend(&features);
                }
            }
        }
    }

    /// The same with all that features stand on. What every part needs is always needed, for nobody compiles a client without any;
    /// and a part asks for nothing that a part which it needs asks for.
    fn closed(mut self, parts: &[PartChoice]) -> Self {
        let of_parts = self.of_parts.values_mut();
        of_parts.for_each(|of_part| *of_part = RuntimeFeature::closed(of_part.iter().copied()));
        let of_all = parts.iter().map(|part| self.of_part(&part.name));
        let of_all = of_all.reduce(|all, of_part| &all & &of_part).unwrap_or_default();
        self.always.extend(of_all);
        // Whether bodies are compressed is a setting of the client.
        if self
            .of_parts
            .values()
            .any(|of_part| of_part.contains(&RuntimeFeature::Bodies))
        {
            self.always.insert(RuntimeFeature::Bodies);
        }
        self.always = RuntimeFeature::closed(self.always);
        for part in parts {
            let brought = part.needs.iter().map(|need| self.of_part(need));
            let brought = brought.fold(self.always.clone(), |all, of_part| &all | &of_part);
            let own = &self.of_part(&part.name) - &brought;
            self.of_parts.insert(part.name.text.clone(), own);
        }
        self
    }

    fn of_part(&self, name: &Entry) -> BTreeSet<RuntimeFeature> {
        self.of_parts.get(&name.text).cloned().unwrap_or_default()
    }
}

/// What the client needs, by what was planned and by what its author asks for.
pub(super) fn features(planned: &Planned<'_>, config: &Config, diags: &mut Diagnostics) -> Needed {
    let mut out = Needed::default();
    for model in planned.models.iter() {
        out.add(&model.parts, of_model(model));
    }
    for group in planned.groups {
        let operations = group.operations.iter();
        out.add(&group.parts, operations.flat_map(of_operation).collect());
    }
    for failure in planned.failures {
        let variants = failure.variants.iter();
        out.add(
            &failure.parts,
            variants.flat_map(|variant| of_type(&variant.ty)).collect(),
        );
    }
    let webhooks = planned.webhooks.iter();
    out.add(&[], webhooks.flat_map(|webhook| of_type(&webhook.ty)).collect());
    out.add(&[], of_client(planned));
    out.add(&[], asked(config, diags));
    out.closed(&config.parts)
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

fn of_client(planned: &Planned<'_>) -> BTreeSet<RuntimeFeature> {
    let settings = planned.settings;
    let mut operations = planned.groups.iter().flat_map(|group| &group.operations);
    let is_secured = !planned.schemes.is_empty()
        || planned.security.is_some()
        || operations.any(|operation| operation.security.is_some());
    let needs = [
        (!planned.client_wide.is_empty(), RuntimeFeature::ClientWide),
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
    needed(needs).collect()
}

/// Those that are needed.
fn needed(needs: impl IntoIterator<Item = (bool, RuntimeFeature)>) -> impl Iterator<Item = RuntimeFeature> {
    let needs = needs.into_iter();
    needs.filter_map(|(is_needed, feature)| is_needed.then_some(feature))
}

fn of_operation(operation: &Operation) -> BTreeSet<RuntimeFeature> {
    let Operation {
        parameters,
        constants,
        body,
        output,
        behaviour,
        // A setting of the client says whether any operation has a server; whether any has credentials is asked in `of_client`.
        server: _,
        security: _,
        // The types of failures are looked at by themselves.
        failure: _,
        failure_statuses: _,
        // Every runtime has what these need.
        at: _,
        id: _,
        method: _,
        path: _,
        name: _,
        type_name: _,
        docs: _,
        successes: _,
        success_rule: _,
        accept: _,
        extras: _,
        method_attributes: _,
    } = operation;
    let needs = [
        (
            !parameters.is_empty() || !constants.is_empty(),
            RuntimeFeature::Parameters,
        ),
        (parameters.iter().any(is_form), RuntimeFeature::Forms),
        (body.is_some(), RuntimeFeature::Bodies),
        (output.is_streamed(), RuntimeFeature::Streams),
    ];
    let parameters = parameters.iter().flat_map(|parameter| of_type(&parameter.ty));
    let body = body.iter().flat_map(of_body);
    let all = needed(needs).chain(of_behaviour(behaviour));
    all.chain(parameters).chain(body).chain(of_output(output)).collect()
}

fn of_behaviour(behaviour: &Behaviour) -> impl Iterator<Item = RuntimeFeature> {
    let Behaviour {
        max_request,
        paging,
        bulk,
        feed,
        polling,
        // Every runtime repeats and has a clock.
        retry: _,
        repeatable: _,
        timeout: _,
        // The report says it.
        paging_doubt: _,
    } = behaviour;
    needed([
        (max_request.is_some(), RuntimeFeature::Limits),
        (paging.is_some(), RuntimeFeature::Paging),
        (bulk.is_some(), RuntimeFeature::Bulk),
        (feed.is_some(), RuntimeFeature::Feeds),
        (polling.is_some(), RuntimeFeature::Waiting),
    ])
}

/// Whether a parameter is written as a form.
fn is_form(parameter: &Parameter) -> bool {
    parameter.home == Home::QueryString && parameter.style != ParameterStyle::Json
}

fn of_body(body: &Body) -> BTreeSet<RuntimeFeature> {
    let mut out = of_type(&body.ty);
    out.extend(body.checked.then_some(RuntimeFeature::Limits));
    out.extend(match body.encoding {
        BodyEncoding::Json(_) => None,
        BodyEncoding::Form(_) | BodyEncoding::Lines(_) | BodyEncoding::Text(_) => Some(RuntimeFeature::Forms),
        BodyEncoding::Multipart(_) | BodyEncoding::Upload(_) => Some(RuntimeFeature::Sources),
    });
    out
}

fn of_output(output: &Output) -> BTreeSet<RuntimeFeature> {
    match output {
        Output::Nothing | Output::Text | Output::Bytes | Output::Download | Output::Events(None) => BTreeSet::new(),
        Output::Raw => BTreeSet::from([RuntimeFeature::RawBodies]),
        Output::Json(ty) | Output::OptionalJson(ty) | Output::Events(Some(ty)) | Output::Lines(ty) => of_type(ty),
        Output::ByStatus(all) => {
            let variants = all.variants.iter();
            variants.flat_map(|variant| of_output(&variant.output)).collect()
        }
    }
}

fn of_model(model: &Model) -> BTreeSet<RuntimeFeature> {
    let (own, is_patch) = match &model.definition {
        Definition::Record(record) => {
            let mut fields = record.fields.iter();
            (
                RuntimeFeature::Records,
                fields.any(|field| field.presence == Presence::Nullable),
            )
        }
        Definition::TextEnum(_) => (RuntimeFeature::Enums, false),
        Definition::Union(_) => (RuntimeFeature::Unions, false),
    };
    let writes_tags = match &model.definition {
        Definition::Union(union) => union.variants.iter().any(Variant::is_tagged),
        Definition::Record(_) | Definition::TextEnum(_) => false,
    };
    let needs = [
        (true, own),
        (writes_tags, RuntimeFeature::Tags),
        (is_patch, RuntimeFeature::Patches),
        (model.deep, RuntimeFeature::Deep),
        (model.checked, RuntimeFeature::Limits),
    ];
    let types = model.definition.types().into_iter();
    needed(needs).chain(types.flat_map(of_type)).collect()
}

fn of_type(ty: &Type) -> BTreeSet<RuntimeFeature> {
    let own = match ty {
        Type::Number => Some(RuntimeFeature::Numbers),
        Type::Base64 => Some(RuntimeFeature::Base64),
        Type::Base64Url => Some(RuntimeFeature::Base64Url),
        Type::Upload => Some(RuntimeFeature::Parameters),
        Type::Quoted(_) => Some(RuntimeFeature::Quoted),
        Type::Time => Some(RuntimeFeature::Times),
        Type::Decimal => Some(RuntimeFeature::Decimals),
        Type::Set(_) | Type::SetOrNull(_) | Type::SetOrChange(_) => Some(RuntimeFeature::Patches),
        _ => None,
    };
    own.into_iter()
        .chain(ty.inner().into_iter().flat_map(of_type))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_part_asks_for_what_nothing_else_brings() {
        let entry = |name: &str| Entry::from(name.to_owned());
        let part = |name: &str, needs: &[&str]| PartChoice {
            name: entry(name),
            needs: needs.iter().map(|need| entry(need)).collect(),
            ..PartChoice::default()
        };
        // Two need each other, and one of these needs a third.
        let parts = [part("a", &["b"]), part("b", &["a", "c"]), part("c", &[])];
        let mut needed = Needed::default();
        for (part, features) in [
            ("a", [RuntimeFeature::Records, RuntimeFeature::Waiting]),
            ("b", [RuntimeFeature::Records, RuntimeFeature::Waiting]),
            ("c", [RuntimeFeature::Records, RuntimeFeature::Bulk]),
        ] {
            needed.add(&[part.to_owned()], features.into());
        }
        let Needed { always, of_parts } = needed.closed(&parts);
        assert_eq!(
            Vec::from_iter(always),
            [RuntimeFeature::Bodies, RuntimeFeature::Records]
        );
        let expected = [
            ("a", vec![]),
            ("b", vec![RuntimeFeature::Waiting]),
            ("c", vec![RuntimeFeature::Bulk]),
        ];
        let of_parts: Vec<_> = of_parts
            .iter()
            .map(|(part, own)| (part.as_str(), Vec::from_iter(own.clone())))
            .collect();
        assert_eq!(of_parts, expected);
    }
}
