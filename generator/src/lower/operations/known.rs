//! What operations know of the generated types.

use std::collections::BTreeSet;

use crate::ir::{Field, ModelId, Record, Type};
use crate::lower::drafts::ModelDrafts;
use crate::lower::facts::boxed::Boxed;

/// The generated types, before they are built.
#[derive(Clone, Copy)]
pub(in crate::lower) struct Known<'a> {
    pub drafts: &'a ModelDrafts,
    pub boxed: &'a Boxed,
    /// Those that can be checked against limits.
    pub checked: &'a BTreeSet<ModelId>,
}

impl<'a> Known<'a> {
    /// The record that a type is.
    pub(super) fn record(&self, ty: &Type) -> Option<(ModelId, &'a Record)> {
        match ty {
            Type::Model(id) => Some((*id, self.drafts[*id].record()?)),
            _ => None,
        }
    }
}

/// The field of a record with this name on the wire.
pub(super) fn field<'a>(record: &'a Record, wire: &str) -> Option<&'a Field> {
    record.fields.iter().find(|field| field.wire == wire)
}

/// Whether a value of this type is copied rather than cloned.
pub(super) fn is_copy(ty: &Type) -> bool {
    matches!(
        ty,
        Type::Bool | Type::I32 | Type::I64 | Type::U32 | Type::U64 | Type::F64 | Type::Quoted(_)
    )
}
