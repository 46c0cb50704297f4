//! Messages about entries of a lock that may not mean what they meant.

use super::places::By;
use crate::config::{Doubt, LockedName};
use crate::diag::{Code, Diagnostic, Diagnostics, Place};
use crate::pointer::Pointer;

const SETTLE: &str = "if the name is right, remove its line from `[doubts]` in names.lock; otherwise choose another one with `x-client-name` in an \
     overlay, or exchange names in names.lock";

/// The same where one message stands for several names.
const SETTLE_ALL: &str = "if the names are right, remove their lines from `[doubts]` in names.lock; otherwise choose other ones with `x-client-name` in an \
     overlay, or exchange names in names.lock";

const SETTLE_ELEMENT: &str =
    "if it is one of these elements, choose its name with `x-client-name`; otherwise remove this entry from names.lock";

const SETTLE_DOCUMENT: &str = "if it describes the same API, remove the lines `exchanged` from `[doubts]` in names.lock; otherwise start with an empty names.lock";

/// An element of a list changed so much that it is not certain which one the lock means.
pub(super) fn held(file: &str, name: &LockedName, at: &Pointer, other: Option<Pointer>) -> Diagnostic {
    let what = match other {
        None => "another element of the list, which is gone, so nothing gets it",
        Some(_) => "another element of the list, so neither gets it",
    };
    let message = format!("`{}` in names.lock may name this or {what}", name.name);
    let diagnostic = Diagnostic::at(Code::DoubtfulLock, at, message)
        .related(Place::span(file, name.span.clone()), "the name is locked here")
        .help(SETTLE_ELEMENT);
    match other {
        None => diagnostic,
        Some(other) => diagnostic.related(Place::At(other), "this is the other one"),
    }
}

/// Names that may be those of other things than before, each with what has it, for one reason.
pub(super) fn tell(file: &str, doubt: Doubt, names: &[(&LockedName, Pointer)], diags: &mut Diagnostics) {
    // What one change of the document brings about is told once.
    let is_told_once = !matches!(doubt, Doubt::Changed | Doubt::Reused | Doubt::Bodies);
    let told = if is_told_once {
        names.get(..1).unwrap_or_default()
    } else {
        names
    };
    let more = if is_told_once { names.len().saturating_sub(1) } else { 0 };
    let help = match (doubt, more) {
        (Doubt::Exchanged, _) => SETTLE_DOCUMENT,
        (_, 0) => SETTLE,
        _ => SETTLE_ALL,
    };
    for (name, at) in told {
        diags.push(standing(file, name, at, message(doubt, &name.name, at, more), help));
    }
}

/// Why the name of what is at a place is in doubt, and so many more.
fn message(doubt: Doubt, name: &str, at: &Pointer, more: usize) -> String {
    let reason = match doubt {
        Doubt::Changed => {
            return format!(
                "`{name}` in names.lock probably names this, but it has changed so much that this is not certain"
            );
        }
        Doubt::Relocated => return relocated(&at.first(3).last(), more),
        Doubt::Exchanged => return exchanged(&at.first(3).last(), more),
        Doubt::Replaced => "the status or media type that had it is gone, and only this one may have replaced it",
        Doubt::Divided => "the parameter of the path that had it is one of each of its operations now",
        Doubt::Referred => "the schema that had it is a `$ref` to this now",
        Doubt::Renamed => "the operation at this path had another `operationId`",
        Doubt::Reused | Doubt::Bodies => "what had it is gone from the document",
    };
    let kind = if doubt == Doubt::Renamed { "method" } else { "type" };
    let others = match more {
        0 => String::new(),
        1 => format!(" (another {kind} likewise)"),
        more => format!(" ({more} other {kind}s likewise)"),
    };
    format!("this takes over the name `{name}`, because {reason}{others}")
}

fn standing(file: &str, name: &LockedName, at: &Pointer, message: String, help: &str) -> Diagnostic {
    let diagnostic = Diagnostic::at(Code::DoubtfulLock, at, message).help(help);
    // A name of this run is not in the file yet.
    match name.span.is_empty() {
        true => diagnostic,
        false => diagnostic.related(Place::span(file, name.span.clone()), "the name is locked here"),
    }
}

