//! Keys of schemas that are not keywords.
//!
//! One that looks like a keyword is a slip, and what it was to say is lost. All others are counted and reported once, because
//! a generator of documents that has keys of its own writes them everywhere.

use serde_json::{Map, Value};

use super::findings::Findings;
use super::unknown::{SHORTEST, misspelt};
use crate::alike::nearest;
use crate::diag::{Code, Diagnostic, Severity};
use crate::load::references::walk::{Trail, TrailStep};
use crate::spec::{KEYWORDS, Keyword, schema_keyword};

/// Checks the keys of a schema.
pub(super) fn check(map: &Map<String, Value>, trail: &Trail<'_>, found: &mut Findings) {
    let is_known = |name: &str| name.starts_with("x-") || schema_keyword(name).is_some();
    for (name, value) in map.iter().filter(|(name, _)| !is_known(name)) {
        let at = || trail.below(TrailStep::Key(name)).pointer();
        let Some(keyword) = meant(name, value, map) else {
            found.strangers.add(name, at);
            continue;
        };
        let message = format!("`{name}` is not a keyword of schemas");
        let said = Diagnostic::at(Code::UnknownKey, &at(), message);
        let said = if keyword.has_effect() {
            said.severity(Severity::Gap)
        } else {
            said
        };
        found.said.push(misspelt(said, &at(), keyword.name, value));
    }
}

/// The keyword that a key is a misspelling of: one that is not given, and can have the key's value.
fn meant(name: &str, value: &Value, map: &Map<String, Value>) -> Option<&'static Keyword> {
    if name.len() < SHORTEST {
        return None;
    }
    let possible = KEYWORDS
        .iter()
        .filter(|keyword| !map.contains_key(keyword.name) && keyword.can_hold(value));
    schema_keyword(nearest(name, possible.map(|keyword| keyword.name))?)
}
