//! Operations: which are there, under which name, and where they go on the wire.

mod access;
mod behaviour;
mod constants;
mod outputs;
mod requests;

use crate::diff::author;
use crate::diff::docs::deprecated;
use crate::diff::log::Log;
use crate::diff::pairs::pairs;
use crate::diff::type_names::TypeNames;
use crate::plan::{Api, Group, Operation};

/// Operations come after the client.
const RANK: usize = 1;

/// An operation in its group.
type Placed<'a> = (&'a Group, &'a Operation);

pub(in crate::diff) fn compare(log: &mut Log, names: &TypeNames<'_>, old: &Api, new: &Api) {
    let (before, after) = (all(old), all(new));
    let found = pairs(&before, &after, &[&same_name, &same_place, &same_id]);
    for (group, operation) in found.gone {
        log.about_gone(RANK, subject(group, operation), &operation.at);
        log.compile("operation-removed", format!("{} is gone", line(operation)));
    }
    for (group, operation) in found.fresh {
        log.about(RANK, subject(group, operation), &operation.at);
        log.compatible("operation-added", format!("{} is new", line(operation)));
    }
    for ((old_group, was), (new_group, is)) in found.both {
        log.about(RANK, subject(new_group, is), &is.at);
        let before = subject(old_group, was);
        if before != subject(new_group, is) {
            log.compile(
                "operation-renamed",
                format!("`{before}` is now `{}`", subject(new_group, is)),
            );
        }
        author::parts(log, &old_group.parts, &new_group.parts);
        operation(log, names, was, is);
        access::compare(log, (old, was), (new, is));
    }
}

fn all(api: &Api) -> Vec<Placed<'_>> {
    let of = |group| move |operation| (group, operation);
    let groups = api.groups.iter();
    groups
        .flat_map(|group| group.operations.iter().map(of(group)))
        .collect()
}

fn same_name((a_group, a): &Placed<'_>, (b_group, b): &Placed<'_>) -> bool {
    a_group.name == b_group.name && a.name == b.name
}

fn same_place((_, a): &Placed<'_>, (_, b): &Placed<'_>) -> bool {
    a.method == b.method && without_names(&a.path) == without_names(&b.path)
}

fn same_id((_, a): &Placed<'_>, (_, b): &Placed<'_>) -> bool {
    a.id == b.id
}

/// A path without the names of its parameters, which do not travel.
fn without_names(path: &str) -> String {
    let parts = path.split('{').enumerate();
    let parts = parts.map(|(index, part)| match (index, part.split_once('}')) {
        (1.., Some((_, rest))) => format!("{{}}{rest}"),
        _ => part.to_owned(),
    });
    parts.collect()
}

fn subject(group: &Group, operation: &Operation) -> String {
    format!("{}().{}()", group.name, operation.name)
}

fn line(operation: &Operation) -> String {
    format!("`{} {}`", operation.method, operation.path)
}

fn operation(log: &mut Log, names: &TypeNames<'_>, old: &Operation, new: &Operation) {
    // The id shows in spans only; what is asked for, who asks and what failures are read as is compared elsewhere.
    let Operation {
        at: _,
        id: _,
        method,
        path,
        name: _,
        type_name,
        docs,
        parameters: _,
        constants: _,
        body: _,
        output: _,
        successes: _,
        success_rule: _,
        accept,
        security: _,
        server: _,
        failure: _,
        failure_statuses: _,
        behaviour: _,
        extras,
        method_attributes: _,
    } = old;
    author::extras(log, extras, &new.extras);
    if *type_name != new.type_name {
        log.compile(
            "request-renamed",
            format!("its request `{type_name}` is now called `{}`", new.type_name),
        );
    }
    if *method != new.method || without_names(path) != without_names(&new.path) {
        log.runtime("place", format!("it calls {}, called {}", line(new), line(old)));
    }
    if *accept != new.accept {
        let words = |accept: &Option<String>| accept.clone().unwrap_or_else(|| "application/json".to_owned());
        log.runtime(
            "accept",
            format!("it asks for `{}`, asked for `{}`", words(&new.accept), words(accept)),
        );
    }
    deprecated(log, docs, &new.docs, "the operation");
    requests::compare(log, names, old, new);
    constants::compare(log, old, new);
    outputs::compare(log, names, old, new);
    behaviour::compare(log, names, old, new);
}