/// Components are in other files than they were.
fn relocated(name: &str, more: usize) -> String {
    match more {
        0 => format!("`{name}` is in another file than in names.lock, and keeps its names"),
        1 => format!("`{name}` and another component are in other files than in names.lock, and keep their names"),
        _ => {
            format!("`{name}` and {more} other components are in other files than in names.lock, and keep their names")
        }
    }
}

/// Why it is doubtful that a name is that of what was found in this way.
pub(super) fn reason(by: By) -> Option<Doubt> {
    match by {
        By::Exact | By::Same => None,
        By::Likeness => Some(Doubt::Changed),
        By::Divided => Some(Doubt::Divided),
        By::Remaining => Some(Doubt::Replaced),
        By::Reference => Some(Doubt::Referred),
    }
}

/// Another file is the first document, and does not have all that the other one had.
fn exchanged(name: &str, more: usize) -> String {
    let kept = match more {
        0 => format!("`{name}` keeps its names"),
        1 => format!("`{name}` and another component keep their names"),
        more => format!("`{name}` and {more} other components keep their names"),
    };
    format!(
        "the first document is another file than in names.lock and lacks some of its operations or types, but {kept}"
    )
}

/// A name whose thing is gone is the name of something else now.
pub(super) fn reused(file: &str, name: &LockedName, gone: &str, at: &Pointer) -> Diagnostic {
    Diagnostic::at(Code::DoubtfulLock, at, message(Doubt::Reused, &name.name, at, 0))
        .related(
            Place::span(file, name.span.clone()),
            format!("it was locked for `{gone}`"),
        )
        .help(SETTLE)
}

/// The accessor of a group whose tag and operations are gone is that of another tag now.
pub(super) fn group(file: &str, name: &LockedName, at: &Pointer) -> Diagnostic {
    let message = format!(
        "the group of this operation takes over the name `{}`, because the tag and the operations that had it are gone from the document",
        name.name
    );
    let help = format!(
        "if the name is right, remove the line `operations::{}` from `[doubts]` in names.lock; otherwise choose another one with `x-client-group`",
        name.name
    );
    standing(file, name, at, message, &help)
}

/// A name within a type or a request whose owner is gone is that of something else in it now.
pub(super) fn passed_on(file: &str, locked: &LockedName, owner: &str, name: &str, at: &Pointer) -> Diagnostic {
    let message = format!(
        "something new in `{owner}` takes over the name `{name}`, because what had it is gone or has another name"
    );
    let diagnostic = Diagnostic::at(Code::DoubtfulLock, at, message).help(format!(
        "if the name is right, remove the line `{owner}::{name}` from `[doubts]` in names.lock; to choose another one, change it in names.lock"
    ));
    match locked.span.is_empty() {
        true => diagnostic,
        false => diagnostic.related(
            Place::span(file, locked.span.clone()),
            "it was locked in the `members` of this",
        ),
    }
}

/// What a type consisted of is the object of a union with its name, because the union holds other values, too. It is certain, so it is told once.
pub(super) fn went(file: &str, locked: &LockedName, owner: &str, part: &str, at: &Pointer) -> Diagnostic {
    let message =
        format!("`{part}` has what `{owner}` consisted of, because `{owner}` also has values that are not objects now");
    let help = format!("callers find it in the variant of `{owner}` that holds `{part}`");
    standing(file, locked, at, message, &help)
}

/// A parameter of a path has the name that another one of it had. Arguments follow the path, so it is told once.
pub(super) fn other_order(old: &str, new: &str) -> Diagnostic {
    let message = format!(
        "parameters of this path have the names of others: it was `{old}` in names.lock, and arguments stand in the order of the path"
    );
    Diagnostic::at(Code::DoubtfulLock, &Pointer::root().key("paths").key(new), message)
        .help("check the calls of its methods: the compiler cannot tell arguments of one type apart")
}

/// All paths begin with other words. It is certain in this run only, so it is told once.
pub(super) fn prefixed(from: &str, to: &str, count: usize) -> Diagnostic {
    let word = |prefix: &str| {
        if prefix.is_empty() {
            "/".to_owned()
        } else {
            prefix.to_owned()
        }
    };
    let message = format!(
        "{count} paths begin with `{}` where those in names.lock begin with `{}`, and keep their names",
        word(to),
        word(from)
    );
    Diagnostic::at(Code::DoubtfulLock, &Pointer::root().key("paths"), message)
        .help("if they describe another API, start with an empty names.lock")
}
