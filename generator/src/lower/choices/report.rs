//! Messages about choices, each at the entry of `client.toml` or at the extension of the document.

use crate::diag::{Code, Diagnostic, Diagnostics, Place};
use crate::pointer::Pointer;
use crate::spec::Annotations;

/// Where messages about choices go.
pub(super) struct Report<'r> {
    pub annotations: &'r Annotations,
    pub diags: &'r mut Diagnostics,
}

impl Report<'_> {
    /// A choice has no effect.
    pub(super) fn idle(&mut self, extension: &Pointer, message: String, help: &str) {
        self.tell(Code::IdleChoice, extension, message, help);
    }

    /// A name is not used as it is written.
    pub(super) fn altered(&mut self, extension: &Pointer, word: &str, name: &str, help: &str) {
        let message = format!("the client has the name `{name}`, not `{word}`");
        self.tell(Code::AlteredChoice, extension, message, help);
    }

    fn tell(&mut self, code: Code, extension: &Pointer, message: String, help: &str) {
        let entry = self.annotations.entry(extension).cloned();
        let place = entry.unwrap_or_else(|| Place::At(extension.clone()));
        self.diags.push(Diagnostic::new(code, place, message).help(help));
    }
}
