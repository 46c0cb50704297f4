//! After which answers a connection is not used again.

use schemars::JsonSchema;
use serde::Serialize;

use super::text::literal;
use crate::config::FreshConnectionAfter;

/// After which answers a connection is not used again.
#[derive(Debug, JsonSchema, Serialize)]
#[schemars(deny_unknown_fields, rename = "FreshConnectionAfter")]
pub(super) struct FreshConnectionContext {
    /// Their statuses.
    statuses: Vec<u16>,
    /// Their media type, inside a Rust string literal; nothing if any counts.
    content_type: Option<String>,
}

impl FreshConnectionContext {
    pub(super) fn new(answers: &FreshConnectionAfter) -> Self {
        Self {
            statuses: answers.statuses.clone(),
            content_type: answers.content_type.as_deref().map(literal),
        }
    }
}
