//! What the service sends by itself.

use serde_json::Value;

use super::path_items::{is_skipped, path_items};
use super::read::{OperationSpec, read};
use super::set::OperationSet;
use crate::pointer::Pointer;
use crate::spec::{Document, Fault};

/// Webhooks, and the callbacks of the operations that are wanted: requests of the service, in the words of operations.
pub fn webhooks(document: &Document, wanted: &OperationSet<'_>) -> Vec<Result<OperationSpec<Pointer>, Fault>> {
    let mut out = requests(document, &Pointer::root().key("webhooks"));
    for operation in wanted.iter() {
        let at = operation.at.key("callbacks");
        let callbacks = document.get(&at).and_then(Value::as_object).into_iter().flatten();
        for (name, value) in callbacks {
            let target = value.get("$ref").and_then(Value::as_str).map(Pointer::parse);
            let requests = requests(document, &target.unwrap_or_else(|| at.key(name)));
            // An expression such as `{$request.body#/url}` is no name, the callback's key is.
            out.extend(requests.into_iter().map(|request| {
                Ok(OperationSpec {
                    path: name.clone(),
                    ..request?
                })
            }));
        }
    }
    out
}

/// The requests of a map from names (or expressions) to path items, without those that the author leaves out.
fn requests(document: &Document, at: &Pointer) -> Vec<Result<OperationSpec<Pointer>, Fault>> {
    let mut out = Vec::new();
    for item in path_items(document, at) {
        match item {
            Ok(item) => {
                let wanted = item.operations().filter(|(_, _, value)| !is_skipped(value));
                let route = |method| (item.key.to_owned(), method);
                out.extend(wanted.map(|(method, at, _)| read(document, route(method), &item.at, at)));
            }
            Err(fault) => out.push(Err(fault)),
        }
    }
    out
}
