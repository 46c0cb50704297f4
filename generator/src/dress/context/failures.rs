//! Types of error bodies, and the branches that they share with unions.

use schemars::JsonSchema;
use serde::Serialize;

use super::text::anywhere;
use crate::dress::cfg::condition;
use crate::emit::types::{Scope, spell};
use crate::plan::{Failure, StatusPattern, Type};

/// A branch of a union or of an error body.
#[derive(Debug, JsonSchema, Serialize)]
#[schemars(deny_unknown_fields, rename = "Variant")]
pub(super) struct VariantContext {
    /// Its Rust name.
    name: String,
    /// The Rust type that it holds, as it can be written in any module; nothing if it holds none.
    #[serde(rename = "type")]
    ty: Option<String>,
}

/// The error bodies of an operation, or of several that share them: an enum.
#[derive(Debug, JsonSchema, Serialize)]
#[schemars(deny_unknown_fields, rename = "Failure")]
pub(in crate::dress) struct FailureContext {
    /// Its Rust name; `crate::errors` has it.
    pub name: String,
    /// When it is there, as the condition of a `cfg`; nothing if it always is.
    cfg: Option<String>,
    /// The bodies.
    variants: Vec<VariantContext>,
    /// The variant of statuses that the document does not declare one by one.
    envelope: Option<String>,
    /// The other names of the type, each that of an operation.
    aliases: Vec<String>,
}

impl VariantContext {
    pub(super) fn new(name: &str, ty: Option<&Type>, scope: Scope<'_>) -> Self {
        Self {
            name: name.to_owned(),
            ty: ty.map(|ty| anywhere(spell(ty, scope))),
        }
    }
}

impl FailureContext {
    pub(in crate::dress) fn new(failure: &Failure, scope: Scope<'_>) -> Self {
        let variants = failure.variants.iter();
        let mut others = failure.variants.iter();
        let envelope = others.find(|variant| variant.status == StatusPattern::Default);
        Self {
            name: failure.name.clone(),
            cfg: condition(&failure.parts),
            variants: variants
                .map(|variant| VariantContext::new(&variant.name, Some(&variant.ty), scope))
                .collect(),
            envelope: envelope.map(|variant| variant.name.clone()),
            aliases: failure.aliases.iter().map(|alias| alias.name.clone()).collect(),
        }
    }
}
