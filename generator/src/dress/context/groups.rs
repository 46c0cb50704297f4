//! Groups of operations.

use schemars::JsonSchema;
use serde::Serialize;

use super::operations::OperationContext;
use crate::dress::cfg::condition;
use crate::emit::docs::group_words;
use crate::emit::types::Scope;
use crate::plan::{Api, Group};

/// A group of operations.
#[derive(Debug, JsonSchema, Serialize)]
#[schemars(deny_unknown_fields, rename = "Group")]
pub(in crate::dress) struct GroupContext {
    /// The accessor of the client, and the module below `operations`.
    pub name: String,
    /// The type that has a method for each operation; `crate::operations::name` has it.
    pub type_name: String,
    /// What it is, on one line.
    pub docs: String,
    /// The parts any of which bring it; none if it is always there.
    pub parts: Vec<String>,
    /// The same as the condition of a `cfg`; nothing if it is always there.
    cfg: Option<String>,
    /// Its operations, in document order.
    pub operations: Vec<OperationContext>,
}

/// The method of a group that is made for an operation.
#[derive(Debug, JsonSchema, Serialize)]
#[schemars(deny_unknown_fields, rename = "Method")]
pub(in crate::dress) struct MethodContext {
    /// Its name.
    pub name: String,
    /// Whether it sends any number of items rather than making one request.
    pub bulk: bool,
}

impl GroupContext {
    pub(in crate::dress) fn new(group: &Group, scope: Scope<'_>) -> Self {
        let operations = group.operations.iter();
        Self {
            name: group.name.clone(),
            type_name: group.type_name.clone(),
            docs: group_words(group),
            cfg: condition(&group.parts),
            parts: group.parts.clone(),
            operations: operations
                .map(|operation| OperationContext::new(group, operation, scope))
                .collect(),
        }
    }
}

/// All operations, group by group.
pub(super) fn all(api: &Api) -> Vec<OperationContext> {
    let scope = Scope::elsewhere(api);
    let each = api
        .groups
        .iter()
        .flat_map(|group| group.operations.iter().map(move |operation| (group, operation)));
    each.map(|(group, operation)| OperationContext::new(group, operation, scope))
        .collect()
}
