//! Keys that an object does not have: those that look like one that is not given, and those that may be operations. Keys that
//! it has, but not in the version of the document, or not for us.

use serde_json::{Map, Value, json};

use super::findings::Findings;
use super::objects::Object;
use super::tally::Tally;
use crate::alike::nearest;
use crate::diag::{Action, Code, Diagnostic, Severity};
use crate::load::header::minor_version;
use crate::load::references::walk::{Trail, TrailStep};
use crate::pointer::Pointer;

/// Shorter keys look like too many others.
pub(super) const SHORTEST: usize = 3;

/// Reports unknown keys that are worth a message. All others are the author's own, `x-` or not.
pub(super) fn check(map: &Map<String, Value>, kind: &'static Object, trail: &Trail<'_>, found: &mut Findings) {
    for key in kind.since_32.iter().filter(|key| map.contains_key(**key)) {
        found.since_32.add(key, || trail.below(TrailStep::Key(key)).pointer());
    }
    for (key, lost) in kind.lost.iter().filter(|(key, _)| map.contains_key(*key)) {
        let at = trail.below(TrailStep::Key(key)).pointer();
        let message = format!("`{key}` of {} is not supported, so {lost}", kind.name);
        found.said.push(Diagnostic::at(Code::UnsupportedKey, &at, message));
    }
    let names = kind.keys.iter().map(|key| key.name);
    let names = || names.clone().chain(kind.lost.iter().map(|(name, _)| *name));
    let is_known = |name: &str| name.starts_with("x-") || names().any(|known| known == name);
    for (name, value) in map.iter().filter(|(name, _)| !is_known(name)) {
        let absent = names().filter(|name| !map.contains_key(*name));
        let meant = nearest(name, absent).filter(|_| name.len() >= SHORTEST);
        let other = kind.other.filter(|_| value.is_object());
        let at = trail.below(TrailStep::Key(name)).pointer();
        let said = Diagnostic::at(Code::UnknownKey, &at, format!("{} has no key `{name}`", kind.name));
        let said = if other.is_some() {
            said.severity(Severity::Gap)
        } else {
            said
        };
        found.said.extend(match (meant, other) {
            (Some(near), _) => Some(misspelt(said, &at, near, value)),
            (None, Some(lost)) => Some(said.help(lost)),
            (None, None) => None,
        });
    }
}

/// Tells of keys of schemas that look like no keyword.
pub(super) fn strangers(keys: &Tally) -> Option<Diagnostic> {
    let said = keys.diagnostic("keys of schemas that are not keywords have no effect")?;
    Some(said.help(
        "the first is shown; names of your own start with `x-`, and those of properties stand below `properties`",
    ))
}

/// Tells of keys that the version of a document does not have.
pub(super) fn early(keys: &Tally, root: &Value) -> Option<Diagnostic> {
    minor_version(root).filter(|minor| *minor < 2)?;
    let said =
        keys.diagnostic("the document states an earlier version, and has keys of OpenAPI 3.2, which are read")?;
    let fix = Action::update(Pointer::root(), json!({ "openapi": "3.2.0" }));
    Some(said.help("the first is shown; write `openapi: 3.2.0`").fix(fix))
}

/// A message about a key that looks like one of those that are not given, if it does.
pub(in crate::load) fn misspelt_key<'n>(
    said: Diagnostic,
    at: &Pointer,
    value: &Value,
    absent: impl Iterator<Item = &'n str>,
) -> Option<Diagnostic> {
    let name = at.last();
    let near = nearest(&name, absent).filter(|_| name.len() >= SHORTEST)?;
    Some(misspelt(said, at, near, value))
}

/// Adds to a message about a key which one is meant, and the fix that renames it.
pub(super) fn misspelt(said: Diagnostic, at: &Pointer, near: &str, value: &Value) -> Diagnostic {
    let holder = at.parent().unwrap_or_default();
    said.help(format!("did you mean `{near}`?"))
        .fix(Action::update(holder, json!({ near: value })))
        .fix(Action::remove(at.clone()))
}
