//! Generated types: which are there, what they are, what callers can do with them.

mod bounds;
mod enums;
mod fields;
mod records;
mod unions;
mod variants;

use crate::diff::author;
use crate::diff::docs::deprecated;
use crate::diff::log::Log;
use crate::diff::pairs::pairs;
use crate::diff::type_names::TypeNames;
use crate::plan::{Api, Conversion, Definition, Model};

/// Types come after operations.
pub(super) const RANK: usize = 2;

pub(in crate::diff) fn compare(log: &mut Log, names: &TypeNames<'_>, old: &Api, new: &Api) {
    let same_name = |a: &Model, b: &Model| a.name == b.name;
    let renamed = |a: &Model, b: &Model| names.now(a.id) == b.id;
    let found = pairs(&old.models, &new.models, &[&same_name, &renamed]);
    for model in found.gone {
        log.about_gone(RANK, subject(model), &model.at);
        log.compile("type-removed", "the type is gone");
    }
    for model in found.fresh {
        log.about(RANK, subject(model), &model.at);
        log.compatible("type-added", "the type is new");
    }
    for (old, new) in found.both {
        log.about(RANK, subject(new), &new.at);
        if old.name != new.name {
            log.compile("type-renamed", format!("`{}` is now called `{}`", old.name, new.name));
        }
        model(log, names, old, new);
    }
}

fn subject(model: &Model) -> String {
    format!("models::{}", model.name)
}

fn model(log: &mut Log, names: &TypeNames<'_>, old: &Model, new: &Model) {
    // Docs have no effect, modules are not seen, what crosses threads does so in any case, and what is only read can be written all the same.
    let Model {
        id: _,
        name: _,
        module: _,
        docs,
        at: _,
        origin: _,
        sent,
        received: _,
        checked,
        deep: _,
        key,
        printed,
        conversion,
        parts,
        extras,
        definition,
    } = old;
    author::parts(log, parts, &new.parts);
    author::extras(log, extras, &new.extras);
    deprecated(log, docs, &new.docs, "the type");
    log.ability(*checked, new.checked, "validate", "`validate()`");
    log.ability(*printed, new.printed, "display", "`Display`");
    if *key && !new.key {
        log.compile(
            "key-removed",
            "values cannot be sorted and used as keys any more: `Eq`, `Ord` and `Hash` are gone",
        );
    } else if !*key && new.key {
        log.compatible("key-added", "values can be sorted and used as keys");
    }
    convert(log, names, conversion.as_ref(), new.conversion.as_ref());
    match (definition, &new.definition) {
        (Definition::Record(was), Definition::Record(is)) => {
            let (was, is) = ((*sent, was), (new.sent, is));
            records::compare(log, names, was, is);
        }
        (Definition::TextEnum(was), Definition::TextEnum(is)) => enums::compare(log, was, is, new.sent),
        (Definition::Union(was), Definition::Union(is)) => unions::compare(log, names, (old, was), (new, is)),
        (was, is) => log.compile("type-kind", format!("it was {} and is {}", kind(was), kind(is))),
    }
}

fn kind(definition: &Definition) -> &'static str {
    match definition {
        Definition::Record(_) => "a struct",
        Definition::TextEnum(_) => "an enum of texts",
        Definition::Union(_) => "an enum of branches",
    }
}

/// `into_write` of a type that is split by direction.
fn convert(log: &mut Log, names: &TypeNames<'_>, old: Option<&Conversion>, new: Option<&Conversion>) {
    match (old, new) {
        (Some(_), None) => log.compile("conversion", "`into_write()` is gone"),
        (None, Some(new)) => log.compatible(
            "conversion",
            format!("`into_write()` makes a `{}` of it", names.is(new.target)),
        ),
        (Some(old), Some(new)) => {
            if names.now(old.target) != new.target {
                let (was, is) = (names.was(old.target), names.is(new.target));
                log.compile(
                    "conversion",
                    format!("`into_write()` made a `{was}` and makes a `{is}`"),
                );
            }
            let wires =
                |one: &Conversion| -> Vec<String> { one.missing.iter().map(|field| field.wire().to_owned()).collect() };
            if wires(old) != wires(new) {
                let arguments = new.missing.iter().map(|field| &field.name);
                let arguments = crate::diff::words::listed(arguments);
                log.compile(
                    "conversion",
                    format!("`into_write()` takes other arguments: {arguments}"),
                );
            }
        }
        (None, None) => {}
    }
}
