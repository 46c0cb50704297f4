//! Keys that an object does not have: those that look like one that is not given, those of later versions, and those that may
//! be operations.

use serde_json::{Map, Value, json};

use super::findings::Findings;
use super::objects::Object;
use crate::alike::nearest;
use crate::diag::{Action, Code, Diagnostic, Severity};
use crate::load::references::walk::{Step, Trail};
use crate::pointer::Pointer;

/// Shorter keys look like too many others.
pub(super) const SHORTEST: usize = 3;

/// Reports unknown keys that are worth a message. All others are the author's own, `x-` or not.
pub(super) fn check(map: &Map<String, Value>, kind: &'static Object, trail: &Trail<'_>, found: &mut Findings) {
    let is_known = |name: &str| name.starts_with("x-") || kind.keys.iter().any(|key| key.name == name);
    for (name, value) in map.iter().filter(|(name, _)| !is_known(name)) {
        let absent = kind.keys.iter().map(|key| key.name);
        let absent = absent.filter(|name| !map.contains_key(*name));
        let later = kind.later.iter().find(|(later, _)| later == name);
        let meant = nearest(name, absent).filter(|_| later.is_none() && name.len() >= SHORTEST);
        let other = kind.other.filter(|_| value.is_object());
        let at = trail.below(Step::Key(name)).pointer();
        let said = Diagnostic::at(Code::UnknownKey, &at, format!("{} has no key `{name}`", kind.name));
        let is_lost = later.is_some() || other.is_some();
        let said = if is_lost { said.severity(Severity::Gap) } else { said };
        found.said.extend(match (meant, later, other) {
            (Some(near), ..) => Some(misspelt(said, &at, near, value)),
            (None, Some((_, lost)), _) => Some(said.help(format!("`{name}` belongs to OpenAPI 3.2, so {lost}"))),
            (None, None, Some(lost)) => Some(said.help(lost)),
            (None, None, None) => None,
        });
    }
}

/// Adds to a message about a key which one is meant, and the fix that renames it.
pub(super) fn misspelt(said: Diagnostic, at: &Pointer, near: &str, value: &Value) -> Diagnostic {
    let holder = at.parent().unwrap_or_default();
    said.help(format!("did you mean `{near}`?"))
        .fix(Action::update(holder, json!({ near: value })))
        .fix(Action::remove(at.clone()))
}
