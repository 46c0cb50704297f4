//! What a request is made of: arguments of its method, setters, and how both travel.

use crate::diff::arguments::order;
use crate::diff::docs::{default, deprecated};
use crate::diff::log::Log;
use crate::diff::pairs::pairs;
use crate::diff::report::Side;
use crate::diff::type_names::TypeNames;
use crate::diff::words::{field_type, spell};
use crate::plan::{Body, BodyEncoding, Fallback, Home, Operation, Parameter, Type};

/// A value that callers give: as an argument of the method, or by a setter.
struct CallValue {
    /// What it is on the wire: `query limit`. The name of a path parameter stands for a place in the path and does not travel.
    wire: String,
    name: String,
    ty: String,
    is_argument: bool,
}

pub(super) fn compare(log: &mut Log, names: &TypeNames<'_>, old: &Operation, new: &Operation) {
    let (before, after) = (given(old, Side::Old, names), given(new, Side::New, names));
    // Callers write the names of setters, but not those of arguments.
    let same = |a: &CallValue, b: &CallValue| a.wire == b.wire && a.name == b.name;
    let same_setter = |a: &CallValue, b: &CallValue| !a.is_argument && !b.is_argument && a.name == b.name;
    let same_wire = |a: &CallValue, b: &CallValue| a.wire == b.wire && (a.is_argument || b.is_argument);
    let same_name = |a: &CallValue, b: &CallValue| a.name == b.name;
    let found = pairs(&before, &after, &[&same, &same_setter, &same_wire, &same_name]);
    for gone in &found.gone {
        match gone.is_argument {
            true => log.compile("argument-removed", format!("the argument `{}` is gone", gone.name)),
            false => log.compile("setter-removed", format!("the setter `{}` is gone", gone.name)),
        }
    }
    for fresh in &found.fresh {
        let (name, ty) = (&fresh.name, &fresh.ty);
        match fresh.is_argument {
            true => log.compile("argument-added", format!("it asks for a new argument, `{name}: {ty}`")),
            false => log.compatible("setter-added", format!("the setter `{name}` is new")),
        }
    }
    for (was, is) in &found.both {
        one(log, was, is);
    }
    arguments(log, &before, &after, &found.both);
    parameters(log, old, new);
    body(log, old.body.as_ref(), new.body.as_ref());
}

/// The order of the arguments that are there before and after.
fn arguments(log: &mut Log, old: &[CallValue], new: &[CallValue], both: &[(&CallValue, &CallValue)]) {
    let is_argument = |(was, is): &&(&CallValue, &CallValue)| was.is_argument && is.is_argument;
    let place = |all: &[CallValue], given: &CallValue| all.iter().position(|other| std::ptr::eq(other, given));
    let place = |all: &[CallValue], given: &CallValue| place(all, given).unwrap_or_default();
    let mut stayed: Vec<_> = both.iter().filter(is_argument).collect();
    let listed = |all: &[&(&CallValue, &CallValue)]| -> Vec<(String, String)> {
        all.iter().map(|(_, is)| (is.name.clone(), is.ty.clone())).collect()
    };
    stayed.sort_by_key(|(was, _)| place(old, was));
    let before = listed(&stayed);
    stayed.sort_by_key(|(_, is)| place(new, is));
    order(log, "it", &before, &listed(&stayed));
}

/// A value that is there before and after.
fn one(log: &mut Log, was: &CallValue, is: &CallValue) {
    let name = &is.name;
    match (was.is_argument, is.is_argument) {
        (false, true) => log.compile(
            "now-required",
            format!("`{name}` is required: an argument, and no setter"),
        ),
        (true, false) => log.compile(
            "now-optional",
            format!("`{name}` may be left out: a setter, and no argument"),
        ),
        _ => {}
    }
    if was.wire != is.wire {
        let words = format!("`{name}` travels as the {}, travelled as the {}", is.wire, was.wire);
        log.runtime("argument-wire", words);
    }
    if was.ty != is.ty {
        log.compile("argument-type", format!("`{name}` was `{}` and is `{}`", was.ty, is.ty));
    }
}

/// Where a parameter travels.
pub(super) fn wire(path: &str, parameter: &Parameter) -> String {
    let Parameter { wire, home, .. } = parameter;
    match home {
        Home::Path => {
            let before = path.split(&format!("{{{wire}}}")).next().unwrap_or_default();
            format!("part {} of the path", before.matches('{').count() + 1)
        }
        Home::Query => format!("query `{wire}`"),
        Home::QueryString => "the whole query".to_owned(),
        Home::Header => format!("header `{}`", wire.to_lowercase()),
        Home::Cookie => format!("cookie `{wire}`"),
    }
}

