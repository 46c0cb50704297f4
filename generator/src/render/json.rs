//! A message as one line of JSON.
//!
//! `severity` is `error`, `gap` or `warning`. `file`, `line` and `column` (both from 1, columns in characters) and `pointer` are
//! null where there is none. `related` has the same keys with a `message`; `fix` holds the actions of an overlay.

use serde_json::{Value, json};

use super::find::Finder;
use super::fix;
use super::located::Located;
use crate::diag::Diagnostic;

pub(super) fn line(item: &Diagnostic, found: &Located, finder: &mut Finder<'_>) -> String {
    let related: Vec<Value> = item
        .related
        .iter()
        .map(|(place, label)| with_place(json!({ "message": label }), &finder.find(place)))
        .collect();
    let head = json!({ "severity": item.severity.word(), "code": item.code.name(), "message": item.message });
    let mut out = with_place(head, found);
    out["help"] = json!(item.help);
    out["related"] = Value::Array(related);
    out["fix"] = Value::Array(fix::actions(item, finder));
    format!("{out}\n")
}

fn with_place(mut out: Value, found: &Located) -> Value {
    out["file"] = json!(found.path);
    out["line"] = json!((found.line > 0).then_some(found.line));
    out["column"] = json!((found.column > 0).then_some(found.column));
    out["pointer"] = json!(found.pointer);
    out
}
