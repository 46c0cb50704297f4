//! What an operation gives back: of a success, and of a failure by status.

use std::collections::BTreeSet;

use crate::diff::log::Log;
use crate::diff::pairs::pairs;
use crate::diff::type_names::TypeNames;
use crate::diff::words::{or_none, output};
use crate::plan::{ByStatus, Operation, Output, OutputVariant, StatusPattern, SuccessRule};

pub(super) fn compare(log: &mut Log, names: &TypeNames<'_>, old: &Operation, new: &Operation) {
    match (&old.output, &new.output) {
        (Output::ByStatus(was), Output::ByStatus(is)) => by_status(log, names, was, is),
        (was, is) => {
            let was = names.output(was);
            if was != *is {
                let (was, is) = (output(&was, names), output(is, names));
                let words = match was == is {
                    true => format!("a success is read as `{is}` in another way"),
                    false => format!("a success held `{was}` and holds `{is}`"),
                };
                log.compile("output", words);
            }
        }
    }
    successes(log, old, new);
    if old.failure != new.failure {
        let (was, is) = (or_none(old.failure.as_ref()), or_none(new.failure.as_ref()));
        log.compile("failure", format!("the type of its failures is {is}, was {was}"));
    } else {
        failure_statuses(log, old, new);
    }
}

fn by_status(log: &mut Log, names: &TypeNames<'_>, old: &ByStatus, new: &ByStatus) {
    if old.name != new.name {
        log.compile(
            "output",
            format!("a success held `{}` and holds `{}`", old.name, new.name),
        );
    }
    let same_name = |a: &OutputVariant, b: &OutputVariant| a.name == b.name;
    let same_status = |a: &OutputVariant, b: &OutputVariant| a.statuses == b.statuses;
    let found = pairs(&old.variants, &new.variants, &[&same_name, &same_status]);
    let of = &new.name;
    for variant in found.gone {
        log.compile(
            "variant-removed",
            format!("the variant `{of}::{}` is gone", variant.name),
        );
    }
    for variant in found.fresh {
        log.compatible("variant-added", format!("the variant `{of}::{}` is new", variant.name));
    }
    for (was, is) in found.both {
        let name = &is.name;
        if was.name != *name {
            log.compile(
                "variant-renamed",
                format!("the variant `{of}::{}` is now called `{name}`", was.name),
            );
        }
        let before = names.output(&was.output);
        if before != is.output {
            let (before, after) = (output(&before, names), output(&is.output, names));
            log.compile(
                "variant-type",
                format!("the variant `{of}::{name}` held `{before}` and holds `{after}`"),
            );
        }
        if was.statuses != is.statuses {
            let (before, after) = (statuses(&was.statuses), statuses(&is.statuses));
            log.runtime(
                "status",
                format!("the variant `{of}::{name}` stands for {after}, stood for {before}"),
            );
        }
    }
}

/// Which responses count as a success, where that is not a matter of decoding.
fn successes(log: &mut Log, old: &Operation, new: &Operation) {
    let words = |operation: &Operation| match operation.compares_success() {
        true => accepted(operation),
        false => "any response that decodes".to_owned(),
    };
    let (was, is) = (words(old), words(new));
    if was != is {
        log.runtime("success", format!("a success is {is}, was {was}"));
    }
}

fn accepted(operation: &Operation) -> String {
    let each = operation.successes.iter().map(|success| {
        let body = match success.media_types.as_slice() {
            [] => "without a body".to_owned(),
            types => format!("with `{}`", types.join("` or `")),
        };
        format!("{} {body}", status(&success.status))
    });
    let declared = each.collect::<Vec<_>>().join(" or ");
    match operation.success_rule {
        SuccessRule::Any => "any response with a status from 200 to 299".to_owned(),
        _ if declared.is_empty() => "any response with a status from 200 to 299 other than HTML".to_owned(),
        SuccessRule::Declared => format!("exactly {declared}"),
        SuccessRule::Forgiving => declared,
    }
}

fn statuses(all: &[StatusPattern]) -> String {
    all.iter().map(status).collect::<Vec<_>>().join(" and ")
}

fn status(status: &StatusPattern) -> String {
    match status {
        StatusPattern::Code(code) => format!("status {code}"),
        StatusPattern::Range(digit) => format!("any status from {digit}00 to {digit}99"),
        StatusPattern::Default => "any other status".to_owned(),
    }
}

/// Which status has which variant of the same type of failures.
fn failure_statuses(log: &mut Log, old: &Operation, new: &Operation) {
    let all: BTreeSet<StatusPattern> = patterns(old).chain(patterns(new)).collect();
    for pattern in all {
        let (was, is) = (read_as(old, pattern), read_as(new, pattern));
        if was != is {
            let (was, is) = (or_none(was), or_none(is));
            log.runtime(
                "status",
                format!("the body of {} is read as {is}, was as {was}", status(&pattern)),
            );
        }
    }
}

/// The statuses that have a variant, and those that do not have the one of their range.
fn patterns(operation: &Operation) -> impl Iterator<Item = StatusPattern> {
    operation.failure_statuses.iter().flat_map(|one| {
        let without = one.except.iter().map(|code| StatusPattern::Code(*code));
        without.chain([one.status])
    })
}

/// The variant of a status: its own, that of its range, or the one of all other statuses.
fn read_as(operation: &Operation, pattern: StatusPattern) -> Option<&String> {
    let failure_statuses = || operation.failure_statuses.iter();
    let of = |wanted: StatusPattern| failure_statuses().find(|one| one.status == wanted);
    let of_range = || match pattern {
        StatusPattern::Code(code) => of(StatusPattern::Range(code / 100)).filter(|range| !range.except.contains(&code)),
        StatusPattern::Range(_) | StatusPattern::Default => None,
    };
    let found = of(pattern).or_else(of_range).or_else(|| of(StatusPattern::Default));
    found.map(|one| &one.variant)
}
