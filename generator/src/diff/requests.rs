//! What a request is made of: arguments of its method, setters, and how both travel.

use super::fields::{default, deprecated};
use super::log::Log;
use super::models::log_ability;
use super::names::{Names, pairs};
use super::records::order;
use super::words::{field_type, spell};
use crate::ir::{Body, BodyEncoding, Home, Operation, Parameter, Type};

/// A value that callers give: as an argument of the method, or by a setter.
struct Given {
    /// What it is on the wire, so that it is known again under another name: `query limit`.
    key: String,
    name: String,
    ty: String,
    is_argument: bool,
}

pub(super) fn compare(log: &mut Log, names: &Names, old: &Operation, new: &Operation) {
    let (before, after) = (given(old, Some(names)), given(new, None));
    let same_key = |a: &Given, b: &Given| a.key == b.key;
    let same_name = |a: &Given, b: &Given| a.name == b.name;
    let found = pairs(&before, &after, &[&same_key, &same_name]);
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
    let both = found.both.iter().filter(|(was, is)| was.is_argument && is.is_argument);
    let place = |all: &[Given], key: &str| all.iter().position(|given| given.key == key);
    let mut stayed: Vec<&Given> = Vec::new();
    let mut pairs_of: Vec<_> = both.collect();
    pairs_of.sort_by_key(|(was, _)| place(&before, &was.key));
    stayed.extend(pairs_of.iter().map(|(_, is)| *is));
    let mut now = stayed.clone();
    now.sort_by_key(|is| place(&after, &is.key));
    let listed = |all: &[&Given]| {
        all.iter()
            .map(|one| (one.name.clone(), one.ty.clone()))
            .collect::<Vec<_>>()
    };
    let (stayed, now) = (listed(&stayed), listed(&now));
    order(log, "it", &borrowed(&stayed), &borrowed(&now));
    parameters(log, old, new);
    body(log, old.body.as_ref(), new.body.as_ref());
}

fn borrowed(all: &[(String, String)]) -> Vec<(&str, String)> {
    all.iter().map(|(name, ty)| (name.as_str(), ty.clone())).collect()
}

/// A value that is there before and after.
fn one(log: &mut Log, was: &Given, is: &Given) {
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
        (false, false) if was.name != *name => {
            log.compile(
                "setter-renamed",
                format!("the setter `{}` is now called `{name}`", was.name),
            );
        }
        _ => {}
    }
    if was.ty != is.ty {
        log.compile("argument-type", format!("`{name}` was `{}` and is `{}`", was.ty, is.ty));
    }
}

/// Everything that callers give; types of before in the names of after.
fn given(operation: &Operation, names: Option<&Names>) -> Vec<Given> {
    let ty = |ty: &Type| names.map_or_else(|| ty.clone(), |names| names.ty(ty));
    let parameters = operation.parameters.iter().map(|parameter| Given {
        key: format!("{:?} {}", parameter.home, parameter.wire),
        name: parameter.name.clone(),
        ty: spell(&ty(&parameter.ty)),
        is_argument: parameter.required,
    });
    let mut out: Vec<Given> = parameters.collect();
    let Some(body) = &operation.body else { return out };
    if body.spread {
        out.extend(body.fields.iter().map(|parameter| {
            let mut field = parameter.field.clone();
            field.ty = ty(&field.ty);
            Given {
                key: format!("body {}", field.wire),
                name: parameter.name.clone(),
                ty: match field.is_given() {
                    true => field_type(&field),
                    false => spell(&field.ty),
                },
                is_argument: field.is_given(),
            }
        }));
    } else {
        out.push(Given {
            key: "body".to_owned(),
            name: "body".to_owned(),
            ty: spell(&ty(&body.ty)),
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
        wire,
        name: _,
        ty: _,
        home,
        style,
        explode,
        required: _,
        is_segment,
        allow_reserved,
        docs,
    } = old;
    let name = &new.name;
    // The name of a path parameter stands for a place in the path and does not travel.
    let is_named = new.home != Home::Path || *home != Home::Path;
    let same = match new.home {
        Home::Header => wire.eq_ignore_ascii_case(&new.wire),
        _ => *wire == new.wire,
    };
    if *home != new.home || (is_named && !same) {
        let words = |home: Home, wire: &str| format!("{} `{wire}`", format!("{home:?}").to_lowercase());
        let (was, is) = (words(*home, wire), words(new.home, &new.wire));
        log.runtime(
            "parameter-wire",
            format!("`{name}` travels as the {is}, travelled as the {was}"),
        );
    }
    if (*style, *explode, *allow_reserved) != (new.style, new.explode, new.allow_reserved) {
        let words =
            |style, explode: bool| format!("{style:?}{}", if explode { ", exploded" } else { "" }).to_lowercase();
        let (was, is) = (words(*style, *explode), words(new.style, new.explode));
        log.runtime("parameter-style", format!("`{name}` is written as {is}, was as {was}"));
    }
    if *is_segment != new.is_segment {
        let is = if new.is_segment { "is refused" } else { "is sent" };
        log.runtime("parameter-slash", format!("`{name}` {is} now if it has a slash"));
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
        log_ability(log, *checked, new.checked, "validate", "`validate()`");
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
    if *optional && !new.optional {
        log.runtime(
            "body-required",
            "the service wants a body: one that says nothing is sent, too",
        );
    }
}

fn encoded(encoding: &BodyEncoding) -> String {
    match encoding {
        BodyEncoding::Json(media) | BodyEncoding::Text(media) => format!("`{media}`"),
        BodyEncoding::Bytes(media) => format!("bytes, `{media}`"),
        BodyEncoding::Upload(media) => format!("bytes of the caller's type, else `{media}`"),
        BodyEncoding::Form(_) => "a form".to_owned(),
        BodyEncoding::Multipart(_) => "a form of parts".to_owned(),
    }
}
