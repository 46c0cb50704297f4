//! What the documentation says that callers feel.

use super::log::Log;
use super::words::or_none;
use crate::plan::Docs;

/// What the service takes if a value is not sent.
pub(super) fn default(log: &mut Log, old: &Docs, new: &Docs, name: &str) {
    let (was, is) = (&old.default, &new.default);
    if was != is {
        let (was, is) = (or_none(was.as_ref()), or_none(is.as_ref()));
        let words = format!("without `{name}` the service takes another default: {is}, was {was}");
        log.runtime("default", words);
    }
}

/// Whether it should be used no more.
pub(super) fn deprecated(log: &mut Log, old: &Docs, new: &Docs, what: &str) {
    match (old.deprecated, new.deprecated) {
        (false, true) => log.compatible("deprecated", format!("{what} is deprecated")),
        (true, false) => log.compatible("deprecated", format!("{what} is deprecated no more")),
        _ => {}
    }
}
