//! Whether the parts of a document are what they should be, as far as a client needs them; schemas are judged when they are
//! reached. Not a validator: what makes no difference to a client is not looked at.
//!
//! In: the merged tree after the overlays. Out: the same tree without the parts that are at fault, each with its message, so
//! that one bad part costs only itself. What is missing and has only one meaning is filled in.

mod findings;
mod objects;
mod parts;
mod schemas;
mod servers;

use serde_json::Value;

use super::overlay::editor::Editor;
use crate::diag::{Code, Diagnostic, Diagnostics};
use crate::pointer::Pointer;
use crate::spec::Document;
use findings::Findings;

/// Checks a whole document, and takes out what is at fault.
pub(super) fn check(document: &mut Document, diags: &mut Diagnostics) {
    let root = &document.root;
    if !["paths", "webhooks", "components"]
        .iter()
        .any(|key| root.get(key).is_some())
    {
        diags.push(nothing());
        return;
    }
    let mut found = Findings::default();
    parts::document(root, &mut found);
    servers::check(root, &mut found);
    schemas::check(root, &mut found);
    let Findings { said, set, gone } = found;
    said.into_iter().for_each(|one| diags.push(one));
    for (at, value) in set {
        put(&mut document.root, &at, value);
    }
    let site = (0, Pointer::root());
    Editor { document, site }.remove(gone);
}

fn nothing() -> Diagnostic {
    let message = "the document has neither `paths` nor `webhooks` nor `components`, so there is nothing to make";
    Diagnostic::at(Code::NothingDescribed, &Pointer::root(), message)
        .help("is it the whole document? A path is described below `paths`")
}

/// Sets a key of a mapping, or an element of a list that is there.
fn put(root: &mut Value, at: &Pointer, value: Value) {
    let Some(parent) = at.parent() else { return };
    match root.pointer_mut(parent.as_str()) {
        Some(Value::Object(map)) => {
            map.insert(at.last(), value);
        }
        Some(Value::Array(list)) => {
            if let Some(old) = at.last().parse().ok().and_then(|index: usize| list.get_mut(index)) {
                *old = value;
            }
        }
        _ => {}
    }
}
