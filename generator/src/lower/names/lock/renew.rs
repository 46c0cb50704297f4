//! The lock after a run: what was locked and still has a place in the document, and every name that was given.

use std::collections::{BTreeMap, BTreeSet};

use super::doubts;
use super::locked::Locked;
use super::present::Present;
use crate::config::{Doubt, Lock, LockForm, LockedName, LockedOperation, Renewal};
use crate::diag::Diagnostics;
use crate::lower::drafts::{OperationDraft, OperationDrafts};
use crate::lower::names::members;
use crate::lower::names::named::Names;
use crate::lower::names::operations as operation_names;
use crate::lower::operations::content::{Content, Preference};
use crate::lower::operations::failures::Failures;
use crate::plan::Output;
use crate::pointer::Pointer;
use crate::schemas::Graph;

/// The names of a run.
pub(in crate::lower) struct NamesOfRun<'a> {
    pub types: &'a Names,
    pub operations: &'a OperationDrafts<'a>,
    pub failures: &'a Failures,
}

/// Renews a lock, in the form that this version writes.
pub(in crate::lower) fn renew(
    old: Present,
    locked: Locked,
    given: &NamesOfRun,
    graph: &Graph,
    diags: &mut Diagnostics,
) -> Renewal {
    let Present { whole, lock } = old;
    let types = locked.renewed(given.types, graph);
    let mut new = Lock {
        form: LockForm::Current,
        document: types.document,
        types: types.after,
        choices: Some(types.choices),
        elements: types.elements,
        ..lock.clone()
    };
    let unsaid = given.operations.entries().map(|(_, _, draft)| &draft.method.spec);
    let unsaid = unsaid.filter(|spec| spec.names.group.is_none());
    let tags: BTreeSet<&str> = unsaid.filter_map(operation_names::tag).collect();
    for (_, group, draft) in given.operations.entries() {
        let OperationDraft { method, type_name, .. } = draft;
        if let Some(tag) = operation_names::tag(&method.spec) {
            let name = || group.name.clone().into();
            match method.spec.names.group.is_some() && !tags.contains(tag) {
                true => drop(new.groups.insert(tag.to_owned(), name())),
                false => drop(new.groups.entry(tag.to_owned()).or_insert_with(name)),
            }
        }
        let names = || LockedOperation {
            group: group.name.clone().into(),
            ..LockedOperation::default()
        };
        let key = operation_names::key(method);
        let locked = new.operations.entry(key).or_insert_with(names);
        locked.id = method.spec.id.clone().map(LockedName::from);
        locked.method.get_or_insert_with(|| method.name.clone().into());
        locked.request.get_or_insert_with(|| type_name.clone().into());
        let owner = LockedName {
            name: type_name.clone(),
            ..locked.group.clone()
        };
        for gone in members::taken_over(&locked.members, &draft.members.rows) {
            diags.push(doubts::passed_on(&whole.file, &owner, gone, &method.spec.at));
        }
        locked.members = draft.members.rows.clone();
        locked.output = match &draft.output {
            Output::ByStatus(output) => Some(output.name.clone().into()),
            _ => None,
        };
        if method.form.is_none() {
            locked.body = preference(method.body.iter());
            locked.reply = preference(method.success.iter().filter_map(|(_, content)| content.as_ref()));
        }
    }
    let methods = given.operations.entries().map(|(_, _, draft)| draft.method);
    let (places, keys): (BTreeSet<String>, BTreeSet<String>) = methods
        .map(|method| (method.spec.at.to_string(), operation_names::key(method)))
        .unzip();
    // An operation that could not be generated keeps the name that it had.
    for (key, locked) in &mut new.operations {
        let before = || whole.operations.get(key)?.request.clone();
        locked.request = locked.request.take().or_else(before);
    }
    // A form that an operation no longer has.
    new.operations
        .retain(|key, _| keys.contains(key) || !places.contains(operation_names::place(key)));
    for of in given.failures.locked() {
        if let Some(operation) = new.operations.get_mut(&of.at.to_string()) {
            operation.error = of.error.clone().map(LockedName::from);
            operation.shared = of.shared.clone().map(LockedName::from);
        }
        let variants = of.variants.iter();
        new.variants
            .extend(variants.map(|(at, name)| (at.to_string(), name.clone().into())));
    }
    let errors: BTreeSet<&str> = new.errors().collect();
    let mut bodies = lock.bodies.clone();
    bodies.retain(|of, _| errors.contains(of.as_str()));
    for (of, variants) in given.failures.bodies() {
        bodies.entry(of.clone()).or_default().extend(variants.clone());
    }
    new.bodies = bodies;
    let in_doubt = in_doubt(&lock, given, diags);
    let reused = reused(&whole, &lock, &new, diags);
    let doubts = [types.doubts, given.failures.doubts().clone(), in_doubt, reused];
    new.doubts = doubts.into_iter().flatten().collect();
    let before = Lock {
        types: types.before,
        ..whole
    };
    Renewal {
        before,
        after: new,
        gone: types.gone,
    }
}

