//! Generated types, and the types of error bodies.

use std::collections::BTreeSet;

use schemars::JsonSchema;
use serde::Serialize;

use super::text::{anywhere, literal, module};
use crate::dress::cfg::condition;
use crate::emit::docs::lines;
use crate::emit::types::{Scope, field_type, spell};
use crate::ir::{Api, Failure, Field, Model, Output, Presence, Shape, StatusPattern, Type};

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

/// A branch of a union or of an error body.
#[derive(Debug, JsonSchema, Serialize)]
#[schemars(deny_unknown_fields, rename = "Variant")]
struct VariantContext {
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

impl ModelContext {
    pub(in crate::dress) fn new(model: &Model, scope: Scope<'_>) -> Self {
        let (mut fields, mut values, mut variants, mut open) = (Vec::new(), Vec::new(), Vec::new(), false);
        let kind = match &model.shape {
            Shape::Record(record) => {
                fields = record
                    .fields
                    .iter()
                    .map(|field| FieldContext::new(field, scope))
                    .collect();
                "record"
            }
            Shape::TextEnum(text) => {
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
            Shape::Union(union) => {
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

impl VariantContext {
    fn new(name: &str, ty: Option<&Type>, scope: Scope<'_>) -> Self {
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

/// The author's own types, wherever they are used.
pub(super) fn types(api: &Api) -> Vec<String> {
    let mut found = BTreeSet::new();
    for model in &api.models {
        match &model.shape {
            Shape::Record(record) => {
                record.fields.iter().for_each(|field| own(&field.ty, &mut found));
                record.rest.iter().for_each(|ty| own(ty, &mut found));
            }
            Shape::Union(union) => union
                .variants
                .iter()
                .filter_map(|variant| variant.ty.as_ref())
                .for_each(|ty| own(ty, &mut found)),
            Shape::TextEnum(_) => {}
        }
    }
    for operation in api.groups.iter().flat_map(|group| &group.operations) {
        operation
            .parameters
            .iter()
            .for_each(|parameter| own(&parameter.ty, &mut found));
        operation.body.iter().for_each(|body| own(&body.ty, &mut found));
        if let Output::Json(ty) | Output::OptionalJson(ty) = &operation.output {
            own(ty, &mut found);
        }
    }
    found.into_iter().collect()
}

fn own(ty: &Type, found: &mut BTreeSet<String>) {
    match ty {
        Type::Path(path) => {
            found.insert(path.clone());
        }
        ty => ty.inner().into_iter().for_each(|inner| own(inner, found)),
    }
}
