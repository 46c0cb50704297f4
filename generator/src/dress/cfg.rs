//! What is there only with a part of the client, as far as templates and hand-written modules are concerned.

use crate::config::{Config, did_you_mean};
use crate::diag::{Code, Diagnostic, Diagnostics, Place};

/// What stands between the brackets of `cfg` for what any of these parts bring; nothing for what is always there.
pub(super) fn condition(parts: &[String]) -> Option<String> {
    let features: Vec<String> = parts.iter().map(|part| format!("feature = \"{part}\"")).collect();
    match features.as_slice() {
        [] => None,
        [only] => Some(only.clone()),
        several => Some(format!("any({})", several.join(", "))),
    }
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
            let error = Diagnostic::new(Code::UnmatchedChoice, place, message);
            diags.push(error.help(did_you_mean(&entry.text, modules.iter().map(String::as_str))));
        }
    }
}
