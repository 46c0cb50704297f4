//! Structs: their fields, and `new`.

use super::fields;
use crate::diff::arguments::order;
use crate::diff::log::Log;
use crate::diff::pairs::pairs;
use crate::diff::type_names::TypeNames;
use crate::diff::words::{field_type, spell};
use crate::plan::{Field, Record};

/// A record, and whether callers build it.
type Built<'a> = (bool, &'a Record);

pub(super) fn compare(log: &mut Log, names: &TypeNames<'_>, (was_sent, old): Built<'_>, (is_sent, new): Built<'_>) {
    match (was_sent, is_sent) {
        (true, false) => log.compile(
            "no-longer-sent",
            "callers cannot build it any more: no operation sends it",
        ),
        (false, true) => log.compatible("now-sent", "callers can build it: it has `new` and setters"),
        _ => {}
    }
    let same_name = |a: &Field, b: &Field| a.name == b.name;
    let same_wire = |a: &Field, b: &Field| a.wire() == b.wire();
    let found = pairs(&old.fields, &new.fields, &[&same_name, &same_wire]);
    for field in found.gone {
        // Its place is gone; the nearest one that is left is the type.
        log.compile("field-removed", format!("the field `{}` is gone", field.name));
    }
    for field in &found.fresh {
        log.below(&["properties", field.wire()], |log| {
            added(log, names, field, was_sent && is_sent, new)
        });
    }
    let built = fields::Built {
        sent: was_sent && is_sent,
        by_new: new.has_new(),
    };
    for (was, is) in &found.both {
        log.below(&["properties", is.wire()], |log| {
            fields::compare(log, names, was, is, built)
        });
    }
    if was_sent && is_sent {
        constructor(log, names, old, new, &found.both);
    }
    rest(log, names, old, new);
}

fn added(log: &mut Log, names: &TypeNames<'_>, field: &Field, is_built: bool, record: &Record) {
    let (name, ty) = (&field.name, field_type(field, names));
    if !is_built {
        log.compatible("field-added", format!("the field `{name}: {ty}` is new"));
    } else if field.is_argument() && record.has_new() {
        log.compile(
            "field-added-required",
            format!("the field `{name}: {ty}` is new and required: `new` asks for it"),
        );
    } else if !record.has_new() {
        let why = "the type is written as a literal, which must have it";
        log.compile("field-added-literal", format!("the field `{name}: {ty}` is new: {why}"));
    } else if field.is_given() {
        log.compatible(
            "field-added",
            format!("the field `{name}: {ty}` is new, and `new` fills it in"),
        );
    } else {
        let how = "code that uses `new` and setters goes on as before, a literal needs it";
        log.compatible(
            "field-added",
            format!("the field `{name}: {ty}` is new and optional: {how}"),
        );
    }
}

/// What fields alone do not tell of `new`: that it comes or goes, and the order of its arguments.
fn constructor(log: &mut Log, names: &TypeNames<'_>, old: &Record, new: &Record, both: &[(&Field, &Field)]) {
    match (old.has_new(), new.has_new()) {
        (true, false) => {
            log.compile(
                "new-removed",
                "`new` is gone: there are too many required fields, write a literal",
            );
            return;
        }
        (false, true) => return log.compatible("new-added", "`new` is new"),
        (false, false) => return,
        (true, true) => {}
    }
    let (before, after) = (old.arguments(), new.arguments());
    let stays = |old: &&Field| both.iter().find(|(was, is)| was.name == old.name && is.is_argument());
    let mut stayed: Vec<_> = before.iter().filter_map(stays).collect();
    let all = |stayed: &[&(&Field, &Field)]| -> Vec<(String, String)> {
        stayed
            .iter()
            .map(|(_, is)| (is.name.clone(), field_type(is, names)))
            .collect()
    };
    let was = all(&stayed);
    stayed.sort_by_key(|(_, is)| after.iter().position(|field| field.name == is.name));
    order(log, "`new`", &was, &all(&stayed));
}

fn rest(log: &mut Log, names: &TypeNames<'_>, old: &Record, new: &Record) {
    let field = "`additional_properties`";
    match (old.rest.as_ref().map(|ty| names.ty(ty)), &new.rest) {
        (Some(_), None) => log.compile("rest-removed", format!("{field} is gone: other keys are not kept")),
        (None, Some(_)) => log.compatible("rest-added", format!("{field} is new: other keys are kept")),
        (Some(was), Some(is)) if was != *is => {
            log.compile(
                "rest-type",
                format!("{field} held `{}` and holds `{}`", spell(&was, names), spell(is, names)),
            );
        }
        _ => {}
    }
}
