//! What is there only with a part of the client: `cfg` attributes.

use std::collections::BTreeSet;

use proc_macro2::TokenStream;
use quote::quote;

use crate::config::{Config, Entry, did_you_mean};
use crate::diag::{Code, Diagnostic, Diagnostics, Place, Severity};

/// `#[cfg(…)]` for what any of these parts bring; nothing for what is always there.
pub(super) fn cfg(parts: &[String]) -> Option<TokenStream> {
    match parts {
        [] => None,
        [only] => Some(quote!(#[cfg(feature = #only)])),
        several => Some(quote!(#[cfg(any(#(feature = #several),*))])),
    }
}

/// The same for templates: what stands between the brackets of `cfg`.
pub(super) fn condition(parts: &[String]) -> Option<String> {
    let features: Vec<String> = parts.iter().map(|part| format!("feature = \"{part}\"")).collect();
    match features.as_slice() {
        [] => None,
        [only] => Some(only.clone()),
        several => Some(format!("any({})", several.join(", "))),
    }
}

/// The parts any of which bring at least one of these; none if one of them is always there.
pub(super) fn any_of<'a>(lists: impl IntoIterator<Item = &'a [String]>) -> Vec<String> {
    let mut all = BTreeSet::new();
    for parts in lists {
        if parts.is_empty() {
            return Vec::new();
        }
        all.extend(parts.iter().cloned());
    }
    all.into_iter().collect()
}

/// The parts that a hand-written module belongs to.
pub(super) fn of_module(config: &Config, module: &str) -> Vec<String> {
    let has = |list: &[Entry]| list.iter().any(|entry| entry.text == module);
    let parts = config.parts.iter().filter(|part| has(&part.modules));
    parts.map(|part| part.name.text.clone()).collect()
}

/// Errors for modules that no layer has.
pub(super) fn check_modules(config: &Config, modules: &[String], diags: &mut Diagnostics) {
    for part in &config.parts {
        for entry in part.modules.iter().filter(|entry| !modules.contains(&entry.text)) {
            let message = format!(
                "no layer has the module `{}`, which the part `{}` names",
                entry.text, part.name.text
            );
            let place = Place::entry(&config.file, &entry.span);
            let error = Diagnostic::new(Code::UnmatchedChoice, Severity::Error, place, message);
            diags.push(error.help(did_you_mean(&entry.text, modules.iter().map(String::as_str))));
        }
    }
}
