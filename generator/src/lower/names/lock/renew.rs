//! The lock after a run: what was locked and still has a place in the document, and every name that was given.

use std::collections::{BTreeMap, BTreeSet};

use super::doubts;
use super::earlier::positions;
use super::locked::Locked;
use super::present::{Prefix, Present};
use super::standing::Within;
use super::webhooks;
use crate::config::{Doubt, Lock, LockForm, LockedMembers, LockedName, LockedOperation, Renewal};
use crate::diag::Diagnostics;
use crate::lower::content::{Content, Preference};
use crate::lower::drafts::Failures;
use crate::lower::drafts::{MethodDraft, OperationDraft, OperationDrafts};
use crate::lower::names::named::Names;
use crate::lower::names::operations as operation_names;
use crate::plan::Output;
use crate::pointer::Pointer;
use crate::schemas::Graph;

/// The names of a run.
pub(in crate::lower) struct NamesOfRun<'a> {
    pub types: &'a Names,
    pub operations: &'a OperationDrafts<'a>,
    pub failures: &'a Failures,
    pub setters: &'a LockedMembers,
    /// Place → the type of the webhook.
    pub webhooks: &'a BTreeMap<String, String>,
}

/// What doubts call the client's builder, whose setters are locked. No type and no operation is called so.
const CLIENT: &str = "client";

/// Renews a lock, in the form that this version writes.
pub(in crate::lower) fn renew(
    old: Present,
    locked: Locked,
    given: &NamesOfRun,
    graph: &Graph,
    diags: &mut Diagnostics,
) -> Renewal {
    let Present { whole, lock, prefix } = old;
    if let Some(Prefix { from, to, count }) = prefix {
        diags.push(doubts::prefixed(&from, &to, count));
    }
    let types = locked.renewed(given.types, graph);
    let mut new = Lock {
        form: LockForm::Current,
        document: types.document,
        types: types.after,
        idle: types.idle.0,
        elements: types.elements,
        ..lock.clone()
    };
    new.setters = Some(given.setters.clone());
    new.webhooks = webhooks::renewed(&lock, given.webhooks);
    let mut in_members = setters(&lock, given, diags);
    groups(&mut new, given);
    for (_, group, draft) in given.operations.entries() {
        let before = Before {
            whole: &whole,
            lock: &lock,
        };
        in_members.extend(operation(&mut new, &before, &group.name, draft, diags));
    }
    forms(&mut new, &whole, given);
    errors(&mut new, &lock, given);
    let in_doubt = in_doubt(&lock, given, diags);
    let reused = reused(&whole, &new, given, diags);
    let in_groups = in_groups(&whole, &new, given, diags);
    let doubts = [
        types.doubts,
        in_members,
        given.failures.doubts.clone(),
        in_doubt,
        reused,
        in_groups,
        webhooks::reused(&whole, &lock, given.webhooks, diags),
    ];
    new.doubts = doubts.into_iter().flatten().collect();
    let by_position = positions::names_by_position(&whole);
    let before = Lock {
        types: types.before,
        ..whole
    };
    Renewal {
        before,
        after: new,
        gone: types.gone,
        idle: types.idle.1,
        by_position,
    }
}

/// The names that the client's builder has.
fn setters(lock: &Lock, given: &NamesOfRun, diags: &mut Diagnostics) -> BTreeMap<String, Doubt> {
    let of_client = Within {
        lock,
        owner: &LockedName::default(),
        was: CLIENT,
        now: CLIENT,
        at: &Pointer::root(),
    };
    let none = LockedMembers::new();
    of_client.tell(
        lock.setters.as_ref().unwrap_or(&none),
        given.setters,
        BTreeSet::new(),
        diags,
    )
}

/// The groups of tags. One that is locked keeps its name, unless the author names the groups of all operations with its tag.
fn groups(new: &mut Lock, given: &NamesOfRun) {
    let unsaid = given.operations.entries().map(|(_, _, draft)| &draft.method.call.spec);
    let unsaid = unsaid.filter(|spec| spec.names.group.is_none());
    let tags: BTreeSet<&str> = unsaid.filter_map(operation_names::tag).collect();
    for (_, group, draft) in given.operations.entries() {
        let spec = &draft.method.call.spec;
        let Some(tag) = operation_names::tag(spec) else {
            continue;
        };
        let name = || group.name.clone().into();
        match spec.names.group.is_some() && !tags.contains(tag) {
            true => drop(new.groups.insert(tag.to_owned(), name())),
            false => drop(new.groups.entry(tag.to_owned()).or_insert_with(name)),
        }
    }
}

/// The lock as it was read, and what is left of it for the document of today.
struct Before<'a> {
    whole: &'a Lock,
    lock: &'a Lock,
}

