//! Generated types.

use schemars::JsonSchema;
use serde::Serialize;

use super::failures::VariantContext;
use super::text::{anywhere, literal, module};
use crate::dress::cfg::condition;
use crate::emit::docs::lines;
use crate::emit::types::{Scope, field_type};
use crate::plan::{Definition, Field, Model, Presence};

/// A generated type.
#[derive(Debug, JsonSchema, Serialize)]
#[schemars(deny_unknown_fields, rename = "Model")]
pub(in crate::dress) struct ModelContext {
    /// Its Rust name, `FunctionCall`; `crate::models::FunctionCall` is its path.
    pub name: String,
    /// The same as the name of a module, `function_call`; `[model]` in the path of a Rust file.
    pub module_name: String,
    /// The module below `models` that it is in.
    module: String,
    /// The parts of the client any of which bring it; none if it is always there.
    parts: Vec<String>,
    /// When it is there, as the condition of a `cfg`; nothing if it always is.
    cfg: Option<String>,
    /// `record` (a struct with `fields`), `enum` (texts, in `values`) or `union` (one of several, in `variants`).
    kind: &'static str,
    /// Whether callers build it: then a record has `new` and setters.
    sent: bool,
    /// Whether the service sends it.
    received: bool,
    /// Whether values can be compared, sorted and hashed.
    key: bool,
    /// Whether an enum or union keeps values that it does not know.
    open: bool,
    /// What the document says of it, as lines of Markdown.
    docs: Vec<String>,
    /// Whether the document says that it should not be used any more.
    deprecated: bool,
    /// Its place in the document as a JSON pointer, inside a Rust string literal.
    pointer: String,
    /// Fields of a record, in document order.
    fields: Vec<FieldContext>,
    /// Values of an enum, in document order.
    values: Vec<ValueContext>,
    /// Branches of a union, in document order.
    variants: Vec<VariantContext>,
}

/// A field of a record.
#[derive(Debug, JsonSchema, Serialize)]
#[schemars(deny_unknown_fields, rename = "Field")]
struct FieldContext {
    /// Its Rust name.
    name: String,
    /// Its key on the wire, inside a Rust string literal; for a group of members what the author calls it.
    wire: String,
    /// Whether it is a group of members of the object, of which at most one is there.
    is_group: bool,
    /// The Rust type of the field, as it can be written in any module: `Option<crate::models::Stream>`.
    #[serde(rename = "type")]
    ty: String,
    /// Whether it is always there.
    required: bool,
    /// Whether null is a value that differs from being absent.
    nullable: bool,
    /// What the document says of it, as lines of Markdown.
    docs: Vec<String>,
    /// Whether the document says that it should not be used any more.
    deprecated: bool,
}

/// A value of an enum.
#[derive(Debug, JsonSchema, Serialize)]
#[schemars(deny_unknown_fields, rename = "Value")]
struct ValueContext {
    /// Its Rust name.
    name: String,
    /// Its text on the wire, inside a Rust string literal.
    wire: String,
}

impl ModelContext {
    pub(in crate::dress) fn new(model: &Model, scope: Scope<'_>) -> Self {
        let (mut fields, mut values, mut variants, mut open) = (Vec::new(), Vec::new(), Vec::new(), false);
        let kind = match &model.definition {
            Definition::Record(record) => {
                fields = record
                    .fields
                    .iter()
                    .map(|field| FieldContext::new(field, scope))
                    .collect();
                "record"
            }
            Definition::TextEnum(text) => {
                open = text.open;
                values = text
                    .values
                    .iter()
                    .map(|value| ValueContext {
                        name: value.name.clone(),
                        wire: literal(&value.wire),
                    })
                    .collect();
                "enum"
            }
            Definition::Union(union) => {
                open = union.open;
                variants = union
                    .variants
                    .iter()
                    .map(|variant| VariantContext::new(&variant.name, variant.ty.as_ref(), scope))
                    .collect();
                "union"
            }
        };
        Self {
            name: model.name.clone(),
            module_name: module(&model.name),
            module: model.module.clone(),
            cfg: condition(&model.parts),
            parts: model.parts.clone(),
            kind,
            sent: model.sent,
            received: model.received,
            key: model.key,
            open,
            docs: lines(&model.docs),
            deprecated: model.docs.deprecated,
            pointer: literal(&model.at.to_string()),
            fields,
            values,
            variants,
        }
    }
}

impl FieldContext {
    fn new(field: &Field, scope: Scope<'_>) -> Self {
        Self {
            name: field.name.clone(),
            wire: literal(field.wire()),
            is_group: field.is_group(),
            ty: anywhere(field_type(field, scope)),
            required: matches!(field.presence, Presence::Required | Presence::RequiredNullable),
            nullable: matches!(field.presence, Presence::Nullable | Presence::RequiredNullable),
            docs: lines(&field.docs),
            deprecated: field.docs.deprecated,
        }
    }
}
