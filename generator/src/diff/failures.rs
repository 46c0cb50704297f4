//! Types of failures.

use super::author;
use super::log::Log;
use super::names::{Names, pairs};
use super::words::spell;
use crate::ir::{Api, Failure, FailureVariant};
use crate::pointer::Pointer;

/// Errors come last.
const RANK: usize = 3;

pub(super) fn compare(log: &mut Log, names: &Names<'_>, old: &Api, new: &Api) {
    let same = |a: &Failure, b: &Failure| a.name == b.name;
    let found = pairs(&old.failures, &new.failures, &[&same]);
    let subject = |failure: &Failure| format!("errors::{}", failure.name);
    let root = Pointer::root().key("paths");
    for failure in found.gone {
        log.about_gone(RANK, subject(failure), &root);
        log.compile("failure-removed", "the type of failures is gone");
    }
    for failure in found.fresh {
        log.about(RANK, subject(failure), &root);
        log.compatible("failure-added", "the type of failures is new");
    }
    for (was, is) in found.both {
        log.about(RANK, subject(is), &root);
        author::parts(log, &was.parts, &is.parts);
        variants(log, names, was, is);
    }
}

fn variants(log: &mut Log, names: &Names<'_>, old: &Failure, new: &Failure) {
    let same_name = |a: &FailureVariant, b: &FailureVariant| a.name == b.name;
    let same_type = |a: &FailureVariant, b: &FailureVariant| names.ty(&a.ty) == b.ty;
    let found = pairs(&old.variants, &new.variants, &[&same_name, &same_type]);
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
