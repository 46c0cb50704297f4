//! The last look at the merged tree: every reference leads somewhere, and no chain of them in a circle.

use serde_json::Value;

use super::reference::{Target, component_pointer, parse};
use super::slot::Slot;
use super::suggest;
use super::walk::references;
use crate::diag::{Diagnostic, Diagnostics, Place};
use crate::pointer::Pointer;

/// Checks a merged tree. It is lent mutably only to be walked; nothing is changed.
pub(super) fn check(root: &mut Value, diags: &mut Diagnostics) {
    let mut found = Vec::new();
    references(root, Slot::Document, &Pointer::root(), &mut |reference| {
        if !reference.mapping {
            found.push((reference.trail.pointer(), reference.text.to_owned()));
        }
        None
    });
    for (at, text) in &found {
        check_one(root, at, text, diags);
    }
    check_circles(root, diags);
}

fn check_one(root: &Value, at: &Pointer, text: &str, diags: &mut Diagnostics) {
    match parse(text) {
        Target::Place(None, target) if root.pointer(target.as_str()).is_some() => {}
        Target::Place(None, target) => {
            let error = Diagnostic::error("unresolved-ref", at, format!("`{target}` does not exist"));
            diags.push(error.help(suggest::missing(root, &target)));
        }
        Target::Place(Some(_), _) | Target::Remote | Target::Anchor => {
            let error = Diagnostic::error(
                "unsupported-ref",
                at,
                format!("`{text}` does not lead into the merged document"),
            );
            diags.push(
                error.help("an overlay refers to what is there after merging, as in `#/components/schemas/Name`"),
            );
        }
    }
}

/// A reference may be part of what it refers to, but a chain of nothing but references must end.
fn check_circles(root: &Value, diags: &mut Diagnostics) {
    let mut told: Vec<Pointer> = Vec::new();
    for (kind, entries) in root.get("components").and_then(Value::as_object).into_iter().flatten() {
        for name in entries.as_object().into_iter().flatten().map(|(name, _)| name) {
            let start = component_pointer(kind, name);
            let circle = circle(root, &start);
            if !circle.is_empty() && !circle.iter().any(|at| told.contains(at)) {
                diags.push(describe(&circle));
                told.extend(circle);
            }
        }
    }
}

/// The places of a circle that leads back to `start`; empty if there is none.
fn circle(root: &Value, start: &Pointer) -> Vec<Pointer> {
    let mut chain = vec![start.clone()];
    while let Some(next) = chain.last().and_then(|at| alias(root, at)) {
        if next == *start {
            return chain;
        }
        if chain.contains(&next) {
            break;
        }
        chain.push(next);
    }
    Vec::new()
}

fn alias(root: &Value, at: &Pointer) -> Option<Pointer> {
    match parse(root.pointer(at.as_str())?.as_object()?.get("$ref")?.as_str()?) {
        Target::Place(None, target) => Some(target),
        _ => None,
    }
}

fn describe(circle: &[Pointer]) -> Diagnostic {
    let names: Vec<_> = circle.iter().map(|at| format!("`{}`", at.last())).collect();
    let (first, rest) = (circle.first().cloned().unwrap_or_default(), circle.iter().skip(1));
    let message = match names.as_slice() {
        [one] => format!("{one} refers to itself and to nothing else"),
        many => format!("{} refer to each other and to nothing else", many.join(", ")),
    };
    let error = Diagnostic::error("cyclic-ref", &first.key("$ref"), message).help("one of them must say what it is");
    rest.fold(error, |error, at| {
        error.related(Place::At(at.key("$ref")), "and back by way of this")
    })
}
