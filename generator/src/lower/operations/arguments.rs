//! What the arguments and setters of a request are called, and in which order arguments stand.
//!
//! In: its parameters and its body, and what the lock has of both. Out: the same with names that differ, and those names for the lock. Where a
//! path has its parameters is said by the path, so the lock has none of them.

use crate::config::LockedMembers;
use crate::contract;
use crate::lower::names::members::words;
use crate::lower::names::members::{Members, Wish, in_order, locked, settle};
use crate::plan::{Body, BodyParameter, Home, Parameter};

/// One name space for the parameters, the fields of the body and what every request has.
pub(super) fn name(parameters: &mut Vec<Parameter>, body: Option<&mut Body>, old: &LockedMembers) -> Members {
    let mut none = Vec::new();
    let fields = body.map_or(&mut none, |body| &mut body.fields);
    let known = Members::from(old.clone());
    let place = |what: Option<String>| known.place(&what?);
    *parameters = in_order(
        std::mem::take(parameters),
        |parameter| parameter.required && parameter.home != Home::Path,
        |parameter| place(of_parameter(parameter)),
    );
    *fields = in_order(
        std::mem::take(fields),
        |field| field.field.presence.is_given(),
        |field| place(Some(of_field(field))),
    );
    let of_parameters = parameters
        .iter()
        .map(|one| (of_parameter(one), one.name.clone(), !one.required));
    let of_fields = fields.iter().map(|one| {
        let is_optional = !one.field.presence.is_given();
        (Some(of_field(one)), one.name.clone(), is_optional)
    });
    let all: Vec<(Option<String>, String, bool)> = of_parameters.chain(of_fields).collect();
    let what: Vec<Vec<String>> = all.iter().map(|(what, ..)| Vec::from_iter(what.clone())).collect();
    let wish = |((_, label, is_optional), locked): (&(_, String, bool), Option<String>)| Wish {
        locked: locked.filter(|name| usable(name, *is_optional) == *name),
        ..Wish::plain(usable(label, *is_optional))
    };
    let wishes: Vec<Wish> = all.iter().zip(locked(old, &what)).map(wish).collect();
    let names = settle(&wishes, &[]);
    let (of_parameters, of_fields) = names.split_at(parameters.len());
    for (parameter, name) in parameters.iter_mut().zip(of_parameters) {
        parameter.name.clone_from(name);
    }
    for (field, name) in fields.iter_mut().zip(of_fields) {
        field.name.clone_from(name);
    }
    Members::new(old, what, &names)
}

/// A parameter for the lock.
fn of_parameter(parameter: &Parameter) -> Option<String> {
    let home = match parameter.home {
        Home::Path => return None,
        Home::Query => "query",
        Home::Header => "header",
        Home::Cookie => "cookie",
        Home::QueryString => "querystring",
    };
    Some(format!("{home} {}", parameter.wire))
}

/// A field of the body for the lock.
fn of_field(field: &BodyParameter) -> String {
    format!("body {}", words::of_field(&field.field))
}

/// The name of an argument or a setter that would not be taken for something else.
fn usable(label: &str, is_optional: bool) -> String {
    if is_optional && is_method(label) {
        format!("with_{label}")
    } else if label == "self_" || contract::REQUEST_FIELDS.contains(&label) {
        format!("{}_value", label.trim_end_matches('_'))
    } else {
        label.to_owned()
    }
}

/// Whether a setter of this name would be taken for another method of the request.
fn is_method(label: &str) -> bool {
    contract::REQUEST_METHODS.contains(&label) || contract::METHODS.contains(&label)
}
