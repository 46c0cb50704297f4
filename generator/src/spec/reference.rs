//! `$ref`s of parts that are no schemas.

use openapiv3 as oas;
use serde::Deserialize;

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
    let (mut item, mut here) = (item, at.clone());
    for _ in 0..32 {
        let reference = match item {
            oas::ReferenceOr::Item(item) => return Ok((item, here)),
            oas::ReferenceOr::Reference { reference } => reference,
        };
        here = Pointer::parse(&reference);
        let fault = |code, message| Fault {
            code,
            at: at.clone(),
            message,
        };
        let value = doc
            .get(&here)
            .ok_or_else(|| fault("unresolved-ref", format!("there is nothing at `{reference}`")))?;
        item = oas::ReferenceOr::<T>::deserialize(part::<T>(value))
            .map_err(|error| fault("unreadable-component", format!("`{reference}` cannot be read: {error}")))?;
    }
    Err(Fault {
        code: "cyclic-ref",
        at: at.clone(),
        message: "this `$ref` leads back to itself".to_owned(),
    })
}
