//! Messages of a command, in the form that was asked for.

use serde_json::json;

use super::arguments::{Format, Messages};
use super::output::Output;
use crate::diag::{Diagnostic, Diagnostics, Severity};
use crate::printable::printable_lines;
use crate::render::{Style, render};
use crate::spec::Document;

impl Messages {
    /// Writes the messages that are wanted: if few are, those about errors.
    pub(super) fn say(&self, diags: &Diagnostics, document: Option<&Document>, output: &mut Output<'_>) {
        self.say_of(diags, &[Severity::Error], document, output);
    }

    /// Writes the messages that are wanted: if few are, those of these severities.
    pub(super) fn say_of(
        &self,
        diags: &Diagnostics,
        least: &[Severity],
        document: Option<&Document>,
        output: &mut Output<'_>,
    ) {
        let mut chosen = Diagnostics::default();
        let wanted = |item: &&Diagnostic| !self.quiet || least.contains(&item.severity);
        diags.iter().filter(wanted).for_each(|item| chosen.push(item.clone()));
        if chosen.is_empty() {
            return;
        }
        let style = match self.format {
            Format::Json => Style::Json,
            Format::Human if output.colour => Style::Colour,
            Format::Human => Style::Plain,
        };
        output.error(&render(&chosen, document, style, self.max_messages));
    }

    /// Writes one message.
    pub(super) fn tell(&self, diagnostic: Diagnostic, output: &mut Output<'_>) {
        let mut diags = Diagnostics::default();
        diags.push(diagnostic);
        self.say(&diags, None, output);
    }

    /// Writes what has become of something, in one line.
    pub(super) fn note(&self, text: &str, output: &mut Output<'_>) {
        match (self.quiet, self.format) {
            (true, _) => {}
            (_, Format::Json) => output.error(&format!("{}\n", json!({ "severity": "note", "message": text }))),
            (_, Format::Human) => output.error(&format!("{}\n", printable_lines(text))),
        }
    }
}
