//! What is wrong with an overlay.

use serde_json::{Map, Value};

use crate::alike::nearest;
use crate::diag::{Code, Diagnostic};
use crate::load::files::Files;
use crate::pointer::Pointer;

/// A fault at a place of the overlay file.
pub(super) struct OverlayFault {
    code: Code,
    at: Pointer,
    message: String,
    help: Option<String>,
}

impl OverlayFault {
    pub(super) fn new(code: Code, at: Pointer, message: impl Into<String>) -> Self {
        Self {
            code,
            at,
            message: message.into(),
            help: None,
        }
    }

    /// Adds what to do.
    pub(super) fn help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }

    /// The message for it.
    pub(super) fn diagnostic(self, file: usize, files: &Files) -> Diagnostic {
        let place = files.place(&(file, self.at));
        Diagnostic {
            help: self.help,
            ..Diagnostic::new(self.code, place, self.message)
        }
    }
}

/// Refuses a key that the specification does not know, unless it is an extension.
pub(super) fn known_keys(map: &Map<String, Value>, known: &[&str], at: &Pointer) -> Result<(), OverlayFault> {
    let unknown = |key: &&String| !known.contains(&key.as_str()) && !key.starts_with("x-");
    let Some(key) = map.keys().find(unknown) else {
        return Ok(());
    };
    let fault = OverlayFault::new(
        Code::OverlayUnknownKey,
        at.key(key),
        format!("`{key}` is not a key of overlays here"),
    );
    Err(match nearest(key, known.iter().copied()) {
        Some(near) => fault.help(format!("did you mean `{near}`?")),
        None => fault.help(format!("known here: {}", known.join(", "))),
    })
}
