//! Parameters that can have only one value: callers need not give it.
//!
//! In: an operation. Out: its constants, which are no longer among its parameters. Must not take what is optional, because leaving it
//! out is a second value.

use serde_json::Value;

use crate::lower::drafts::Spec;
use crate::schemas::{Graph, NodeId};
use crate::spec::{ParameterSpec, StyleSpec};

/// Takes the constants out of an operation, with their values as text.
pub(super) fn take(graph: &Graph, spec: &mut Spec) -> Vec<(ParameterSpec<NodeId>, String)> {
    let value = |parameter: &mut ParameterSpec<NodeId>| value(graph, parameter).is_some();
    let taken: Vec<_> = spec.parameters.extract_if(.., value).collect();
    let each = taken.into_iter().filter_map(|parameter| {
        let value = self::value(graph, &parameter)?;
        Some((parameter, value))
    });
    each.collect()
}

/// The only value of a parameter that is always sent. JSON is left to the caller, since its text depends on more than the value.
fn value(graph: &Graph, parameter: &ParameterSpec<NodeId>) -> Option<String> {
    if !parameter.required || parameter.style == StyleSpec::Json {
        return None;
    }
    let merged = graph.merged(graph.site(parameter.schema?).ok()?).ok()?;
    match merged.values.as_deref()? {
        [Value::String(text)] => Some(text.clone()),
        [value @ (Value::Number(_) | Value::Bool(_))] => Some(value.to_string()),
        _ => None,
    }
}
