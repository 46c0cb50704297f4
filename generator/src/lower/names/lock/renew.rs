//! The lock after a run: what was locked and still has a place in the document, and every name that was given.

use std::collections::{BTreeMap, BTreeSet};

use super::locked::{Locked, Thing};
use crate::config::{Lock, LockForm, LockedName, LockedOperation, Renewal};
use crate::lower::drafts::{OperationDraft, OperationDrafts};
use crate::lower::names::operations as operation_names;
use crate::lower::operations::failures::Failures;
use crate::pointer::Pointer;
use crate::schemas::Graph;
use crate::spec::Operations;

/// The names of a run.
pub(in crate::lower) struct NamesOfRun<'a> {
    /// All operations of the document, wanted or not.
    pub index: &'a Operations,
    pub types: &'a BTreeMap<Thing, String>,
    pub operations: &'a OperationDrafts<'a>,
    pub failures: &'a Failures,
}

/// Renews a lock, in the form that this version writes.
pub(in crate::lower) fn renew(old: &Lock, locked: Locked, graph: &Graph, given: &NamesOfRun) -> Renewal {
    let stands = |at: &str| {
        graph
            .document
            .get(&Pointer::parse(operation_names::place(at)))
            .is_some()
    };
    let operations = old.operations.iter().filter(|(at, _)| stands(at));
    let types = locked.renewed(given.types);
    let mut new = Lock {
        file: old.file.clone(),
        form: LockForm::Current,
        groups: old.groups.clone(),
        operations: operations.map(|(at, names)| (at.clone(), names.clone())).collect(),
        types: types.after,
        elements: types.elements,
        variants: old.variants.clone(),
    };
    new.variants.retain(|at, _| stands(at));
    let tags: BTreeSet<&str> = given
        .index
        .iter()
        .flat_map(|one| &one.tags)
        .map(String::as_str)
        .collect();
    new.groups.retain(|tag, _| tags.contains(tag.as_str()));
    for (_, group, OperationDraft { method, type_name, .. }) in given.operations.entries() {
        if let Some(tag) = operation_names::tag(&method.spec) {
            let name = || group.name.clone().into();
            new.groups.entry(tag.to_owned()).or_insert_with(name);
        }
        let names = || LockedOperation {
            group: group.name.clone().into(),
            method: method.name.clone().into(),
            request: type_name.clone().into(),
            error: None,
            shared: None,
        };
        let key = operation_names::key(method);
        new.operations.entry(key).or_insert_with(names);
    }
    for of in given.failures.locked() {
        if let Some(operation) = new.operations.get_mut(&of.at.to_string()) {
            operation.error = of.error.clone().map(LockedName::from);
            operation.shared = of.shared.clone().map(LockedName::from);
        }
        let variants = of.variants.iter();
        new.variants
            .extend(variants.map(|(at, name)| (at.to_string(), name.clone().into())));
    }
    let before = Lock {
        types: types.before,
        ..old.clone()
    };
    Renewal { before, after: new }
}
