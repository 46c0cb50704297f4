//! OpenAPI Overlay 1.0 and 1.1: a list of changes to the merged document, in order.
//!
//! An action that matches nothing is an error, since it means that the document has changed below it.

mod action;
pub(super) mod editor;
mod fault;
mod growth;
mod path;

use std::path::Path;

use serde_json::Value;
use serde_json_path::JsonPath;

use super::describe::kind;
use super::files::{FilePlace, Files};
use crate::diag::{Code, Diagnostics};
use crate::pointer::Pointer;
use crate::spec::{Document, SourcePlace};
use action::{Action, COPY, Verb};
use editor::Editor;
use fault::{OverlayFault, known_keys};
pub(super) use growth::Growth;

/// Reads one overlay and applies it. Actions that are at fault are reported and left out.
pub(super) fn apply(
    path: &Path,
    files: &mut Files,
    document: &mut Document,
    growth: &mut Growth,
    diags: &mut Diagnostics,
) {
    let file = match files.read(path) {
        Ok(file) => file,
        Err(unread) => return diags.push(unread.diagnostic()),
    };
    let value = files.value(file);
    let all = match actions(&value) {
        Ok(all) => all,
        Err(fault) => return diags.push(fault.diagnostic(file, files)),
    };
    for (index, action) in all.iter().enumerate() {
        let at = Pointer::root().key("actions").index(index);
        match one(action, (file, at.clone()), document, growth) {
            Ok(true) => {}
            Ok(false) => diags.push(idle(at).diagnostic(file, files)),
            Err(fault) => diags.push(fault.diagnostic(file, files)),
        }
    }
}

/// An action that was right once, and is done by now.
fn idle(at: Pointer) -> OverlayFault {
    let fault = OverlayFault::new(
        Code::OverlayNoChange,
        at,
        "this action changes nothing: the document says so already",
    );
    fault.help("remove it, unless it guards against an older document")
}

/// The actions of an overlay whose head is right.
fn actions(root: &Value) -> Result<&[Value], OverlayFault> {
    let at = Pointer::root();
    let Some(map) = root.as_object() else {
        return Err(OverlayFault::new(
            Code::Overlay,
            at,
            format!("an overlay is a mapping, and this is {}", kind(root)),
        ));
    };
    match map.get("overlay").and_then(Value::as_str) {
        Some(version) if ["1.0", "1.1"].contains(&minor(version)) => {}
        Some(version) => {
            let message = format!("Overlay {version} is not read here, only 1.0 and 1.1");
            let fault = OverlayFault::new(Code::Overlay, at.key("overlay"), message);
            return Err(fault.help("if nothing of another version is used, write `overlay: 1.1.0`"));
        }
        None => {
            let fault = OverlayFault::new(
                Code::Overlay,
                at,
                "there is no key `overlay`, so this is not an overlay",
            );
            return Err(fault.help("an overlay starts with `overlay: 1.0.0`"));
        }
    }
    known_keys(map, &["overlay", "info", "extends", "actions"], &at)?;
    match map.get("actions") {
        Some(Value::Array(actions)) => Ok(actions),
        Some(other) => Err(OverlayFault::new(
            Code::Overlay,
            at.key("actions"),
            format!("`actions` is a list, and this is {}", kind(other)),
        )),
        None => Err(OverlayFault::new(
            Code::Overlay,
            at,
            "an overlay has a list of `actions`",
        )),
    }
}

/// A version without what changes nothing: `1.0` of `1.0.0`.
fn minor(version: &str) -> &str {
    let end = version.match_indices('.').nth(1).map_or(version.len(), |(at, _)| at);
    &version[..end]
}

/// Applies one action, whose place in the overlay is `site`. Gives whether anything has changed.
fn one(action: &Value, site: FilePlace, document: &mut Document, growth: &mut Growth) -> Result<bool, OverlayFault> {
    let at = site.1.clone();
    let Action { target, verb } = action::read(action, &at)?;
    let found = found(target, &document.root, &at.key("target"))?;
    let written = |key: &str| SourcePlace {
        source: site.0,
        pointer: at.key(key),
    };
    match verb {
        Verb::Remove if found.contains(&Pointer::root()) => {
            let fault = OverlayFault::new(Code::Overlay, at.key("target"), "the document itself cannot be removed");
            Err(fault.help("name the part of it that is to go, as in `$.paths['/internal']`"))
        }
        Verb::Remove => {
            let (site, from) = (at.clone(), written("remove"));
            Editor { document, site, from }.remove(found);
            Ok(true)
        }
        Verb::Update(update) => {
            growth.take(found.len(), update, &at)?;
            let (site, from) = (at.key("update"), written("update"));
            Editor { document, site, from }.update(&found, update)
        }
        Verb::Copy(path) => {
            let (value, from) = copied(path, document, &at.key(COPY))?;
            growth.take(found.len(), &value, &at)?;
            let from = from.unwrap_or_else(|| written(COPY));
            let site = at.key(COPY);
            Editor { document, site, from }.update(&found, &value)
        }
    }
}

/// The places that a path matches, which is at least one; `at` is where the overlay has the path.
fn found(path: &str, root: &Value, at: &Pointer) -> Result<Vec<Pointer>, OverlayFault> {
    let query = JsonPath::parse(path).map_err(|error| {
        let rest = path.get(error.position()..).unwrap_or_default();
        let message = match rest {
            "" => format!("`{path}` is not a JSONPath: it ends too early"),
            rest => format!("`{path}` is not a JSONPath: `{rest}` cannot be read"),
        };
        OverlayFault::new(Code::OverlayPath, at.clone(), message)
            .help("a key with other than letters, digits and `_` is written `['like-this']`")
    })?;
    let places = query.query_located(root);
    let found: Vec<_> = places
        .locations()
        .map(|it| Pointer::parse(&it.to_json_pointer()))
        .collect();
    if found.is_empty() {
        let path::Missed { why, help } = path::missed(path, root);
        let message = format!("`{path}` matches nothing: {why}");
        return Err(OverlayFault::new(Code::OverlayNoMatch, at.clone(), message).help(help));
    }
    Ok(found)
}

/// The value that an action copies, and where it came from.
fn copied(path: &str, document: &Document, at: &Pointer) -> Result<(Value, Option<SourcePlace>), OverlayFault> {
    match found(path, &document.root, at)?.as_slice() {
        [only] => Ok((document.get(only).cloned().unwrap_or_default(), document.origin(only))),
        many => {
            let message = format!("`{path}` matches {} places, and only one can be copied", many.len());
            Err(OverlayFault::new(Code::Overlay, at.clone(), message).help("name the one that you mean"))
        }
    }
}
