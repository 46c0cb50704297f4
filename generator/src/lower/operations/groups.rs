//! Operations: from plans to finished requests, grouped by accessor.

use std::collections::{BTreeMap, BTreeSet};

use super::access::{self, Access};
use super::known::Known;
use super::outputs;
use super::requests;
use crate::config::Lock;
use crate::contract;
use crate::diag::Diagnostics;
use crate::ir::Docs;
use crate::lower::drafts::{GroupDraft, OperationDraft, OperationDrafts, Plan};
use crate::lower::names;
use crate::lower::names::operations as operation_names;
use crate::lower::types::resolve::Types;
use crate::spec;

/// All groups, sorted by name.
pub(in crate::lower) fn groups<'a>(
    types: &Types,
    lock: Option<&Lock>,
    plans: &'a [Plan],
    access: &Access,
    known: Known<'_>,
    diags: &mut Diagnostics,
) -> OperationDrafts<'a> {
    let mut by_group: BTreeMap<&str, Vec<&Plan>> = BTreeMap::new();
    for plan in plans {
        by_group.entry(&plan.group).or_default().push(plan);
    }
    let tags = spec::tags(types.graph.document);
    let by_name = tags.iter().enumerate().rev();
    let by_name: BTreeMap<&str, usize> = by_name.map(|(index, tag)| (tag.name.as_str(), index)).collect();
    let group = |(name, plans): (&str, Vec<&'a Plan>)| {
        let mine = plans.first().into_iter().flat_map(|plan| &plan.spec.tags);
        let tag = mine.filter_map(|tag| by_name.get(tag.as_str())).min();
        let type_name = names::pascal(name);
        let type_name = match contract::OPERATION_TYPES.contains(&type_name.as_str()) {
            true => format!("{type_name}Group"),
            false => type_name,
        };
        let titles = titles(lock, name, &type_name, &plans);
        let operations = plans.into_iter().zip(titles);
        GroupDraft {
            name: name.to_owned(),
            docs: Docs {
                description: tag.and_then(|index| tags[*index].description.clone()),
                ..Docs::default()
            },
            operations: operations
                .map(|(plan, titles)| operation(types, plan, titles, access, known, diags))
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
fn titles(lock: Option<&Lock>, group: &str, handle: &str, plans: &[&Plan]) -> Vec<Titles> {
    let clashes = |name: &str| *name == *handle || contract::OPERATION_TYPES.contains(&name);
    let methods: Vec<_> = plans.iter().map(|plan| (plan.name.as_str(), &plan.spec.at)).collect();
    let names = operation_names::request_types(lock, group, &methods, clashes);
    let mut taken: BTreeSet<&str> = names.iter().map(String::as_str).collect();
    taken.insert(handle);
    let outputs: Vec<String> = names.iter().map(|name| output_name(name, &taken)).collect();
    let each = names.into_iter().zip(outputs);
    each.map(|(request, output)| Titles { request, output }).collect()
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
    plan: &'a Plan,
    titles: Titles,
    access: &Access,
    known: Known<'_>,
    diags: &mut Diagnostics,
) -> OperationDraft<'a> {
    let mut parameters = requests::parameters(types, plan, diags);
    let content = plan.body.as_ref();
    let mut body = content.map(|content| requests::body(types, plan, content, known, diags));
    requests::argument_names(&mut parameters, body.as_mut());
    OperationDraft {
        plan,
        type_name: titles.request,
        parameters,
        body,
        output: outputs::output(types, plan, titles.output, known.boxed, diags),
        security: access.own(&plan.spec),
        server: access::server(&plan.spec),
    }
}
