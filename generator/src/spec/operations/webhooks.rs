//! What the service sends by itself.

use std::collections::BTreeSet;

use serde_json::Value;

use super::path_items::{is_skipped, path_items};
use super::read::{OperationSpec, read};
use super::set::OperationSet;
use crate::pointer::Pointer;
use crate::spec::{Document, Fault};

/// Webhooks, and the callbacks of the operations that are wanted: requests of the service, in the words of operations. A callback that several
/// operations refer to is there once, by the name of the component.
pub fn webhooks(document: &Document, wanted: &OperationSet<'_>) -> Vec<Result<OperationSpec<Pointer>, Fault>> {
    let mut out = requests(document, &Pointer::root().key("webhooks"));
    let mut seen: BTreeSet<Pointer> = BTreeSet::new();
    for operation in wanted.iter() {
        let at = operation.at.key("callbacks");
        let callbacks = document.get(&at).and_then(Value::as_object).into_iter().flatten();
        for (name, value) in callbacks {
            let target = value.get("$ref").and_then(Value::as_str).map(Pointer::parse);
            let at = target.unwrap_or_else(|| at.key(name));
            if !seen.insert(at.clone()) {
                continue;
            }
            // An expression such as `{$request.body#/url}` is no name, the callback's key is.
            out.extend(requests(document, &at).into_iter().map(|request| {
                Ok(OperationSpec {
                    path: at.last(),
                    ..request?
                })
            }));
        }
    }
    out
}

/// The requests of a map from names (or expressions) to path items, without those that the author leaves out.
fn requests(document: &Document, all: &Pointer) -> Vec<Result<OperationSpec<Pointer>, Fault>> {
    let mut out = Vec::new();
    for item in path_items(document, all) {
        match item {
            Ok(item) => {
                let wanted = item.operations().filter(|(_, _, value)| !is_skipped(value));
                let request = |(method, at, _): (_, Pointer, _)| {
                    let listed = all.key(item.key).key(&at.last());
                    let request = read(document, (item.key.to_owned(), method), &item.at, at)?;
                    Ok(OperationSpec { listed, ..request })
                };
                out.extend(wanted.map(request));
            }
            Err(fault) => out.push(Err(fault)),
        }
    }
    out
}
