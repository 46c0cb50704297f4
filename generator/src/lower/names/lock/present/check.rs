//! Names of a lock that cannot be given.
//!
//! In: a lock as it was written. Out: an error for each name that is no identifier, is reserved, or is given twice. Must not know the document.

use std::collections::BTreeMap;
use std::ops::Range;

use crate::config::{Lock, LockedMembers, LockedName, LockedOperation};
use crate::contract;
use crate::diag::{Code, Diagnostic, Diagnostics, Place};
use crate::lower::content::Preference;
use crate::lower::names::identifiers::{self as names, is_type_name, is_upper};
use crate::lower::names::lock::places;
use crate::lower::names::operations as operation_names;
use crate::pointer::Pointer;

/// Refuses names that cannot be given: no identifier, reserved, or given twice.
pub(super) fn check(lock: &Lock, diags: &mut Diagnostics) {
    let mut seen = Seen {
        lock,
        diags,
        first: BTreeMap::new(),
    };
    let is_group = |name: &str| names::is_identifier(name) && !operation_names::is_taken(name);
    for locked in lock.groups.values() {
        seen.must_be(locked, is_group, "the accessor of a group");
    }
    for operation in lock.operations.values() {
        let LockedOperation {
            group,
            method,
            request,
            error,
            shared,
            body,
            reply,
            output,
            members,
            id: _,
        } = operation;
        seen.must_be(group, is_group, "the accessor of a group");
        let is_method = |name: &str| names::is_identifier(name) && !contract::METHODS.contains(&name);
        if let Some((path, method)) = operation.path().zip(method.as_ref()) {
            seen.must_be(method, is_method, "a method");
            seen.once(path, method);
        }
        if let Some(request) = request {
            seen.must_be(
                request,
                |name| is_upper(name) && !contract::OPERATION_TYPES.contains(&name),
                "a request type",
            );
            seen.once(in_module(&group.name, &request.name), request);
        }
        for name in [error, shared].into_iter().flatten() {
            seen.must_be(name, is_type_name, "an error type");
        }
        for name in [body, reply].into_iter().flatten() {
            seen.must_be(name, |word| Preference::named(word).is_some(), "the form of a body");
        }
        if let Some(output) = output {
            let is_free = |name: &str| is_upper(name) && !contract::OPERATION_TYPES.contains(&name);
            seen.must_be(output, is_free, "a response type");
            seen.once(in_module(&group.name, &output.name), output);
        }
        seen.members(&group.span, members);
        if let Some(error) = error {
            seen.once(format!("error {}", error.name), error);
        }
    }
    if let Some(setters) = &lock.setters {
        seen.members(&lock.setters_at, setters);
    }
    errors(&mut seen);
    for (list, elements) in &lock.elements {
        let mut elements = elements.iter();
        if let Some((label, _)) = elements.find(|(_, trace)| places::Trace::parse(trace).is_none()) {
            let message = format!("what `{label}` of `{list}` is like cannot be read");
            let help = "restore the line, or remove it: what stood there is not recognized if it has changed";
            seen.refuse(&(0..0), message, None, help);
        }
    }
    for locked in lock.webhooks.values() {
        seen.must_be(locked, is_type_name, "the type of a webhook");
        // Not in the words of a group, which may be called so.
        seen.once(format!("webhook {}", locked.name), locked);
    }
    for locked in lock.types.values() {
        seen.must_be(locked, is_type_name, "a type");
        seen.once(locked.name.clone(), locked);
        seen.members(&locked.span, &locked.members);
    }
}

/// A type in the module of a group. In scripts without case it is spelt like the method that makes it.
fn in_module(group: &str, name: &str) -> String {
    format!("{group}::{name}")
}

/// An enum that operations share is not one of theirs, and a variant stands for one status.
fn errors(seen: &mut Seen) {
    let lock = seen.lock;
    let shared: BTreeMap<&str, &LockedName> = lock
        .operations
        .values()
        .filter_map(|locked| locked.shared.as_ref())
        .map(|locked| (locked.name.as_str(), locked))
        .collect();
    for (name, locked) in shared {
        seen.once(format!("error {name}"), locked);
    }
    let mut statuses: BTreeMap<(&str, &str), (String, Range<usize>)> = BTreeMap::new();
    for (at, locked) in &lock.variants {
        seen.must_be(locked, is_upper, "a variant");
        let at = Pointer::parse(at);
        let operation = at
            .parent()
            .and_then(|responses| lock.operations.get(&responses.parent()?.to_string()));
        let Some(of) = operation.and_then(|operation| operation.shared.as_ref().or(operation.error.as_ref())) else {
            continue;
        };
        let status = at.last().to_lowercase();
        let (first, span) = statuses
            .entry((&of.name, &locked.name))
            .or_insert_with(|| (status.clone(), locked.span.clone()));
        if *first != status {
            let message = format!("`{}` is given to two statuses of `{}`", locked.name, of.name);
            seen.refuse(
                &locked.span,
                message,
                Some(span.clone()),
                "give one of them another name, or remove its entry",
            );
        }
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
            let help = "write another name, or remove the entry to get a new one";
            self.refuse(&locked.span, message, None, help);
        }
    }

    /// `place` is that of their owner.
    fn members(&mut self, place: &Range<usize>, members: &LockedMembers) {
        for (_, name) in members {
            let member = LockedName {
                span: place.clone(),
                ..name.clone().into()
            };
            self.must_be(
                &member,
                names::is_identifier,
                "a field, a variant, an argument or a setter",
            );
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
        let place = |span: &Range<usize>| Place::span(&self.lock.file, span.clone());
        let mut diagnostic = Diagnostic::new(Code::BadLock, place(span), message).help(help);
        if let Some(first) = first {
            diagnostic = diagnostic.related(place(&first), "here it is given, too");
        }
        self.diags.push(diagnostic);
    }
}