/// A method with its request, and what it consists of.
fn operation(
    new: &mut Lock,
    before: &Before,
    group: &str,
    draft: &OperationDraft,
    diags: &mut Diagnostics,
) -> BTreeMap<String, Doubt> {
    let OperationDraft { method, type_name, .. } = draft;
    let key = operation_names::key(&method.call);
    let was = before.whole.operations.get(&key).and_then(LockedOperation::path);
    let locked = new.operations.entry(key).or_insert_with(|| LockedOperation {
        group: group.to_owned().into(),
        ..LockedOperation::default()
    });
    // One that is missing for a while is not forgotten.
    let id = method.call.spec.id.clone().map(LockedName::from);
    locked.id = id.or_else(|| locked.id.take());
    locked.method.get_or_insert_with(|| method.name.clone().into());
    locked.request.get_or_insert_with(|| type_name.clone().into());
    let within = Within {
        lock: before.lock,
        owner: &locked.group,
        was: &was.unwrap_or_default(),
        now: &format!("{group}.{}", method.name),
        at: &method.call.spec.at,
    };
    let doubts = within.tell(&locked.members, &draft.members.rows, BTreeSet::new(), diags);
    locked.members = draft.members.rows.clone();
    locked.output = match &draft.output {
        Output::ByStatus(output) => Some(output.name.clone().into()),
        _ => None,
    };
    if method.call.form.is_none() {
        locked.body = preference(method.call.body.iter());
        locked.reply = preference(method.call.success.iter().filter_map(|(_, content)| content.as_ref()));
    }
    doubts
}

/// Drops the forms that operations no longer have. What is about an operation in every form stays at its place.
fn forms(new: &mut Lock, whole: &Lock, given: &NamesOfRun) {
    let methods = given.operations.entries().map(|(_, _, draft)| draft.method);
    let (places, keys): (BTreeSet<String>, BTreeSet<String>) = methods
        .map(|method| (method.call.spec.at.to_string(), operation_names::key(&method.call)))
        .unzip();
    // An operation that could not be generated keeps the name that it had.
    for (key, locked) in &mut new.operations {
        let before = || whole.operations.get(key)?.request.clone();
        locked.request = locked.request.take().or_else(before);
    }
    new.operations.retain(|key, locked| {
        let is_method = keys.contains(key) || !places.contains(operation_names::place(key));
        if !is_method {
            *locked = locked.without_method();
        }
        is_method || places.contains(key)
    });
}

/// The error types of operations, their variants, and what the variants of shared ones hold.
fn errors(new: &mut Lock, lock: &Lock, given: &NamesOfRun) {
    for of in &given.failures.locked {
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
    for (of, variants) in &given.failures.bodies {
        bodies.entry(of.clone()).or_default().extend(variants.clone());
    }
    new.bodies = bodies;
}

/// What prefers all of these to `application/json`, which would come first if it were added.
fn preference<'c>(mut contents: impl Iterator<Item = &'c Content>) -> Option<LockedName> {
    let first = Preference::of(contents.next()?)?;
    let is_kept = contents.all(|content| Preference::of(content).as_ref() == Some(&first));
    is_kept.then(|| first.word().to_owned().into())
}

/// Tells of names of operations that were in doubt, or whose path may be given to another operation, unless the author says what it is called.
/// What is not generated in this run stays in doubt.
fn in_doubt(lock: &Lock, given: &NamesOfRun, diags: &mut Diagnostics) -> BTreeMap<String, Doubt> {
    let mut all: BTreeMap<Doubt, BTreeMap<String, (&LockedName, Pointer)>> = BTreeMap::new();
    let drafts = given.operations.entries().map(|(_, _, draft)| draft.method);
    let keys = |method: &MethodDraft| {
        let place = method.call.is_first.then(|| method.call.spec.at.to_string());
        [operation_names::key(&method.call)].into_iter().chain(place)
    };
    let drafts = drafts.flat_map(|method| keys(method).map(move |key| (key, method)));
    let drafts: BTreeMap<String, &MethodDraft> = drafts.collect();
    let mut out = BTreeMap::new();
    for (key, operation) in &lock.operations {
        let names = names_of(operation);
        let Some(method) = drafts.get(key) else {
            let known = names
                .into_iter()
                .filter_map(|(name, _)| Some((lock.doubts.get(&name)?, name)));
            out.extend(known.map(|(doubt, name)| (name, *doubt)));
            out.extend(lock.doubts_within(&operation.path().unwrap_or_default()));
            continue;
        };
        if method.call.spec.names.method.is_some() {
            continue;
        }
        let ids = operation.id.as_ref().zip(method.call.spec.id.as_ref());
        let renamed = ids.filter(|(then, now)| then.name != **now).map(|_| Doubt::Renamed);
        for (name, locked) in names {
            let is_method = operation.method.as_ref() == Some(locked);
            let known = lock.doubts.get(&name).copied();
            if let Some(doubt) = known.or(renamed.filter(|_| is_method)) {
                let told = all.entry(doubt).or_default();
                told.entry(name)
                    .or_insert_with(|| (locked, method.call.spec.at.clone()));
            }
        }
    }
    for (doubt, names) in all {
        out.extend(names.keys().map(|name| (name.clone(), doubt)));
        let names: Vec<(&LockedName, Pointer)> = names.into_values().collect();
        doubts::tell(&lock.file, doubt, &names, diags);
    }
    out
}

