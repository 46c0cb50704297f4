//! The properties of a record.
//!
//! In: a record. Out: its properties in document order, with their flags, those that the author leaves out excepted.

use std::collections::BTreeSet;

use serde_json::Value;

use super::ask::Ask;
use super::merge::{Ingredient, MadeOf, Merged};
use super::node::Property;
use super::origin::{NodeId, Role};

/// The properties of a record.
pub(super) fn properties(ask: &mut dyn Ask, merged: &Merged) -> Vec<Property> {
    let required: BTreeSet<&str> = merged.required.iter().map(String::as_str).collect();
    let mut out = Vec::new();
    for (wire, parts) in &merged.properties {
        if parts.iter().any(|part| is_skipped(ask, *part)) {
            continue;
        }
        let at = one_node(ask, merged, wire, parts);
        // Merged with what it refers to, so that flags on either side are seen.
        let flags = ask.merged(at).map(|merged| (merged.read_only, merged.write_only));
        let (read_only, write_only) = flags.unwrap_or_default();
        out.push(Property {
            wire: wire.clone(),
            required: required.contains(wire.as_str()),
            read_only,
            write_only,
            at,
        });
    }
    out
}

/// Whether the author leaves the property out.
fn is_skipped(ask: &mut dyn Ask, at: NodeId) -> bool {
    let written = ask.written(at);
    written.is_some_and(|schema| schema.extension("x-client-skip").and_then(Value::as_bool) == Some(true))
}

/// A property that several members of an `allOf` describe is a node made from them all.
pub(super) fn one_node(ask: &mut dyn Ask, merged: &Merged, wire: &str, parts: &[NodeId]) -> NodeId {
    let [first, further @ ..] = parts else { return merged.id };
    let site = ask.site(*first).ok();
    if further.iter().all(|part| ask.site(*part).ok() == site) {
        return *first;
    }
    let all = parts.iter().map(|at| Ingredient::whole(&ask.place(*at))).collect();
    ask.make(merged.id, Role::Property(wire.to_owned()), MadeOf::All(all))
}
