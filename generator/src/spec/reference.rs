//! `$ref`s of parts that are no schemas.

use openapiv3 as oas;
use serde_json::Value;

use super::skeleton::{Part, part};
use super::{Document, Fault};
use crate::pointer::Pointer;

/// Reads what stands at a place, which may be a `$ref`.
pub(super) fn resolve_at<T: Part>(doc: &Document, at: &Pointer) -> Result<(T, Pointer), Fault> {
    resolve(
        doc,
        oas::ReferenceOr::Reference {
            reference: at.to_string(),
        },
        at,
    )
}

/// Follows `$ref`s to the item itself, and says where that stands.
pub(super) fn resolve<T: Part>(doc: &Document, item: oas::ReferenceOr<T>, at: &Pointer) -> Result<(T, Pointer), Fault> {
    let reference = match item {
        oas::ReferenceOr::Item(item) => return Ok((item, at.clone())),
        oas::ReferenceOr::Reference { reference } => reference,
    };
    let (value, here) = follow(doc, &reference, at)?;
    let item = T::deserialize(part::<T>(value)).map_err(|error| Fault {
        code: "unreadable-component",
        at: at.clone(),
        message: format!("`{reference}` cannot be read: {error}"),
    })?;
    Ok((item, here))
}

/// What a `$ref` at `at` leads to in the end, and where that stands.
pub(super) fn follow<'a>(doc: &'a Document, reference: &str, at: &Pointer) -> Result<(&'a Value, Pointer), Fault> {
    let mut here = Pointer::parse(reference);
    for _ in 0..32 {
        let value = doc.get(&here).ok_or_else(|| Fault {
            code: "unresolved-ref",
            at: at.clone(),
            message: format!("there is nothing at `{here}`"),
        })?;
        match value.get("$ref").and_then(Value::as_str) {
            Some(next) => here = Pointer::parse(next),
            None => return Ok((value, here)),
        }
    }
    Err(Fault {
        code: "cyclic-ref",
        at: at.clone(),
        message: "this `$ref` leads back to itself".to_owned(),
    })
}
