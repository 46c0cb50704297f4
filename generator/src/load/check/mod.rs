//! Whether the parts of a document are what they should be, as far as a client needs them; schemas are judged when they are
//! reached. Not a validator: what makes no difference to a client is not looked at.
//!
//! In: the merged tree after the overlays. Out: messages, and [`Corrections`] that take the parts at fault out of the tree, so
//! that one bad part costs only itself. What is missing and has only one meaning is filled in.

mod corrections;
mod extensions;
mod findings;
mod keywords;
mod limits;
mod methods;
mod objects;
mod parameters;
mod parts;
mod schemas;
mod servers;
mod tally;
mod unknown;
mod walk;

use serde_json::{Map, Value};

use crate::diag::{Code, Diagnostic, Diagnostics, Severity};
use crate::pointer::Pointer;
use crate::spec::Document;
pub(super) use corrections::Corrections;
use findings::Findings;
pub(super) use unknown::misspelt_key;

/// Checks a whole document. Gives what takes out what is at fault.
pub(super) fn check(document: &Document, diags: &mut Diagnostics) -> Corrections {
    let root = &document.root;
    if !["paths", "webhooks", "components"]
        .iter()
        .any(|key| root.get(key).is_some())
    {
        diags.push(nothing());
        return Corrections::default();
    }
    let mut found = Findings::default();
    let is_empty = |at: &str| root.pointer(at).and_then(Value::as_object).is_none_or(Map::is_empty);
    if ["/paths", "/webhooks", "/components/schemas"].into_iter().all(is_empty) {
        let message = "the document describes neither operations nor schemas, so the client has nothing to call";
        found
            .said
            .push(Diagnostic::at(Code::NothingDescribed, &Pointer::root(), message).severity(Severity::Warning));
    }
    parts::document(root, &mut found);
    walk::check(root, &mut found);
    let Findings {
        said,
        set,
        gone,
        strangers,
        since_32,
    } = found;
    let said = said.into_iter().chain(unknown::strangers(&strangers));
    let said = said.chain(unknown::early(&since_32, root));
    said.for_each(|one| diags.push(one));
    Corrections { set, gone }
}

fn nothing() -> Diagnostic {
    let message = "the document has neither `paths` nor `webhooks` nor `components`, so there is nothing to make";
    Diagnostic::at(Code::NothingDescribed, &Pointer::root(), message)
        .help("is it the whole document? A path is described below `paths`")
}
