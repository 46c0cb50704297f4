//! Operations: from plans to finished requests, grouped by accessor.

use std::collections::{BTreeMap, BTreeSet};

use super::access::{self, Access};
use super::behaviour;
use super::content::{Content, Form};
use super::failures::Failures;
use super::known::Known;
use super::outputs;
use super::plan::Plan;
use super::requests;
use crate::config::Lock;
use crate::contract;
use crate::diag::Diagnostics;
use crate::ir::{Docs, Extras, Group, Operation, Output, Retry, SuccessRule};
use crate::lower::names;
use crate::lower::names::operations as operation_names;
use crate::lower::types::resolve::Types;
use crate::spec;

/// All groups, sorted by name.
pub(in crate::lower) fn groups(
    types: &Types,
    lock: Option<&Lock>,
    plans: &[Plan],
    access: &Access,
    known: Known<'_>,
    failures: &Failures,
    diags: &mut Diagnostics,
) -> Vec<Group> {
    let tags = spec::tags(types.graph.document);
    let by_name = tags.iter().enumerate().rev();
    let by_name: BTreeMap<&str, usize> = by_name.map(|(index, tag)| (tag.name.as_str(), index)).collect();
    let mut out: Vec<Group> = Vec::new();
    let mut places: BTreeMap<&str, usize> = BTreeMap::new();
    for plan in plans {
        let mut operation = operation(types, plan, access, known, diags);
        let failure = failures.of(&plan.spec.at);
        (operation.failure, operation.replies) = (failure.name, failure.replies);
        let group = *places.entry(&plan.group).or_insert(out.len());
        match out.get_mut(group) {
            Some(group) => group.operations.push(operation),
            None => {
                let mine = plan.spec.tags.iter().filter_map(|tag| by_name.get(tag.as_str()));
                let description = mine.min().and_then(|index| tags[*index].description.clone());
                let docs = Docs {
                    description,
                    ..Docs::default()
                };
                let type_name = names::pascal(&plan.group);
                let clash = contract::OPERATION_TYPES.contains(&type_name.as_str());
                let type_name = if clash { format!("{type_name}Group") } else { type_name };
                out.push(Group {
                    name: plan.group.clone(),
                    type_name,
                    docs,
                    parts: Vec::new(),
                    operations: vec![operation],
                });
            }
        }
    }
    out.sort_by(|a, b| a.name.cmp(&b.name));
    out.iter_mut().for_each(|group| type_names(lock, group));
    out
}

/// Request types of a group, none of which may be called like the group's handle or what their file imports.
fn type_names(lock: Option<&Lock>, group: &mut Group) {
    let clashes = |name: &str| *name == group.type_name || contract::OPERATION_TYPES.contains(&name);
    let methods: Vec<_> = group
        .operations
        .iter()
        .map(|operation| (operation.name.as_str(), &operation.at))
        .collect();
    let names = operation_names::request_types(lock, &group.name, &methods, clashes);
    let mut taken: BTreeSet<&str> = names.iter().map(String::as_str).collect();
    taken.insert(&group.type_name);
    let outputs: Vec<String> = names.iter().map(|name| output_name(name, &taken)).collect();
    for ((operation, name), output) in group.operations.iter_mut().zip(names).zip(outputs) {
        if let Output::ByStatus(choice) = &mut operation.output {
            choice.name = output;
        }
        operation.type_name = name;
    }
}

/// The enum of what a request gives, which neither a request nor the handle may be called like.
fn output_name(request: &str, taken: &BTreeSet<&str>) -> String {
    let mut name = format!("{request}Output");
    while taken.contains(name.as_str()) {
        name.push('s');
    }
    name
}

fn operation(types: &Types, plan: &Plan, access: &Access, known: Known<'_>, diags: &mut Diagnostics) -> Operation {
    let mut parameters = requests::parameters(types, plan, diags);
    let mut body = plan
        .body
        .as_ref()
        .map(|content| requests::body(types, plan, content, known, diags));
    requests::argument_names(&mut parameters, body.as_mut());
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
        output: outputs::output(types, plan, known.boxed, diags),
        successes: outputs::successes(plan),
        success_rule: SuccessRule::default(),
        accept: outputs::accept(plan),
        security: access.own(&plan.spec),
        server: access::server(&plan.spec),
        failure: None,
        replies: Vec::new(),
        paging: None,
        bulk: None,
        feed: None,
        polling: None,
        retry: Retry::Create,
        repeatable: Vec::new(),
        max_request: None,
        timeout: None,
        extras: Extras::default(),
        method_attributes: Vec::new(),
    };
    behaviour::of(types, plan, &mut operation, known, diags);
    operation
}

fn describe(plan: &Plan) -> Docs {
    let place = format!("`{} {}`", plan.spec.method.to_uppercase(), ticked(&plan.spec.path));
    let notes = std::iter::once(place).chain(forms(plan)).chain(headers(plan)).collect();
    Docs {
        summary: plan.spec.summary.clone(),
        description: plan.spec.description.clone(),
        notes,
        default: None,
        deprecated: plan.spec.deprecated,
    }
}

/// The media types of bodies that are no JSON.
fn forms(plan: &Plan) -> Vec<String> {
    let types = |content: &Content| {
        let all: Vec<String> = content
            .media_types
            .iter()
            .map(|one| format!("`{}`", ticked(one)))
            .collect();
        all.join(" or ")
    };
    let other = |content: &&Content| content.form != Form::Json;
    let body = plan
        .body
        .as_ref()
        .filter(other)
        .map(|content| format!("The body is {}.", types(content)));
    let mut answers: Vec<String> = Vec::new();
    for content in plan
        .success
        .iter()
        .filter_map(|(_, content)| content.as_ref())
        .filter(other)
    {
        let text = format!("The answer is {}.", types(content));
        if !answers.contains(&text) {
            answers.push(text);
        }
    }
    body.into_iter().chain(answers).collect()
}

/// The headers of a success, which `send_with_response` gives.
fn headers(plan: &Plan) -> Option<String> {
    let success = plan
        .spec
        .responses
        .iter()
        .filter(|response| response.status.is_success());
    let (mut names, mut seen) = (Vec::new(), BTreeSet::new());
    for header in success.flat_map(|response| &response.headers) {
        let name = format!("`{}`", ticked(&header.name));
        if seen.insert(name.clone()) {
            names.push(name);
        }
    }
    (!names.is_empty()).then(|| format!("Headers of the answer: {}.", names.join(", ")))
}

/// Text that may stand between backticks.
fn ticked(text: &str) -> String {
    text.replace('`', "'")
}
