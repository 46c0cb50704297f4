//! What operations and their groups are called.
//!
//! In: an operation of the document. Out: the group it hangs on and the method that makes its request. A name comes from the
//! operation alone; only two operations of one group that would have the same name look at each other.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

use super::names;
use super::plan::Plan;
use crate::diag::{Diagnostic, Diagnostics, Place};
use crate::pointer::Pointer;
use crate::spec::OperationSpec;

/// Where operations without a tag go.
const UNTAGGED: &str = "api";

/// What messages call an operation: its `operationId`, or method and path.
pub(super) fn id(spec: &OperationSpec) -> String {
    let place = || format!("{} {}", spec.method, spec.path);
    spec.id.clone().unwrap_or_else(place)
}

/// The group of an operation, as a Rust name.
pub(super) fn group(spec: &OperationSpec) -> String {
    let said = said(spec, "x-client-group").or(spec.tags.first().map(String::as_str));
    let group = names::snake(said.unwrap_or(UNTAGGED));
    if is_taken(&group) {
        format!("{}_group", group.trim_end_matches('_'))
    } else {
        group
    }
}

/// The method that an operation would like to have.
pub(super) fn method(spec: &OperationSpec) -> String {
    let name = names::snake(said(spec, "x-client-name").unwrap_or(&id(spec)));
    if names::is_method(&name) {
        format!("{name}_request")
    } else {
        name
    }
}

fn said<'a>(spec: &'a OperationSpec, key: &str) -> Option<&'a str> {
    spec.extensions.get(key).and_then(Value::as_str)
}

/// Words that a group cannot be called by: the client has them, or they are modules beside those of the groups.
fn is_taken(group: &str) -> bool {
    [
        "builder",
        "from_env",
        "models",
        "operations",
        "shared",
        "errors",
        "runtime",
    ]
    .contains(&group)
        || names::is_method(group)
}

/// Makes the methods of each group differ, and tells of operations that call themselves the same.
pub(super) fn settle(plans: &mut [Plan], diags: &mut Diagnostics) {
    duplicates(plans, diags);
    let groups: BTreeSet<String> = plans.iter().map(|plan| plan.group.clone()).collect();
    for group in groups {
        let mut mine: Vec<&mut Plan> = plans.iter_mut().filter(|plan| plan.group == group).collect();
        let mut labels: Vec<String> = mine.iter().map(|plan| plan.name.clone()).collect();
        names::unique(&mut labels, &[]);
        for (plan, name) in mine.iter_mut().zip(labels) {
            plan.name = name;
        }
    }
}

fn duplicates(plans: &[Plan], diags: &mut Diagnostics) {
    let mut seen: BTreeMap<&str, &Pointer> = BTreeMap::new();
    for plan in plans {
        let is_named = plan.spec.extensions.contains_key("x-client-name");
        let Some(id) = plan.spec.id.as_deref().filter(|_| !is_named) else {
            continue;
        };
        if let Some(first) = seen.insert(id, &plan.spec.at) {
            let message = format!("two operations have the operationId `{id}`");
            let diagnostic = Diagnostic::warning("duplicate-operation-id", &plan.spec.at.key("operationId"), message)
                .related(Place::At(first.key("operationId")), "the first one is here")
                .help("both are generated, and a number tells their names apart; an operationId of its own, or `x-client-name`, is better");
            diags.push(diagnostic);
        }
    }
}
