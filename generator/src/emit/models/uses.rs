//! What the text of a type names, so that each file imports just that.

use std::collections::BTreeSet;

use super::constructors;
use crate::emit::types::Scope;
use crate::plan::{Definition, Field, Literal, Model, ModelId, Presence, Type, Union, ValueOrigin};

/// Names by where they come from.
pub(super) struct Uses<'a> {
    scope: Scope<'a>,
    pub std: BTreeSet<&'static str>,
    pub models: BTreeSet<&'a str>,
    pub runtime: BTreeSet<&'a str>,
    /// Whether the runtime itself is named.
    pub runtime_itself: bool,
}

impl<'a> Uses<'a> {
    /// Nothing so far.
    pub(super) fn new(scope: Scope<'a>) -> Self {
        Self {
            scope,
            std: BTreeSet::new(),
            models: BTreeSet::new(),
            runtime: BTreeSet::new(),
            runtime_itself: false,
        }
    }

    fn name(&mut self, id: ModelId) {
        self.models.insert(&self.scope.model(id).name);
    }

    /// Adds what the items of a model name.
    pub(super) fn model(&mut self, model: &'a Model) {
        if let Some(conversion) = &model.conversion {
            self.name(conversion.target);
            conversion.missing.iter().for_each(|field| self.field(field));
            for copied in &conversion.copied {
                match &copied.from {
                    ValueOrigin::Implied(ty, value) => self.literal(ty, value),
                    ValueOrigin::Constant(field) => self.ty(&field.ty),
                    ValueOrigin::Read(..) | ValueOrigin::Absent => {}
                }
            }
        }
        if model.deep {
            self.runtime.insert("threads");
        }
        match &model.definition {
            Definition::Record(record) => {
                self.runtime.insert("record");
                self.runtime.extend(constructors::table(model, record));
                if model.checked {
                    self.runtime.insert("limits");
                }
                record.fields.iter().for_each(|field| self.field(field));
                if let Some(rest) = &record.rest {
                    self.std.insert("BTreeMap");
                    self.ty(rest);
                }
            }
            Definition::TextEnum(text) if text.open => self.runtime.extend(["text_enum", "UnknownText"]),
            Definition::TextEnum(_) => self.runtime.extend(["closed_text_enum"]),
            Definition::Union(union) => self.union(union),
        }
    }

    fn field(&mut self, field: &'a Field) {
        if field.presence == Presence::Nullable {
            self.runtime.insert("Nullable");
        }
        self.ty(&field.ty);
    }

    /// What a value names by itself, where its type need not be named.
    fn literal(&mut self, ty: &'a Type, value: &Literal) {
        match (value, ty) {
            (Literal::Number(_), Type::Quoted(inner)) => self.literal(inner, value),
            (Literal::Variant(_), Type::Model(owner)) => self.name(*owner),
            (Literal::Text(_), Type::Secret) => drop(self.runtime.insert("Secret")),
            (Literal::Empty, Type::Map(_)) => drop(self.std.insert("BTreeMap")),
            (Literal::Empty, Type::Base64 | Type::Base64Url) => self.runtime_itself = true,
            (Literal::Empty, Type::JsonObject) => drop(self.runtime.insert("serde_json")),
            _ => {}
        }
    }

    fn union(&mut self, union: &'a Union) {
        self.runtime.insert(if union.is_group() { "one_of" } else { "union" });
        if union.keeps_unknown() {
            self.runtime.insert("UnknownJson");
        }
        union.types().for_each(|ty| self.ty(ty));
    }

    /// Adds what a type names.
    pub(super) fn ty(&mut self, ty: &'a Type) {
        let runtime = match ty {
            Type::Number => Some("Number"),
            Type::Secret => Some("Secret"),
            Type::Empty => Some("Empty"),
            Type::Json | Type::JsonObject => Some("serde_json"),
            Type::Set(_) => Some("Set"),
            Type::SetOrNull(_) => Some("SetOrNull"),
            Type::SetOrChange(_) => Some("SetOrChange"),
            Type::Map(_) => {
                self.std.insert("BTreeMap");
                None
            }
            _ => None,
        };
        self.runtime.extend(runtime);
        self.runtime_itself |= matches!(ty, Type::Base64 | Type::Base64Url | Type::Upload);
        if let Some(id) = ty.model() {
            self.name(id);
        }
        if let Some(inner) = ty.inner() {
            self.ty(inner);
        }
    }
}
