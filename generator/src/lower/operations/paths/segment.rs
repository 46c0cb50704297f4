//! `x-client-segment: plain`: a parameter of the path whose value has no slash, because the service decodes the path before it
//! takes it apart.

use crate::diag::{Code, Diagnostic, Diagnostics};
use crate::schemas::{Graph, NodeId};
use crate::spec::{ParameterLocation, ParameterSpec, StyleSpec};

const NAME: &str = "x-client-segment";

/// Whether a parameter is such a one.
pub(in crate::lower) fn is_plain(graph: &Graph, spec: &ParameterSpec<NodeId>, diags: &mut Diagnostics) -> bool {
    let Some(said) = graph.document.get(&spec.at).and_then(|parameter| parameter.get(NAME)) else {
        return false;
    };
    let is_text = spec.place == ParameterLocation::Path && spec.style == StyleSpec::Simple && !spec.explode;
    if is_text && said.as_str() == Some("plain") {
        return true;
    }
    let message = match is_text {
        true => format!("`{NAME}` knows the word `plain`, and is {said}"),
        false => format!("`{NAME}` wants a parameter of the path that is written as it is"),
    };
    diags.push(Diagnostic::at(Code::UnusableExtension, &spec.at.key(NAME), message));
    false
}
