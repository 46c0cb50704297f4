//! What names are made from.

use super::components::Components;
use crate::lower::names::operation_words::Paths;
use crate::schemas::Graph;

/// The schemas of a document, and what it says as a whole about the names of its parts.
#[derive(Clone, Copy)]
pub(in crate::lower) struct Source<'a> {
    pub graph: &'a Graph<'a>,
    pub paths: &'a Paths,
    pub components: &'a Components,
}
