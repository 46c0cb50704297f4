//! Methods that have no key of their own: each must be one that HTTP can send, and have no key.

use serde_json::{Value, json};

use crate::diag::{Action, Code, Diagnostic};
use crate::pointer::Pointer;
use crate::spec::METHODS;

/// Why an operation cannot have this method, if it cannot.
pub(super) fn fault(method: &str, value: &Value, at: &Pointer) -> Option<Diagnostic> {
    let said = |message: String| Diagnostic::at(Code::BadMethod, at, message);
    if let Some(key) = METHODS.iter().find(|key| key.eq_ignore_ascii_case(method)) {
        let said = said(format!(
            "an operation of the method `{method}` stands below the key `{key}` of the path item"
        ));
        let item = at.parent().and_then(|others| others.parent())?;
        let fix = Action::update(item, json!({ *key: value }));
        return Some(
            said.help("it is left out here")
                .fix(fix)
                .fix(Action::remove(at.clone())),
        );
    }
    let is_token = |letter: u8| letter.is_ascii_alphanumeric() || b"!#$%&'*+-.^_`|~".contains(&letter);
    let is_method = !method.is_empty() && method.bytes().all(is_token);
    (!is_method).then(|| said(format!("`{method}` is not an HTTP method")).help("the operation is left out"))
}
