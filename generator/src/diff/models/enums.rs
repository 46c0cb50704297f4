//! Enums of texts.

use super::variants::{added, openness};
use crate::diff::log::Log;
use crate::diff::pairs::pairs;
use crate::plan::{TextEnum, TextValue};

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
