//! Keys that an object does not have: those that look like one that is not given, and those that may be operations.

use serde_json::{Map, Value, json};

use super::findings::Findings;
use super::objects::{Object, PATH_ITEM};
use crate::diag::{Action, Code, Diagnostic, Severity};
use crate::load::references::walk::{Step, Trail};
use crate::load::suggest::nearest;

/// Shorter keys look like too many others.
const SHORTEST: usize = 3;

/// Reports unknown keys that are worth a message. All others are the author's own, `x-` or not.
pub(super) fn check(map: &Map<String, Value>, kind: &'static Object, trail: &Trail<'_>, found: &mut Findings) {
    let is_known = |name: &str| name.starts_with("x-") || kind.keys.iter().any(|key| key.name == name);
    let is_path_item = std::ptr::eq(kind, &raw const PATH_ITEM);
    for (name, value) in map.iter().filter(|(name, _)| !is_known(name)) {
        let absent = kind.keys.iter().map(|key| key.name);
        let absent = absent.filter(|name| !map.contains_key(*name));
        let meant = nearest(name, absent).filter(|_| name.len() >= SHORTEST);
        let at = trail.below(Step::Key(name)).pointer();
        let lost = (is_path_item && value.is_object()).then(|| lost(name));
        if meant.is_none() && lost.is_none() {
            continue;
        }
        let said = Diagnostic::at(Code::UnknownKey, &at, format!("{} has no key `{name}`", kind.name));
        let said = match (meant, lost) {
            (Some(near), None) => said.help(format!("did you mean `{near}`?")),
            (Some(near), Some(_)) => {
                let help = format!("did you mean `{near}`? The operation is left out");
                said.severity(Severity::Gap).help(help)
            }
            (None, Some(lost)) => said.severity(Severity::Gap).help(lost),
            (None, None) => said,
        };
        let actions = meant.into_iter().flat_map(|near| {
            let rename = Action::update(trail.pointer(), json!({ near: value }));
            [rename, Action::remove(at.clone())]
        });
        found.said.push(actions.fold(said, Diagnostic::fix));
    }
}

/// What it costs that a key of a path item is not one of its methods.
fn lost(name: &str) -> &'static str {
    match name {
        "query" => "the method `QUERY` belongs to OpenAPI 3.2, so this operation is left out",
        "additionalOperations" => "`additionalOperations` belongs to OpenAPI 3.2, so these operations are left out",
        _ => "an operation stands below the name of its method, in lower case; this one is left out",
    }
}
