//! Variants of an enum, whatever it is one of.

use crate::diff::log::Log;

/// Enums that keep what they do not know have a variant for it, and callers must expect more.
pub(super) fn openness(log: &mut Log, was: bool, is: bool) {
    match (was, is) {
        (true, false) => log.compile("closed", "`Unknown` is gone: what is not known cannot be read any more"),
        (false, true) => log.compile(
            "opened",
            "`Unknown` is new and more may come: a `match` needs an arm for that",
        ),
        _ => {}
    }
}

/// A new variant.
pub(super) fn added(log: &mut Log, name: &str, is_open: bool) {
    match is_open {
        true => log.compatible(
            "variant-added",
            format!("the variant `{name}` is new; it was read as `Unknown`"),
        ),
        false => log.compile(
            "variant-added",
            format!("the variant `{name}` is new: each `match` needs an arm for it"),
        ),
    }
}
