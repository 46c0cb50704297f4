//! `[types]` by format: an entry for a format that no schema has.

use std::collections::{BTreeMap, BTreeSet};

use super::report::Report;
use crate::config::{Config, Entry, did_you_mean};
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
    // A preset is for several formats, and one of them is enough.
    let mut idle: BTreeMap<&str, (&Entry, Vec<&str>)> = BTreeMap::new();
    for (format, choice) in &config.types {
        let (_, formats) = idle.entry(&choice.of.text).or_insert((&choice.of, Vec::new()));
        formats.push(format);
    }
    idle.retain(|_, (_, formats)| !formats.iter().any(|format| known.contains(*format)));
    for (entry, formats) in idle.into_values() {
        let names: Vec<String> = formats.iter().map(|format| format!("`{format}`")).collect();
        let message = format!(
            "no schema of the client is a {}, so this entry has no effect",
            names.join(" or a ")
        );
        let help = did_you_mean(&entry.text, known.iter().map(String::as_str));
        let place = Place::entry(&config.file, &entry.span);
        report
            .diags
            .push(Diagnostic::new(Code::IdleChoice, place, message).help(help));
    }
}
