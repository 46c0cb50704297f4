//! The variants of an enum of error bodies, each called after its status.
//!
//! In: the operations that have the enum, by place. Out: a variant for each status with each of its bodies. Only where operations
//! that share an enum declare different bodies for one status, the name has to say more than the status.

use std::collections::{BTreeMap, BTreeSet};

use super::Declared;
use super::statuses::status_name;
use crate::config::Lock;
use crate::lower::names::claims::{Claim, settle};
use crate::lower::types::resolve::Types;
use crate::plan::Type;
use crate::pointer::Pointer;
use crate::spec::{Document, Status};

/// Status and body of each variant → its name.
pub(super) type Variants = BTreeMap<(Status, Type), String>;

/// Where the lock keeps the variant of a response: at the response as the operation lists it.
pub(super) fn place(document: &Document, operation: &Pointer, status: Status) -> Pointer {
    let responses = operation.key("responses");
    match status {
        Status::Code(code) => responses.key(&code.to_string()),
        // Some documents write `4xx`.
        Status::Range(digit) => {
            let written = [format!("{digit}XX"), format!("{digit}xx")].map(|key| responses.key(&key));
            let found = written.iter().find(|at| document.get(at).is_some());
            found.unwrap_or(&written[0]).clone()
        }
        Status::Default => responses.key("default"),
    }
}

/// The variants of the enum that these operations have.
pub(super) fn variants(types: &Types, lock: &Lock, operations: &[&Declared]) -> Variants {
    let mut all: BTreeMap<(Status, &Type), Option<&str>> = BTreeMap::new();
    for operation in operations {
        for (status, ty) in &operation.bodies {
            let locked = all.entry((*status, ty)).or_default();
            let place = || place(types.graph.document, &operation.method.spec.at, *status).to_string();
            *locked = locked.or_else(|| lock.variant(&place()));
        }
    }
    // A locked name that two variants have stays with the first of them.
    let mut taken = BTreeSet::new();
    all.values_mut()
        .for_each(|locked| *locked = locked.filter(|name| taken.insert(*name)));
    let taken: Vec<&str> = taken.into_iter().collect();
    let free = all.iter().filter(|(_, locked)| locked.is_none());
    let claims: Vec<Claim> = free.map(|((status, ty), _)| claim(types, *status, ty)).collect();
    let mut given = settle(&claims, &taken).into_iter();
    let named = all.into_iter().filter_map(|((status, ty), locked)| {
        let name = locked.map(str::to_owned).or_else(|| given.next())?;
        Some(((status, ty.clone()), name))
    });
    named.collect()
}

fn claim(types: &Types, status: Status, ty: &Type) -> Claim {
    let name = status_name(status);
    let model = ty.model().map(|id| types.declared.all[id].name.as_str());
    let body = model.map(stem).unwrap_or("Body");
    Claim {
        names: vec![name.clone(), format!("{name}{body}")],
        place: format!("{status:?} {model:?} {ty:?}"),
    }
}

/// The name of a body without what all of them are called.
fn stem(name: &str) -> &str {
    let short = name.strip_suffix("Response").or_else(|| name.strip_suffix("Error"));
    short.filter(|short| !short.is_empty()).unwrap_or(name)
}
