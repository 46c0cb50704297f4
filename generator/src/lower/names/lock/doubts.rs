//! Messages about entries of a lock that may not mean what they meant.

use super::places::By;
use crate::config::LockedName;
use crate::diag::{Code, Diagnostic, Place};
use crate::pointer::Pointer;

const HELP: &str =
    "if it is the wrong one, exchange the names in names.lock, or choose names with `x-client-name` in an overlay";

const SETTLE: &str =
    "if it is one of these elements, choose its name with `x-client-name`; otherwise remove this entry from names.lock";

/// An element of a list changed so much that it is not certain which one the lock means.
pub(super) fn doubt(file: &str, name: &LockedName, at: &Pointer, other: Option<Pointer>) -> Diagnostic {
    let message = match &other {
        None => format!(
            "`{}` in names.lock probably names this, but it has changed so much that this is not certain",
            name.name
        ),
        Some(other) if other == at => format!(
            "`{}` in names.lock may name this or another element of the list, which is gone, so nothing gets it",
            name.name
        ),
        Some(_) => format!(
            "`{}` in names.lock may name this or another element of the list, so neither gets it",
            name.name
        ),
    };
    let diagnostic = Diagnostic::at(Code::DoubtfulLock, at, message)
        .related(Place::span(file, name.span.clone()), "the name is locked here");
    match other {
        None => diagnostic.help(HELP),
        Some(other) if other == *at => diagnostic.help(SETTLE),
        Some(other) => diagnostic
            .related(Place::At(other), "this is the other one")
            .help(SETTLE),
    }
}

/// Components are in other files than they were.
pub(super) fn relocated(at: &Pointer, more: usize) -> Diagnostic {
    let name = at.last();
    let message = match more {
        0 => format!("`{name}` is in another file than in names.lock, and keeps its names"),
        1 => format!("`{name}` and another component are in other files than in names.lock, and keep their names"),
        _ => {
            format!("`{name}` and {more} other components are in other files than in names.lock, and keep their names")
        }
    };
    Diagnostic::at(Code::DoubtfulLock, at, message)
        .help("if it is another component, which happens to have the same name, remove its entries from names.lock")
}

/// Another file is the first document, and does not have all that the other one had.
pub(super) fn exchanged(at: &Pointer, was: &str, is: &str) -> Diagnostic {
    let name = at.last();
    let message = format!(
        "the first document is `{is}` instead of `{was}` and lacks some of its operations or types, but `{name}` keeps its names"
    );
    Diagnostic::at(Code::DoubtfulLock, at, message).help(format!(
        "if `{is}` describes another API, remove the entries of `{was}` from names.lock"
    ))
}

/// Why something has a name that was found in this way; `None` if it is certainly the same thing.
pub(super) fn reason(by: By) -> Option<&'static str> {
    match by {
        By::Exact | By::Same => None,
        By::Remaining => Some("the status or media type that had it is gone, and only this one may have replaced it"),
        By::Reference => Some("the schema that had it is a `$ref` to this now"),
    }
}

/// Names belong to what was found in place of what had them.
pub(super) fn followed(file: &str, reason: &str, name: &LockedName, at: &Pointer, more: usize) -> Diagnostic {
    let others = match more {
        0 => String::new(),
        1 => " (another type likewise)".to_owned(),
        _ => format!(" ({more} other types likewise)"),
    };
    let message = format!("this takes over the name `{}`, because {reason}{others}", name.name);
    Diagnostic::at(Code::DoubtfulLock, at, message)
        .related(Place::span(file, name.span.clone()), "the name is locked here")
        .help("to choose another name, set `x-client-name` in an overlay, or edit names.lock after this run")
}

/// A name whose thing is gone is the name of something else now.
pub(super) fn reused(file: &str, name: &LockedName, gone: &str, at: &Pointer) -> Diagnostic {
    let message = format!(
        "this takes over the name `{}`, because what had it is gone from the document",
        name.name
    );
    Diagnostic::at(Code::DoubtfulLock, at, message)
        .related(
            Place::span(file, name.span.clone()),
            format!("it was locked for `{gone}`"),
        )
        .help("to choose another name, set `x-client-name` in an overlay, or edit names.lock after this run")
}

/// A name within a type or a request whose owner is gone is that of something else in it now.
pub(super) fn passed_on(file: &str, owner: &LockedName, (gone, name): &(String, String), at: &Pointer) -> Diagnostic {
    let message = format!(
        "something new in `{}` takes over the name `{name}`, because `{gone}`, which had it, is gone from the document",
        owner.name
    );
    Diagnostic::at(Code::DoubtfulLock, at, message)
        .related(
            Place::span(file, owner.span.clone()),
            "it was locked in the `members` of this",
        )
        .help("to choose another name, edit `members` in names.lock after this run")
}
