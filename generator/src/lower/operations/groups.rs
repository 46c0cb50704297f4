//! Operations: from plans to finished requests, grouped by accessor.

use std::collections::{BTreeMap, BTreeSet};

use super::arguments;
use super::client::access::{self, Access};
use super::client::client_wide::ClientWides;
use super::docs;
use super::known::Known;
use super::outputs;
use super::requests;
use crate::config::{Lock, LockedMembers, LockedOperation};
use crate::contract;
use crate::diag::Diagnostics;
use crate::lower::drafts::{GroupDraft, MethodDraft, OperationDraft, OperationDrafts};
use crate::lower::names;
use crate::lower::names::operations as operation_names;
use crate::lower::types::resolve::Types;
use crate::plan::{Docs, Output};
use crate::spec;

/// What the client does for all operations.
#[derive(Clone, Copy)]
pub(in crate::lower) struct OfClient<'c> {
    pub access: &'c Access,
    pub client_wide: &'c ClientWides,
}

/// All groups, sorted by name.
pub(in crate::lower) fn groups<'a>(
    types: &Types,
    lock: Option<&Lock>,
    methods: &'a [MethodDraft],
    client: OfClient<'_>,
    known: Known<'_>,
    diags: &mut Diagnostics,
) -> OperationDrafts<'a> {
    let mut by_group: BTreeMap<&str, Vec<&MethodDraft>> = BTreeMap::new();
    for method in methods {
        by_group.entry(&method.group).or_default().push(method);
    }
    let tags = spec::tags(types.graph.document);
    let by_name = tags.iter().enumerate().rev();
    let by_name: BTreeMap<&str, usize> = by_name.map(|(index, tag)| (tag.name.as_str(), index)).collect();
    let group = |(name, methods): (&str, Vec<&'a MethodDraft>)| {
        let mine = methods.first().into_iter().flat_map(|method| &method.call.spec.tags);
        let tag = mine.filter_map(|tag| by_name.get(tag.as_str())).min();
        let type_name = names::pascal(name);
        let type_name = match contract::OPERATION_TYPES.contains(&type_name.as_str()) {
            true => format!("{type_name}Group"),
            false => type_name,
        };
        let titles = titles(lock, name, &type_name, &methods);
        let operations = methods.into_iter().zip(titles);
        GroupDraft {
            name: name.to_owned(),
            docs: Docs {
                description: tag.and_then(|index| tags[*index].description.clone()),
                ..Docs::default()
            },
            operations: operations
                .map(|(method, titles)| operation(types, lock, method, titles, client, known, diags))
                .collect(),
            type_name,
        }
    };
    OperationDrafts::new(by_group.into_iter().map(group).collect())
}

/// What the types of an operation are called.
struct Titles {
    /// Its request.
    request: String,
    /// The enum of what it gives, if that differs by status.
    output: String,
}

/// Request types of a group, none of which may be called like the group's handle or what their file imports.
fn titles(lock: Option<&Lock>, group: &str, handle: &str, methods: &[&MethodDraft]) -> Vec<Titles> {
    let clashes = |name: &str| *name == *handle || contract::OPERATION_TYPES.contains(&name);
    let named: Vec<_> = methods
        .iter()
        .map(|method| (method.name.as_str(), &method.call.spec.at))
        .collect();
    let names = operation_names::request_types(lock, group, &named, clashes);
    let locked = |method: &&MethodDraft| Some(locked(lock, method)?.output.as_ref()?.name.as_str());
    let locked: Vec<Option<&str>> = methods.iter().map(locked).collect();
    let mut taken: BTreeSet<&str> = names.iter().map(String::as_str).collect();
    taken.extend(locked.iter().flatten().chain([&handle]));
    let given = |(request, locked): (&String, &Option<&str>)| match locked {
        Some(output) => (*output).to_owned(),
        None => output_name(request, &taken),
    };
    let outputs: Vec<String> = names.iter().zip(&locked).map(given).collect();
    let each = names.into_iter().zip(outputs);
    each.map(|(request, output)| Titles { request, output }).collect()
}

/// What the lock has of a method.
fn locked<'l>(lock: Option<&'l Lock>, method: &MethodDraft) -> Option<&'l LockedOperation> {
    lock?.operations.get(&operation_names::key(&method.call))
}

/// The enum of what a request gives, which neither a request nor the handle may be called like.
fn output_name(request: &str, taken: &BTreeSet<&str>) -> String {
    let mut name = format!("{request}Output");
    while taken.contains(name.as_str()) {
        name.push('s');
    }
    name
}

fn operation<'a>(
    types: &Types,
    lock: Option<&Lock>,
    method: &'a MethodDraft,
    titles: Titles,
    client: OfClient<'_>,
    known: Known<'_>,
    diags: &mut Diagnostics,
) -> OperationDraft<'a> {
    let OfClient { access, client_wide } = client;
    let mut parameters = requests::parameters(types, method, diags);
    client_wide.take(&mut parameters);
    let content = method.call.body.as_ref();
    let mut body = content.map(|content| requests::body(types, method, content, known, diags));
    let none = LockedMembers::new();
    let old = locked(lock, method).map_or(&none, |locked| &locked.members);
    let mut members = arguments::name(&mut parameters, body.as_mut(), old);
    let mut output = outputs::output(types, method, titles.output, known.boxed, diags);
    if let Output::ByStatus(by_status) = &mut output {
        members = members.and(outputs::name(by_status, old));
    }
    OperationDraft {
        method,
        type_name: titles.request,
        parameters,
        constants: requests::constants(method),
        body,
        output,
        successes: outputs::successes(types, method),
        accept: outputs::accept(method),
        docs: docs::docs(method),
        security: access.own(&method.call.spec, diags),
        server: access::server(&method.call.spec),
        members,
    }
}
