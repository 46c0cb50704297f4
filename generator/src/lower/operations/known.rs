//! What operations know of the generated types.

use std::collections::BTreeSet;

use crate::lower::drafts::ModelDrafts;
use crate::lower::facts::boxed::Boxed;
use crate::lower::facts::early::EarlyFacts;
use crate::plan::{Field, FieldId, ModelId, Record, Type};

/// The generated types, before they are built.
#[derive(Clone, Copy)]
pub(in crate::lower) struct Known<'a> {
    pub drafts: &'a ModelDrafts,
    pub boxed: &'a Boxed,
    /// Those that can be checked against limits.
    pub checked: &'a BTreeSet<ModelId>,
}

/// A generated struct.
#[derive(Clone, Copy)]
pub(super) struct Struct<'a> {
    pub id: ModelId,
    pub record: &'a Record,
}

impl<'a> Known<'a> {
    /// The types of these drafts.
    pub(in crate::lower) fn new(drafts: &'a ModelDrafts, facts: &'a EarlyFacts) -> Self {
        let EarlyFacts { boxed, checked, .. } = facts;
        Self { drafts, boxed, checked }
    }

    /// The struct that a type is.
    pub(super) fn record(&self, ty: &Type) -> Option<Struct<'a>> {
        match ty {
            Type::Model(id) => Some(Struct {
                id: *id,
                record: self.drafts[*id].record()?,
            }),
            _ => None,
        }
    }

    /// A field of a generated struct.
    pub(super) fn field(&self, id: FieldId) -> Option<&'a Field> {
        self.drafts[id.model].record()?.fields.get(id.place)
    }
}

impl<'a> Struct<'a> {
    /// Its fields with their ids.
    pub(super) fn fields(self) -> impl Iterator<Item = (FieldId, &'a Field)> {
        let model = self.id;
        let fields = self.record.fields.iter().enumerate();
        fields.map(move |(place, field)| (FieldId { model, place }, field))
    }

    /// The field with this name on the wire.
    pub(super) fn field(self, wire: &str) -> Option<(FieldId, &'a Field)> {
        self.fields().find(|(_, field)| field.wire() == wire)
    }
}
