//! Types of failures.

use std::collections::BTreeMap;

use super::author;
use super::log::Log;
use super::pairs::pairs;
use super::type_names::TypeNames;
use super::words::spell;
use crate::plan::{Api, Failure, FailureVariant};
use crate::pointer::Pointer;

/// Errors come last.
const RANK: usize = 3;

/// A name of a type of failures: its own, or an alias of it.
struct Named<'a> {
    failure: &'a Failure,
    parts: &'a [String],
    is_alias: bool,
}

impl Named<'_> {
    /// What it is, in words.
    fn words(&self) -> String {
        match self.is_alias {
            true => format!("an alias of `{}`", self.failure.name),
            false => "a type of its own".to_owned(),
        }
    }
}

pub(super) fn compare(log: &mut Log, names: &TypeNames<'_>, old: &Api, new: &Api) {
    let (before, after) = (by_name(old), by_name(new));
    let subject = |name: &str| format!("errors::{name}");
    let root = Pointer::root().key("paths");
    for name in before.keys().filter(|name| !after.contains_key(*name)) {
        log.about_gone(RANK, subject(name), &root);
        log.compile("failure-removed", "the type of failures is gone");
    }
    for (name, is) in after {
        log.about(RANK, subject(name), &root);
        let Some(was) = before.get(name) else {
            log.compatible("failure-added", "the type of failures is new");
            continue;
        };
        author::parts(log, was.parts, is.parts);
        let (before, now) = (was.words(), is.words());
        if before != now {
            log.compile("failure-type", format!("the type of failures is {now}, was {before}"));
        }
        if before != now || !is.is_alias {
            variants(log, names, was.failure, is.failure);
        }
    }
}

fn by_name(api: &Api) -> BTreeMap<&str, Named<'_>> {
    let mut out = BTreeMap::new();
    for failure in &api.failures {
        let own = (failure.name.as_str(), failure.parts.as_slice(), false);
        let aliases = failure
            .aliases
            .iter()
            .map(|alias| (alias.name.as_str(), alias.parts.as_slice(), true));
        for (name, parts, is_alias) in aliases.chain([own]) {
            out.insert(
                name,
                Named {
                    failure,
                    parts,
                    is_alias,
                },
            );
        }
    }
    out
}

fn variants(log: &mut Log, names: &TypeNames<'_>, old: &Failure, new: &Failure) {
    let same_name = |a: &FailureVariant, b: &FailureVariant| a.name == b.name;
    let same_status = |a: &FailureVariant, b: &FailureVariant| a.status == b.status;
    let found = pairs(&old.variants, &new.variants, &[&same_name, &same_status]);
    for variant in found.gone {
        log.compile("variant-removed", format!("the variant `{}` is gone", variant.name));
    }
    for variant in found.fresh {
        log.compatible("variant-added", format!("the variant `{}` is new", variant.name));
    }
    for (was, is) in found.both {
        if was.name != is.name {
            log.compile(
                "variant-renamed",
                format!("the variant `{}` is now called `{}`", was.name, is.name),
            );
        }
        let before = names.ty(&was.ty);
        if before != is.ty {
            let (before, after) = (spell(&before, names), spell(&is.ty, names));
            log.compile(
                "variant-type",
                format!("the variant `{}` held `{before}` and holds `{after}`", is.name),
            );
        }
    }
}