/// What prefers all of these to `application/json`, which would come first if it were added.
fn preference<'c>(mut contents: impl Iterator<Item = &'c Content>) -> Option<LockedName> {
    let first = Preference::of(contents.next()?)?;
    let is_kept = contents.all(|content| Preference::of(content).as_ref() == Some(&first));
    is_kept.then(|| first.word().to_owned().into())
}

/// Tells of names of operations that were in doubt, or whose path may be given to another operation, unless the author says what it is called.
fn in_doubt(lock: &Lock, given: &NamesOfRun, diags: &mut Diagnostics) -> BTreeMap<String, Doubt> {
    let mut all: BTreeMap<Doubt, Vec<(&LockedName, Pointer)>> = BTreeMap::new();
    let mut out = BTreeMap::new();
    let drafts = given.operations.entries().map(|(_, _, draft)| draft.method);
    for method in drafts.filter(|method| method.spec.names.method.is_none()) {
        let Some(operation) = lock.operations.get(&operation_names::key(method)) else {
            continue;
        };
        let ids = operation.id.as_ref().zip(method.spec.id.as_ref());
        let renamed = ids.filter(|(then, now)| then.name != **now).map(|_| Doubt::Renamed);
        for (name, locked) in names_of(operation) {
            let is_method = operation.method.as_ref() == Some(locked);
            let known = lock.doubts.get(&name).copied();
            if let Some(doubt) = known.or(renamed.filter(|_| is_method)) {
                all.entry(doubt).or_default().push((locked, method.spec.at.clone()));
                out.insert(name, doubt);
            }
        }
    }
    for (doubt, names) in all {
        doubts::tell(&lock.file, doubt, &names, diags);
    }
    out
}

/// Tells of names of operations that are gone and which new ones have now.
fn reused(whole: &Lock, lock: &Lock, new: &Lock, diags: &mut Diagnostics) -> BTreeMap<String, Doubt> {
    let mut out = BTreeMap::new();
    let is_new = |(at, _): &(&String, &LockedOperation)| !lock.operations.contains_key(*at);
    let names = new.operations.iter().filter(is_new).flat_map(|(at, one)| {
        let each = names_of(one).into_iter();
        each.map(move |(name, _)| (name, at))
    });
    let owners: BTreeMap<String, &String> = names.collect();
    for (gone, operation) in whole.operations.iter().filter(is_new) {
        for (name, locked) in names_of(operation) {
            if let Some(at) = owners.get(&name) {
                let at = Pointer::parse(operation_names::place(at));
                diags.push(doubts::reused(&whole.file, locked, gone, &at));
                out.insert(name, Doubt::Reused);
            }
        }
    }
    out
}

/// The names of an operation that no other operation has.
fn names_of(operation: &LockedOperation) -> Vec<(String, &LockedName)> {
    let method = operation.path().zip(operation.method.as_ref());
    let error = operation
        .error
        .iter()
        .map(|error| (format!("errors::{}", error.name), error));
    method.into_iter().chain(error).collect()
}
