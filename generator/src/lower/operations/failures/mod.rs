//! Error types: which enum of error bodies each operation has, and which of its variants each declared status is read as.
//!
//! In: the operations with the schemas of their failures, and the lock. Out: a [`FailureDraft`] for each enum of the API; for each
//! operation its [`OperationFailure`]; and the names for the lock. A variant belongs to a status: a status that an operation does not
//! declare is read as its `default`, or not at all. What the enums and variants are called is decided in `enums` and `variants`.

mod declared;
mod enums;
mod statuses;
mod variants;

use std::collections::BTreeMap;

use declared::{Declared, declared};
use enums::Name;
pub(in crate::lower) use statuses::{pattern, status_name};
use variants::Variants;

use crate::config::Lock;
use crate::diag::Diagnostics;
use crate::lower::drafts::{FailureDraft, FailureNames, Failures, MethodDraft, OperationFailure};
use crate::lower::types::resolve::Types;
use crate::plan::{FailureStatus, FailureVariant, Type};
use crate::spec::Status;

/// Decides the error type of every operation.
pub(in crate::lower) fn failures(
    types: &Types,
    lock: Option<&Lock>,
    methods: &[MethodDraft],
    diags: &mut Diagnostics,
) -> Failures {
    let none = Lock::default();
    let lock = lock.unwrap_or(&none);
    let operations = declared(types, methods, diags);
    let names = enums::names(lock, &operations, diags);
    let mut enums: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    for (index, name) in names.iter().enumerate() {
        enums.entry(&name.of).or_default().push(index);
    }
    let mut out = Failures::default();
    for (name, members) in enums {
        let members: Vec<(&Declared, &Name)> = members.iter().map(|at| (&operations[*at], &names[*at])).collect();
        enter(&mut out, types, lock, name, &members, diags);
    }
    out
}

/// Adds the enum that these operations have, and no others.
fn enter(
    out: &mut Failures,
    types: &Types,
    lock: &Lock,
    name: &str,
    members: &[(&Declared, &Name)],
    diags: &mut Diagnostics,
) {
    let operations: Vec<&Declared> = members.iter().map(|(operation, _)| *operation).collect();
    let variants = variants::variants(types, lock, name, &operations, &mut out.doubts, diags);
    if members.len() > 1 {
        let body = |((_, ty), variant): (&(Status, Type), &String)| (variant.clone(), variants::word(types, ty));
        let bodies: BTreeMap<String, String> = variants.iter().map(body).collect();
        out.bodies
            .extend((!bodies.is_empty()).then(|| (name.to_owned(), bodies)));
    }
    for (operation, name) in members {
        let at = &operation.method.call.spec.at;
        let failure_statuses = failure_statuses(operation, &variants);
        let place = |(status, _): &(Status, Type)| variants::place(types.graph.document, at, *status);
        let places = operation.bodies.iter().map(place);
        out.locked.push(FailureNames {
            at: at.clone(),
            error: name.own.clone(),
            shared: (name.own.as_ref() != Some(&name.of)).then(|| name.of.clone()),
            variants: places
                .zip(&failure_statuses)
                .map(|(at, one)| (at, one.variant.clone()))
                .collect(),
        });
        let failure = OperationFailure {
            name: Some(name.used().to_owned()),
            of: Some(name.of.clone()),
            failure_statuses,
        };
        out.of_operation.insert(at.clone(), failure);
    }
    out.all.push(failure(name, members, variants));
}

/// Which status is read as which variant. A gateway, or an older part of the service, may send a declared status with the body that
/// errors have by default, so that is tried second.
fn failure_statuses(operation: &Declared, variants: &Variants) -> Vec<FailureStatus> {
    let default = operation.bodies.iter().find(|(status, _)| *status == Status::Default);
    let one = |body: &(Status, Type)| FailureStatus {
        status: pattern(body.0),
        except: bare(operation, body.0),
        variant: variants[body].clone(),
        or_default: default.is_some_and(|(_, default)| *default != body.1),
    };
    operation.bodies.iter().map(one).collect()
}

/// The codes in a range that are declared by themselves, without a body: they have not that of the range.
fn bare(operation: &Declared, range: Status) -> Vec<u16> {
    let Status::Range(digit) = range else {
        return Vec::new();
    };
    let has_body = |status: Status| operation.bodies.iter().any(|(known, _)| *known == status);
    let responses = operation.method.call.spec.responses.iter();
    let bare = responses.filter_map(|response| match response.status {
        Status::Code(code) if code / 100 == digit && !has_body(response.status) => Some(code),
        _ => None,
    });
    let mut codes: Vec<u16> = bare.collect();
    codes.sort_unstable();
    codes
}

fn failure(name: &str, members: &[(&Declared, &Name)], variants: Variants) -> FailureDraft {
    let variant = |((status, ty), name)| FailureVariant {
        name,
        status: pattern(status),
        ty,
    };
    let (others, own): (Vec<_>, Vec<_>) = members.iter().partition(|(_, one)| one.is_alias());
    let alias = |(operation, one): (&Declared, &Name)| (one.used().to_owned(), operation.method());
    let mut aliases: Vec<(String, String)> = others.into_iter().map(alias).collect();
    aliases.sort_by(|(a, _), (b, _)| a.cmp(b));
    FailureDraft {
        name: name.to_owned(),
        of: own.into_iter().map(|(operation, _)| operation.method()).collect(),
        variants: variants.into_iter().map(variant).collect(),
        aliases,
    }
}
