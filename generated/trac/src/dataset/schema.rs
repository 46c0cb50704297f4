// From templates/trac/src/dataset/schema.rs; edit it there.

//! Schemas in few words.

use crate::models::{FieldSchema, SchemaDefinition, SchemaType, StructSchema, TableSchema};

impl SchemaDefinition {
    /// A table with these columns, in this order.
    #[inline]
    pub fn of_table(fields: impl IntoIterator<Item = FieldSchema>) -> Self {
        Self::new(SchemaType::Table, TableSchema::new().fields(fields))
    }

    /// A structure with these fields. Structures and lists that they name are set on what comes back.
    #[inline]
    pub fn of_struct(fields: impl IntoIterator<Item = FieldSchema>) -> Self {
        Self::new(SchemaType::Struct, StructSchema::new().fields(fields))
    }
}