/// Tells of names of operations that none of those has any more which had them, and which others have now.
fn reused(whole: &Lock, new: &Lock, given: &NamesOfRun, diags: &mut Diagnostics) -> BTreeMap<String, Doubt> {
    let drafts = given.operations.entries().map(|(_, _, draft)| draft.method);
    let said =
        drafts.filter(|method| method.call.spec.names.method.is_some() || method.call.spec.names.error.is_some());
    let said: BTreeSet<String> = said.map(|method| operation_names::key(&method.call)).collect();
    let mut former: BTreeMap<String, (&LockedName, BTreeSet<&String>)> = BTreeMap::new();
    for (at, operation) in &whole.operations {
        for (name, locked) in names_of(operation) {
            former
                .entry(name)
                .or_insert_with(|| (locked, BTreeSet::new()))
                .1
                .insert(at);
        }
    }
    let mut owners: BTreeMap<String, BTreeSet<&String>> = BTreeMap::new();
    // What the author says needs no message.
    for (at, operation) in new.operations.iter().filter(|(at, _)| !said.contains(*at)) {
        for (name, _) in names_of(operation) {
            owners.entry(name).or_default().insert(at);
        }
    }
    let mut out = BTreeMap::new();
    for (name, owners) in owners {
        let Some((locked, former)) = former.get(&name).filter(|(_, former)| former.is_disjoint(&owners)) else {
            continue;
        };
        if let (Some(gone), Some(at)) = (former.first(), owners.first()) {
            let at = Pointer::parse(operation_names::place(at));
            diags.push(doubts::reused(&whole.file, locked, gone, &at));
            out.insert(name, Doubt::Reused);
        }
    }
    out
}

/// Tells of accessors that had other tags and other operations, unless the author says what the group is called. One that was in doubt stays so.
/// Groups without a tag are called like their paths and have no entries.
fn in_groups(whole: &Lock, new: &Lock, given: &NamesOfRun, diags: &mut Diagnostics) -> BTreeMap<String, Doubt> {
    let (former, owners) = (of_groups(whole), of_groups(new));
    let doubt = |group: &str| format!("operations::{group}");
    let mut out: BTreeMap<String, Doubt> = BTreeMap::new();
    let mut seen: BTreeSet<&str> = BTreeSet::new();
    for (_, group, draft) in given.operations.entries() {
        let spec = &draft.method.call.spec;
        seen.insert(&group.name);
        let name = doubt(&group.name);
        if spec.names.group.is_some() || out.contains_key(&name) {
            continue;
        }
        let both = former.get(group.name.as_str()).zip(owners.get(group.name.as_str()));
        let Some(((locked, former), (_, owners))) = both else {
            continue;
        };
        if former.is_disjoint(owners) || whole.doubts.contains_key(&name) {
            diags.push(doubts::group(&whole.file, locked, &spec.at));
            out.insert(name, Doubt::Reused);
        }
    }
    let waiting = owners.keys().filter(|group| !seen.contains(**group));
    let waiting = waiting
        .map(|group| doubt(group))
        .filter(|name| whole.doubts.contains_key(name));
    out.extend(waiting.map(|name| (name, Doubt::Reused)));
    out
}

/// The accessors of tags, each with all tags and operations that have it.
fn of_groups(lock: &Lock) -> BTreeMap<&str, (&LockedName, BTreeSet<&String>)> {
    let mut out: BTreeMap<&str, (&LockedName, BTreeSet<&String>)> = BTreeMap::new();
    for (tag, locked) in &lock.groups {
        let group = out.entry(&locked.name).or_insert((locked, BTreeSet::new()));
        group.1.insert(tag);
    }
    for (at, operation) in &lock.operations {
        if let Some(group) = out.get_mut(operation.group.name.as_str()) {
            group.1.insert(at);
        }
    }
    out
}

/// The method of an operation and its error types, by names that nothing else has.
fn names_of(operation: &LockedOperation) -> Vec<(String, &LockedName)> {
    let method = operation.path().zip(operation.method.as_ref());
    let errors = operation.error.iter().chain(&operation.shared);
    let errors = errors.map(|error| (format!("errors::{}", error.name), error));
    method.into_iter().chain(errors).collect()
}
