//! The order of arguments.

use super::log::Log;
use super::words::listed;

/// Arguments that are the same, but come in another order.
pub(super) fn order(log: &mut Log, what: &str, old: &[(String, String)], new: &[(String, String)]) {
    let names = |all: &[(String, String)]| listed(all.iter().map(|(name, _)| name));
    if names(old) == names(new) {
        return;
    }
    let words = format!("{what} takes its arguments in another order: {}", names(new));
    let is_silent = old.iter().map(|(_, ty)| ty).eq(new.iter().map(|(_, ty)| ty));
    match is_silent {
        true => log.runtime("argument-order", format!("{words}; their types do not tell them apart")),
        false => log.compile("argument-order", words),
    }
}
