//! The lock: names that were given once are given again. Here it is checked before use, and made anew after.

use std::collections::BTreeMap;
use std::ops::Range;

use super::identifiers as names;
use super::operations as operation_names;
use super::types::{is_type_name, is_upper};
use crate::config::{Lock, LockedName, LockedOperation};
use crate::diag::{Code, Diagnostic, Diagnostics, Place, Severity};
use crate::ir::Group;
use crate::lower::operations::groups::is_imported;
use crate::lower::operations::plan::Plan;
use crate::pointer::Pointer;
use crate::schemas::world::World;

/// Refuses names that cannot be given: no identifier, reserved, or given twice.
pub(in crate::lower) fn check(lock: &Lock, diags: &mut Diagnostics) {
    let mut seen = Seen {
        lock,
        diags,
        first: BTreeMap::new(),
    };
    let is_group = |name: &str| names::is_identifier(name) && !operation_names::is_taken(name);
    for locked in lock.groups.values() {
        seen.must_be(locked, is_group, "the accessor of a group");
    }
    for LockedOperation { group, method, request } in lock.operations.values() {
        seen.must_be(group, is_group, "the accessor of a group");
        seen.must_be(
            method,
            |name| names::is_identifier(name) && !names::is_method(name),
            "a method",
        );
        seen.must_be(request, |name| is_upper(name) && !is_imported(name), "a request type");
        seen.once(format!("{}.{}", group.name, method.name), method);
        seen.once(format!("{}.{}", group.name, request.name), request);
    }
    for locked in lock.types.values() {
        seen.must_be(locked, is_type_name, "a type");
        seen.once(locked.name.clone(), locked);
    }
}

struct Seen<'a> {
    lock: &'a Lock,
    diags: &'a mut Diagnostics,
    first: BTreeMap<String, Range<usize>>,
}

impl Seen<'_> {
    fn must_be(&mut self, locked: &LockedName, good: impl Fn(&str) -> bool, what: &str) {
        if !good(&locked.name) {
            let message = format!("`{}` cannot be the name of {what}", locked.name);
            let help = "write another name, or remove the entry: it is made anew";
            self.refuse(&locked.span, message, None, help);
        }
    }

    fn once(&mut self, what: String, locked: &LockedName) {
        if let Some(first) = self.first.insert(what, locked.span.clone()) {
            let message = format!("`{}` is given twice", locked.name);
            self.refuse(
                &locked.span,
                message,
                Some(first),
                "give one of them another name, or remove its entry",
            );
        }
    }

    fn refuse(&mut self, span: &Range<usize>, message: String, first: Option<Range<usize>>, help: &str) {
        let place = |span: &Range<usize>| Place::Span {
            file: self.lock.file.clone(),
            start: span.start,
            end: span.end,
        };
        let mut diagnostic = Diagnostic::new(Code::BadLock, Severity::Error, place(span), message).help(help);
        if let Some(first) = first {
            diagnostic = diagnostic.related(place(&first), "here it is given, too");
        }
        self.diags.push(diagnostic);
    }
}

/// The lock after a run: what was locked and still has a place in the document, and every name that was given.
pub(in crate::lower) fn renew(
    world: &World,
    types: &BTreeMap<Pointer, String>,
    plans: &[Plan],
    groups: &[Group],
) -> Option<Lock> {
    let old = world.config.lock.as_ref()?;
    let stands = |at: &str| exists(world, &Pointer::parse(at));
    let mut new = old.clone();
    new.operations.retain(|at, _| stands(at));
    new.types.retain(|at, _| stands(at));
    for (site, name) in types {
        new.types.entry(site.to_string()).or_insert_with(|| name.clone().into());
    }
    for plan in plans {
        if let Some(tag) = operation_names::tag(&plan.spec) {
            let group = || plan.group.clone().into();
            new.groups.entry(tag.to_owned()).or_insert_with(group);
        }
        if let Some(request) = request(plan, groups) {
            let operation = || LockedOperation {
                group: plan.group.clone().into(),
                method: plan.name.clone().into(),
                request: request.to_owned().into(),
            };
            new.operations
                .entry(operation_names::key(plan).to_string())
                .or_insert_with(operation);
        }
    }
    Some(new)
}

fn request<'a>(plan: &Plan, groups: &'a [Group]) -> Option<&'a str> {
    let group = groups.iter().find(|group| group.name == plan.group)?;
    let operation = group.operations.iter().find(|operation| operation.name == plan.name)?;
    Some(&operation.type_name)
}

/// Whether a place is part of the document, or was made by merging at one that is.
fn exists(world: &World, at: &Pointer) -> bool {
    let mut here = Pointer::root();
    for part in at.parts() {
        let next = here.key(&part);
        if world.document.get(&next).is_none() {
            return part.starts_with("x-");
        }
        here = next;
    }
    true
}
