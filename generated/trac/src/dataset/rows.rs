// From templates/trac/src/dataset/rows.rs; edit it there.

//! Rows as JSON content, and JSON content as rows.

use bytes::Bytes;
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::Value;

use crate::models::{DataReadResponse, DataUpdateRequestSchemaSpecifier, DataWriteRequestSchemaSpecifier, TagSelector};
use crate::operations::datasets::{Create, Datasets, Update};
use crate::runtime::{self, decode, printable};

use super::{ContentError, Format};

impl Datasets {
    /// Create a dataset from rows: structs or maps with a field for each column. The schema is given in place or by id.
    ///
    /// # Errors
    ///
    /// A row is no JSON object, or holds what JSON has no form for, such as NaN.
    #[inline]
    pub fn create_rows<T: Serialize>(
        &self,
        tenant: impl Into<String>,
        schema: impl Into<DataWriteRequestSchemaSpecifier>,
        rows: impl IntoIterator<Item = T>,
    ) -> Result<Create, ContentError> {
        Ok(self.create(tenant, schema, Format::Json, json_rows(rows)?))
    }

    /// Update a dataset from rows: structs or maps with a field for each column. They replace those of the prior version,
    /// which must be the latest one. The schema is given in place or by id.
    ///
    /// # Errors
    ///
    /// A row is no JSON object, or holds what JSON has no form for, such as NaN.
    #[inline]
    pub fn update_rows<T: Serialize>(
        &self,
        tenant: impl Into<String>,
        prior_version: impl Into<TagSelector>,
        schema: impl Into<DataUpdateRequestSchemaSpecifier>,
        rows: impl IntoIterator<Item = T>,
    ) -> Result<Update, ContentError> {
        Ok(self.update(tenant, prior_version, schema, Format::Json, json_rows(rows)?))
    }
}

impl DataReadResponse {
    /// The rows of a table that was read as [`Format::Json`].
    ///
    /// # Errors
    ///
    /// The content is no JSON, or a row is no `T`; the error names the row and the field.
    #[inline]
    pub fn rows<T: DeserializeOwned>(&self) -> Result<Vec<T>, ContentError> {
        self.json()
    }

    /// The content that was read as [`Format::Json`], as a whole: a list of rows for a table, an object for a structure.
    ///
    /// # Errors
    ///
    /// The content is no JSON, or no `T`; the error names the place.
    #[inline]
    pub fn json<T: DeserializeOwned>(&self) -> Result<T, ContentError> {
        decode::slice(self.content.as_bytes()).map_err(|error| {
            let error = error.rewritten(|text| printable(text).into_owned());
            ContentError::new("the content, as JSON, is not of the type that was asked for").because(error)
        })
    }
}

/// The content of a table, to be written as [`Format::Json`].
///
/// # Errors
///
/// A row is no JSON object, or holds what JSON has no form for, such as NaN.
#[inline]
pub fn json_rows<T: Serialize>(rows: impl IntoIterator<Item = T>) -> Result<Bytes, ContentError> {
    let rows = rows.into_iter().enumerate().map(|(number, row)| object(&row, number));
    json_value(&rows.collect::<Result<Vec<Value>, _>>()?)
}

/// The content of a structure, to be written as [`Format::Json`].
///
/// # Errors
///
/// The value holds what JSON has no form for, such as NaN.
#[inline]
pub fn json_value<T: Serialize + ?Sized>(value: &T) -> Result<Bytes, ContentError> {
    let text = runtime::json_value(value).map(|value| value.to_string());
    text.map(Bytes::from)
        .map_err(|error| ContentError::new("the value has no form in JSON").because(error))
}

#[inline]
fn object<T: Serialize>(row: &T, number: usize) -> Result<Value, ContentError> {
    match runtime::json_value(row) {
        Ok(value @ Value::Object(_)) => Ok(value),
        Ok(_) => Err(ContentError::new(format!(
            "row {number} must be a JSON object, such as a struct or a map"
        ))),
        Err(error) => Err(ContentError::new(format!("row {number} has no form in JSON")).because(error)),
    }
}
