//! `[types]` by format: an entry for a format that no schema has.

use std::collections::BTreeSet;

use super::report::Report;
use crate::config::{Config, did_you_mean};
use crate::diag::{Code, Diagnostic, Place};
use crate::schemas::Graph;

/// Compares the entries with the schemas of the client.
pub(super) fn check(graph: &Graph, config: &Config, report: &mut Report<'_>) {
    if config.types.is_empty() {
        return;
    }
    let merged = graph.ids().filter_map(|id| graph.merged(id).ok());
    let known = merged.filter_map(|merged| Some(format!("{}/{}", merged.kind()?.name(), merged.format?)));
    let known: BTreeSet<String> = known.collect();
    for choice in config.types.values().filter(|choice| !known.contains(&choice.of.text)) {
        let message = format!(
            "no schema of the client is a `{}`, so this entry has no effect",
            choice.of.text
        );
        let help = did_you_mean(&choice.of.text, known.iter().map(String::as_str));
        let place = Place::entry(&config.file, &choice.of.span);
        report
            .diags
            .push(Diagnostic::new(Code::IdleChoice, place, message).help(help));
    }
}
