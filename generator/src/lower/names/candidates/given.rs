//! Names of the author's choice: `x-client-name`.

use serde_json::Value;

use super::super::identifiers::pascal;
use crate::pointer::Pointer;
use crate::schemas::{Graph, NodeId, Origin, Role};

const NAME: &str = "x-client-name";

/// The name that the author gave to what is at a place.
pub(super) fn at(graph: &Graph, at: &Pointer) -> Option<String> {
    Some(pascal(graph.extension(at, NAME)?.as_str()?))
}

/// The name that the author gave to a type.
pub(in crate::lower::names) fn of(graph: &Graph, id: NodeId) -> Option<String> {
    match graph.origin(id)? {
        Origin::At(place) => at(graph, place),
        Origin::Made {
            role: Role::Group(_), ..
        } => {
            let said = graph.merged(id).ok()?.extension(NAME).and_then(Value::as_str);
            said.map(pascal)
        }
        // What the author names is the branch, with all that stands next to its choice.
        Origin::Made {
            role: Role::Branch(listed),
            ..
        } => match graph.origin(*listed)? {
            Origin::At(place) => at(graph, place),
            Origin::Made { .. } => None,
        },
        Origin::Made { .. } => None,
    }
}
