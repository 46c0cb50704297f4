//! What the author chooses, compared with the client: choices that have no effect, and names that are not used as they are written.
//!
//! In: the entries of `client.toml` and the extensions of the document, and the drafts that they led to. Out: warnings. Must not
//! decide anything.

mod formats;
mod operations;
mod outcome;
mod report;
mod schemas;

use crate::config::Config;
use crate::diag::Diagnostics;
use crate::pointer::Pointer;
use crate::schemas::Graph;
use crate::spec::{Annotations, Operations};
pub(super) use outcome::Outcome;
use report::Report;

/// Compares all choices with the client.
pub(super) fn check(
    outcome: Outcome<'_, '_>,
    annotations: &Annotations,
    index: &Operations,
    config: &Config,
    diags: &mut Diagnostics,
) {
    let mut report = Report { annotations, diags };
    schemas::check(outcome, &mut report);
    operations::check(outcome, index, &mut report);
    formats::check(outcome.graph, config, &mut report);
    for (extension, _) in annotations.entries() {
        let at = extension.parent().unwrap_or_default();
        if !is_used(outcome.graph, &at) && index.at(&at).is_none() {
            let message = format!("no operation of the client uses {at}, so this entry has no effect");
            report.idle(
                extension,
                message,
                "remove the entry, or select an operation that uses it",
            );
        }
    }
}

/// Whether operations reach what stands at a place: a schema, or a group of properties.
fn is_used(graph: &Graph, at: &Pointer) -> bool {
    let is_here = |id| graph.merged(id).is_ok_and(|merged| merged.at == *at);
    graph.find(at).is_some() || graph.ids().any(is_here)
}
