//! Our extensions: unknown names, places where they have no effect, values of a wrong type.
//!
//! Somebody wrote each of them to be used, so one that has no effect is an error. `spec/vocabulary/extensions/` has the tables. Extensions
//! of others are not looked at.

use serde_json::{Map, Value, json};

use super::findings::Findings;
use crate::alike::{is_slip, nearest};
use crate::diag::{Action, Code, Diagnostic, Mismatch, Severity};
use crate::load::references::slot::Slot;
use crate::load::references::walk::Trail;
use crate::pointer::Pointer;
use crate::spec::{Extension, Holder, Location, Root, extension, extensions};

const PREFIX: &str = "x-client-";

/// Checks the extensions of an object.
pub(super) fn check(map: &Map<String, Value>, slot: Slot, trail: &Trail<'_>, found: &mut Findings) {
    if !slot.has_extensions() {
        return;
    }
    for (key, value) in map.iter().filter(|(key, _)| looks_like_ours(key)) {
        let holder = trail.pointer();
        let at = holder.key(key);
        let holders = holders(slot, &holder);
        match extension(key) {
            None => found.said.extend(unknown(key, value, &holder, &holders)),
            Some(extension) if !is_at_home(extension, &holders) => found.said.push(misplaced(extension, &at, &holders)),
            Some(extension) => found.said.extend(mistyped(extension, map, value, at)),
        }
    }
}

/// Whether a key begins like those of ours, or almost.
fn looks_like_ours(key: &str) -> bool {
    let start = || key.chars().take(PREFIX.len()).collect::<String>();
    key.starts_with(PREFIX) || (key.starts_with(['x', 'X']) && is_slip(&start(), PREFIX))
}

/// What an object is to extensions; empty if none can stand there.
fn holders(slot: Slot, at: &Pointer) -> Vec<Holder> {
    let own = match slot {
        Slot::Operation => Some(operation(&Location::read(at).root)),
        Slot::Schema => Some(Holder::Schema),
        Slot::Parameter => Some(Holder::Parameter),
        _ => None,
    };
    let named = [Slot::Parameter, Slot::Header, Slot::RequestBody, Slot::Response].contains(&slot);
    let is_component = named && matches!(Location::read(at).root, Root::Component { at: root, .. } if root == *at);
    own.into_iter()
        .chain(is_component.then_some(Holder::Component))
        .collect()
}

fn operation(root: &Root) -> Holder {
    match root {
        Root::Operation { callback: Some(_), .. } => Holder::Callback,
        Root::Component { section, .. } if section == "callbacks" => Holder::Callback,
        Root::Operation { is_webhook: true, .. } => Holder::Webhook,
        _ => Holder::Operation,
    }
}

fn is_at_home(extension: &Extension, holders: &[Holder]) -> bool {
    holders.iter().any(|holder| extension.on.contains(holder))
}

/// A name that does not exist. One that only resembles ours belongs to others, unless it is almost one of ours.
fn unknown(key: &str, value: &Value, holder: &Pointer, holders: &[Holder]) -> Option<Diagnostic> {
    let here = extensions().filter(|extension| is_at_home(extension, holders));
    let here = meant(key, here);
    let anywhere = here.or_else(|| meant(key, extensions()));
    if anywhere.is_none() && !key.starts_with(PREFIX) {
        return None;
    }
    let at = holder.key(key);
    let severity = match key.starts_with(PREFIX) {
        true => Severity::Error,
        // Somebody else may have meant it.
        false => Severity::Gap,
    };
    let said = Diagnostic::at(Code::UnknownKey, &at, format!("unknown extension `{key}`")).severity(severity);
    let said = said.help(match anywhere {
        Some(name) => format!("did you mean `{name}`?"),
        None => format!("it has no effect; extensions that start with `{PREFIX}` are for this generator"),
    });
    let rename = here.map(|name| Action::update(holder.clone(), json!({ name: value })));
    let actions = rename
        .into_iter()
        .flat_map(|update| [update, Action::remove(at.clone())]);
    Some(actions.fold(said, Diagnostic::fix))
}

/// The extension that a key is a misspelling of.
fn meant<'a>(key: &str, extensions: impl Iterator<Item = &'a Extension>) -> Option<&'a str> {
    nearest(key, extensions.map(|extension| extension.name)).filter(|near| is_slip(key, near))
}

fn misplaced(extension: &Extension, at: &Pointer, holders: &[Holder]) -> Diagnostic {
    let here = holders
        .first()
        .map_or_else(|| "here".to_owned(), |holder| format!("on {}", holder.name()));
    let on: Vec<&str> = extension.on.iter().map(|holder| holder.name()).collect();
    let message = format!("`{}` has no effect {here}", extension.name);
    Diagnostic::at(Code::UnusableExtension, at, message).help(format!("it belongs on {}", on.join(" or ")))
}

/// A value of a wrong type. It does not matter on an operation that is left out.
fn mistyped(extension: &Extension, map: &Map<String, Value>, value: &Value, at: Pointer) -> Option<Diagnostic> {
    let expected = extension
        .form
        .expected()
        .filter(|expected| !expected.is_met_by(value))?;
    let is_left_out = map.get("x-client-skip") == Some(&Value::Bool(true));
    let wrong = Mismatch::of_key(extension.name, expected, value);
    (!is_left_out).then(|| Diagnostic::at(Code::UnusableExtension, &at, wrong))
}