/// Everything that callers give; types of before in the names of after.
fn given(operation: &Operation, side: Side, names: &TypeNames<'_>) -> Vec<CallValue> {
    let ty = |ty: &Type| match side {
        Side::Old => names.ty(ty),
        Side::New => ty.clone(),
    };
    let parameters = operation.parameters.iter().map(|parameter| CallValue {
        wire: wire(&operation.path, parameter),
        name: parameter.name.clone(),
        ty: spell(&ty(&parameter.ty), names),
        is_argument: parameter.required,
    });
    let mut out: Vec<CallValue> = parameters.collect();
    let Some(body) = &operation.body else { return out };
    if body.spread {
        out.extend(body.fields.iter().map(|parameter| {
            let mut field = parameter.field.clone();
            field.ty = ty(&field.ty);
            CallValue {
                wire: format!("field `{}` of the body", field.wire()),
                name: parameter.name.clone(),
                ty: match field.is_given() {
                    true => field_type(&field, names),
                    false => spell(&field.ty, names),
                },
                is_argument: field.is_given(),
            }
        }));
    } else {
        out.push(CallValue {
            wire: "body".to_owned(),
            name: "body".to_owned(),
            ty: spell(&ty(&body.ty), names),
            is_argument: !body.is_set_later(),
        });
    }
    out.sort_by_key(|given| !given.is_argument);
    out
}

/// How parameters travel.
fn parameters(log: &mut Log, old: &Operation, new: &Operation) {
    let same_wire = |a: &Parameter, b: &Parameter| a.home == b.home && a.wire == b.wire;
    let same_name = |a: &Parameter, b: &Parameter| a.name == b.name;
    for (was, is) in pairs(&old.parameters, &new.parameters, &[&same_wire, &same_name]).both {
        parameter(log, was, is);
    }
}

fn parameter(log: &mut Log, old: &Parameter, new: &Parameter) {
    let Parameter {
        wire: _,
        name: _,
        ty: _,
        home,
        style,
        explode,
        required: _,
        fallback,
        is_segment,
        allow_reserved,
        docs,
    } = old;
    let name = &new.name;
    let is_written = (*style, *explode, *allow_reserved) != (new.style, new.explode, new.allow_reserved);
    if *home == new.home && is_written {
        let words =
            |style, explode: bool| format!("{style:?}{}", if explode { ", exploded" } else { "" }).to_lowercase();
        let (was, is) = (words(*style, *explode), words(new.style, new.explode));
        log.runtime("parameter-style", format!("`{name}` is written as {is}, was as {was}"));
    }
    if *is_segment != new.is_segment {
        let is = if new.is_segment { "is refused" } else { "is sent" };
        log.runtime("parameter-slash", format!("`{name}` {is} now if it has a slash"));
    }
    if *fallback != new.fallback {
        let words = |fallback| match fallback {
            Fallback::Nothing => "it is not sent",
            Fallback::Client { required: false } => "it is what the client has",
            Fallback::Client { required: true } => "it is what the client has, which it must have",
        };
        let (was, is) = (words(*fallback), words(new.fallback));
        log.runtime("parameter-left-out", format!("without `{name}`, {is}; before, {was}"));
    }
    default(log, docs, &new.docs, name);
    deprecated(log, docs, &new.docs, &format!("`{name}`"));
}

/// How the body travels.
fn body(log: &mut Log, old: Option<&Body>, new: Option<&Body>) {
    let (Some(old), Some(new)) = (old, new) else {
        return;
    };
    // The type and the fields are what callers give.
    let Body {
        ty: _,
        encoding,
        optional,
        fields: _,
        spread,
        checked,
    } = old;
    if *spread && new.spread {
        log.ability(*checked, new.checked, "validate", "`validate()`");
    }
    if *encoding != new.encoding {
        let (was, is) = (encoded(encoding), encoded(&new.encoding));
        let how = if was == is {
            " with its parts written in another way".to_owned()
        } else {
            format!(", was sent as {was}")
        };
        log.runtime("body-encoding", format!("the body is sent as {is}{how}"));
    }
    match (optional, new.optional) {
        (true, false) => log.runtime(
            "body-required",
            "the service wants a body: one that says nothing is sent, too",
        ),
        (false, true) => log.compatible(
            "body-optional",
            "the body may be left out: one that says nothing is not sent",
        ),
        _ => {}
    }
}

fn encoded(encoding: &BodyEncoding) -> String {
    match encoding {
        BodyEncoding::Json(media) | BodyEncoding::Text(media) => format!("`{media}`"),
        BodyEncoding::Upload(media) => format!("bytes, `{media}`"),
        BodyEncoding::Form(_) => "a form".to_owned(),
        BodyEncoding::Multipart(_) => "a form of parts".to_owned(),
        BodyEncoding::Lines(_) => "lines of JSON".to_owned(),
    }
}
