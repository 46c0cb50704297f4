//! What the schema of a response says of a field and its type does not keep.

use crate::lower::drafts::MethodDraft;
use crate::schemas::{Graph, NodeId};

/// The format of a field of the response.
pub(super) fn format<'d>(graph: &Graph<'d>, method: &MethodDraft, names: &[&str]) -> Option<&'d str> {
    let mut contents = method.call.success.iter().filter_map(|(_, content)| content.as_ref());
    let mut node = contents.find_map(|content| content.schema)?;
    for name in names {
        node = property(graph, node, name)?;
    }
    graph.merged(node).ok()?.format
}

fn property(graph: &Graph<'_>, node: NodeId, name: &str) -> Option<NodeId> {
    let merged = graph.merged(graph.site(node).ok()?).ok()?;
    let (_, parts) = merged.properties.iter().find(|(key, _)| key == name)?;
    parts.first().copied()
}
