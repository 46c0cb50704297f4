//! What the client's author chooses around an item: the features that bring it, and derives of its own.

use super::log::Log;
use crate::plan::Extras;

/// The features any of which bring an item; none: it is always there.
pub(super) fn parts(log: &mut Log, old: &[String], new: &[String]) {
    let only = |from: &[String], other: &[String]| -> Vec<String> {
        from.iter().filter(|part| !other.contains(part)).cloned().collect()
    };
    let (lost, gained) = (only(old, new), only(new, old));
    match (old.is_empty(), new.is_empty()) {
        (true, false) => log.compile("feature", format!("it needs {} now", any(new))),
        (false, true) => log.compatible("feature", format!("it does not need {} any more", any(old))),
        _ if !lost.is_empty() => log.compile("feature", format!("{} brings it no longer", any(&lost))),
        _ if !gained.is_empty() => log.compatible("feature", format!("{} brings it, too", any(&gained))),
        _ => {}
    }
}

/// Derives. Attributes are the author's words to the compiler, and may mean anything.
pub(super) fn extras(log: &mut Log, old: &Extras, new: &Extras) {
    let Extras { derive, attributes: _ } = old;
    for path in derive.iter().filter(|path| !new.derive.contains(path)) {
        log.compile("derive", format!("`{path}` is not derived any more"));
    }
    for path in new.derive.iter().filter(|path| !derive.contains(path)) {
        log.compatible("derive", format!("`{path}` is derived"));
    }
}

fn any(parts: &[String]) -> String {
    let names: Vec<String> = parts.iter().map(|part| format!("`{part}`")).collect();
    format!("the feature {}", names.join(" or "))
}
