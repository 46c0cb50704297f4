//! Enums of texts.

use super::log::Log;
use super::names::pairs;
use crate::ir::{TextEnum, TextValue};

/// `sent`: whether callers send it.
pub(super) fn compare(log: &mut Log, old: &TextEnum, new: &TextEnum, sent: bool) {
    openness(log, old.open, new.open);
    let same_name = |a: &TextValue, b: &TextValue| a.name == b.name;
    let same_wire = |a: &TextValue, b: &TextValue| a.wire == b.wire;
    let found = pairs(&old.values, &new.values, &[&same_name, &same_wire]);
    for value in found.gone {
        let refused = if sent {
            ", and the service takes the text no more"
        } else {
            ""
        };
        let words = format!("the variant `{}` (`{}`) is gone{refused}", value.name, value.wire);
        log.compile("variant-removed", words);
    }
    for value in found.fresh {
        added(log, &value.name, old.open && new.open);
    }
    for (was, is) in found.both {
        if was.name != is.name {
            log.compile(
                "variant-renamed",
                format!("the variant `{}` is now called `{}`", was.name, is.name),
            );
        } else if was.wire != is.wire {
            let words = format!(
                "the variant `{}` is `{}` on the wire, was `{}`",
                is.name, is.wire, was.wire
            );
            log.runtime("variant-wire", words);
        }
        aliases(log, was, is);
    }
}

/// Other texts that are read as a value.
fn aliases(log: &mut Log, was: &TextValue, is: &TextValue) {
    let lacks = |some: &TextValue, other: &TextValue| some.aliases.iter().any(|alias| !other.aliases.contains(alias));
    if lacks(was, is) {
        log.runtime(
            "aliases",
            format!("the variant `{}` is read from fewer texts than before", is.name),
        );
    } else if lacks(is, was) {
        log.compatible(
            "aliases",
            format!("the variant `{}` is read from more texts than before", is.name),
        );
    }
}

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
