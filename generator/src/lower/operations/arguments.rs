//! What the arguments and setters of a request are called, and in which order arguments stand.
//!
//! In: its parameters and its body, and what the lock has of both. Out: the same with names that differ, and those names for the lock. Where a
//! path has its parameters is said by the path, so the lock has none of them.

use crate::config::LockedMembers;
use crate::contract;
use crate::lower::drafts::Members;
use crate::lower::names::members::{Wish, in_order, locked, members, settle};
use crate::lower::names::members::{spelling, words};
use crate::plan::{Body, BodyParameter, Home, Member, Parameter};

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
    let all: Vec<Argument> = parameters
        .iter()
        .map(Argument::of_parameter)
        .chain(fields.iter().map(Argument::of_field))
        .collect();
    let what: Vec<Vec<String>> = all.iter().map(|one| Vec::from_iter(one.what.clone())).collect();
    let wishes = all.iter().zip(locked(old, &what)).map(|(one, locked)| one.wish(locked));
    let names = settle(&wishes.collect::<Vec<Wish>>(), &[]);
    let (of_parameters, of_fields) = names.split_at(parameters.len());
    for (parameter, name) in parameters.iter_mut().zip(of_parameters) {
        parameter.name.clone_from(name);
    }
    for (field, name) in fields.iter_mut().zip(of_fields) {
        field.name.clone_from(name);
    }
    members(old, what, &names)
}

/// What stands in a request and needs a name there.
struct Argument<'a> {
    /// What the lock calls it.
    what: Option<String>,
    /// Where it is sent.
    home: &'static str,
    /// Its name in the document.
    wire: &'a str,
    label: &'a str,
    is_optional: bool,
}

impl<'a> Argument<'a> {
    fn of_parameter(parameter: &'a Parameter) -> Self {
        Self {
            what: of_parameter(parameter),
            home: home(parameter.home),
            wire: &parameter.wire,
            label: &parameter.name,
            is_optional: !parameter.required,
        }
    }

    fn of_field(field: &'a BodyParameter) -> Self {
        let wire = match &field.field.member {
            Member::Single(single) => &single.key,
            Member::Group(name) => name,
        };
        Self {
            what: Some(of_field(field)),
            home: BODY,
            wire,
            label: &field.name,
            is_optional: !field.field.presence.is_given(),
        }
    }

    /// If another argument has the name, this one states where it is sent: `body_id` next to the `id` of the path.
    fn wish(&self, locked: Option<String>) -> Wish<'_> {
        let own = self.usable(self.label);
        let more = || {
            let by_home = format!("{}_{}", self.home, self.label.trim_end_matches('_'));
            let spelled = spelling::fields(self.wire).into_iter().map(|name| self.usable(&name));
            std::iter::once(by_home).chain(spelled).collect()
        };
        Wish {
            more: Box::new(more),
            locked: locked.filter(|name| self.usable(name) == *name),
            ..Wish::plain(own)
        }
    }

    /// The name of an argument or a setter that would not be taken for something else.
    fn usable(&self, label: &str) -> String {
        if self.is_optional && is_method(label) {
            format!("with_{label}")
        } else if self.home != BODY && contract::REQUEST_FIELDS.contains(&label) {
            // Parameters are fields of the request next to these; what is in the body is not.
            format!("{}_{label}", self.home)
        } else {
            label.to_owned()
        }
    }
}

/// Where the fields of a body are sent.
const BODY: &str = "body";

/// A parameter for the lock.
fn of_parameter(parameter: &Parameter) -> Option<String> {
    let is_said = parameter.home == Home::Path;
    (!is_said).then(|| format!("{} {}", home(parameter.home), parameter.wire))
}

fn home(home: Home) -> &'static str {
    match home {
        Home::Path => "path",
        Home::Query => "query",
        Home::Header => "header",
        Home::Cookie => "cookie",
        Home::QueryString => "querystring",
    }
}

/// A field of the body for the lock.
fn of_field(field: &BodyParameter) -> String {
    format!("body {}", words::of_field(&field.field))
}

/// Whether a setter of this name would be taken for another method of the request.
fn is_method(label: &str) -> bool {
    contract::REQUEST_METHODS.contains(&label) || contract::METHODS.contains(&label)
}
