//! A field that is there before and after.

use super::bounds;
use crate::diff::docs::{default, deprecated};
use crate::diff::log::Log;
use crate::diff::type_names::TypeNames;
use crate::diff::words::field_type;
use crate::plan::{Field, Literal, Member, Presence};

/// Whether callers build what a field is of, and whether they do by `new`.
#[derive(Clone, Copy)]
pub(super) struct Built {
    pub sent: bool,
    pub by_new: bool,
}

pub(super) fn compare(log: &mut Log, names: &TypeNames<'_>, old: &Field, new: &Field, built: Built) {
    let sent = built.sent;
    // A setter is called like its field.
    let Field {
        name,
        setter: _,
        ty,
        presence,
        member,
        docs,
    } = old;
    if *name != new.name {
        log.compile(
            "field-renamed",
            format!("the field `{name}` is now called `{}`", new.name),
        );
    } else {
        on_the_wire(log, &new.name, member, &new.member);
    }
    let translated = Field {
        ty: names.ty(ty),
        ..old.clone()
    };
    let (was, is) = (field_type(&translated, names), field_type(new, names));
    if was != is {
        let how = because(&translated, new, built);
        log.compile(
            "field-type",
            format!("the field `{}` was `{was}` and is `{is}`{how}", new.name),
        );
    } else if translated.ty != new.ty {
        let how = if new.ty.is_quoted() {
            "in quotes"
        } else {
            "without quotes"
        };
        log.runtime("field-quoted", format!("the number in `{}` is written {how}", new.name));
    } else if sent {
        asked_for(log, old, new);
    }
    if let (Presence::Implied(was), Presence::Implied(is)) = (presence, &new.presence)
        && was != is
    {
        let words = format!("a missing `{}` is another value than before", new.name);
        log.runtime("default", words);
    }
    if sent && was == is {
        constant(log, old, new);
    }
    if sent {
        bounds::compare(log, &new.name, old.bounds(), new.bounds());
        default(log, docs, &new.docs, &new.name);
    }
    deprecated(log, docs, &new.docs, &format!("the field `{}`", new.name));
}

/// Where the value stands. Constants and limits are compared by themselves.
fn on_the_wire(log: &mut Log, name: &str, old: &Member, new: &Member) {
    match (old, new) {
        (Member::Single(old), Member::Single(new)) => {
            let (was, is) = (&old.key, &new.key);
            if was != is {
                log.runtime(
                    "field-wire",
                    format!("the field `{name}` is `{is}` on the wire, was `{was}`"),
                );
            }
        }
        (Member::Group(_), Member::Group(_)) => {}
        (Member::Single(_), Member::Group(_)) => log.runtime(
            "field-group",
            format!("what `{name}` holds stands beside the others on the wire"),
        ),
        (Member::Group(_), Member::Single(_)) => log.runtime(
            "field-group",
            format!("what `{name}` holds stands below a key on the wire"),
        ),
    }
}

/// The only value of a field.
fn constant(log: &mut Log, old: &Field, new: &Field) {
    if let (Some(was), Some(is)) = (old.constant(), new.constant())
        && was != is
    {
        let (was, is) = (words(was), words(is));
        log.runtime(
            "constant",
            format!("the field `{}` is sent as `{is}`, was `{was}`", new.name),
        );
    }
}

/// The only value of a field, as callers write it.
fn words(constant: &Literal) -> String {
    match constant {
        Literal::Bool(flag) => flag.to_string(),
        Literal::Number(number) => number.to_string(),
        Literal::Text(text) => text.clone(),
        Literal::Variant(name) => name.clone(),
        Literal::Empty => "empty".to_owned(),
    }
}

/// Why the type is another, if only that changed.
fn because(old: &Field, new: &Field, Built { sent, by_new }: Built) -> &'static str {
    match (old.ty == new.ty, old.is_given(), new.is_given()) {
        (true, false, true) if sent && by_new => ": it is required, and `new` asks for it",
        (true, true, false) if sent && by_new => ": it may be left out, and `new` does not ask for it",
        (true, false, true) => ": it is always there",
        (true, true, false) => ": it may be missing",
        _ => "",
    }
}

/// Whether `new` asks for a field of the same type.
fn asked_for(log: &mut Log, old: &Field, new: &Field) {
    let name = &new.name;
    match (old.is_argument(), new.is_argument()) {
        (false, true) => log.compile(
            "field-asked",
            format!("the field `{name}` is required: `new` asks for it"),
        ),
        (true, false) => log.compile(
            "field-not-asked",
            format!("`new` does not ask for the field `{name}` any more"),
        ),
        _ => {}
    }
}
