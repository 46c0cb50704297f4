//! Methods that have no key of their own: each must be one that HTTP can send, and have no key.

use serde_json::{Map, Value, json};

use crate::diag::{Action, Code, Diagnostic};
use crate::pointer::Pointer;
use crate::spec::{METHODS, OTHER_METHODS};

/// Why an operation cannot have this method, if it cannot; `item` is its path item.
pub(super) fn fault(item: &Map<String, Value>, method: &str, value: &Value, at: &Pointer) -> Option<Diagnostic> {
    let said = |message: String| Diagnostic::at(Code::BadMethod, at, message);
    if let Some(key) = METHODS.iter().find(|key| key.eq_ignore_ascii_case(method)) {
        // An update of what is there would merge two operations.
        let is_free = !item.contains_key(*key) && spellings(item, key) < 2;
        let message = match is_free {
            true => format!("`{method}` has a key of its own; put this operation under `{key}`"),
            false => format!("`{method}` has a key of its own, `{key}`, and there are two operations for it"),
        };
        let said = said(message).help("it is left out here");
        let place = at.parent().and_then(|others| others.parent()).filter(|_| is_free);
        let said = match place {
            Some(place) => said.fix(Action::update(place, json!({ *key: value }))),
            None => said,
        };
        return Some(said.fix(Action::remove(at.clone())));
    }
    let is_token = |letter: u8| letter.is_ascii_alphanumeric() || b"!#$%&'*+-.^_`|~".contains(&letter);
    let is_method = !method.is_empty() && method.bytes().all(is_token);
    (!is_method).then(|| said(format!("`{method}` is not an HTTP method")).help("the operation is left out"))
}

/// How many of the other methods of a path item are this one.
fn spellings(item: &Map<String, Value>, key: &str) -> usize {
    let others = item.get(OTHER_METHODS).and_then(Value::as_object);
    let names = others.into_iter().flat_map(Map::keys);
    names.filter(|name| name.eq_ignore_ascii_case(key)).count()
}
