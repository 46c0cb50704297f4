//! `$ref`s of parts that are not schemas.

use std::collections::BTreeSet;

use openapiv3 as oas;
use serde_json::Value;

use super::skeleton::{Skeletal, part};
use super::{Document, Fault};
use crate::diag::Code;
use crate::pointer::Pointer;

/// The longest chain of `$ref`s that is followed: each use of a part follows its chain again.
const LONGEST: usize = 64;

/// Reads what stands at a place, which may be a `$ref`.
pub(super) fn resolve_at<T: Skeletal>(doc: &Document, at: &Pointer) -> Result<(T, Pointer), Fault> {
    resolve(
        doc,
        oas::ReferenceOr::Reference {
            reference: at.to_string(),
        },
        at,
    )
}

/// Follows `$ref`s to the item itself, and says where that stands.
pub(super) fn resolve<T: Skeletal>(
    doc: &Document,
    item: oas::ReferenceOr<T>,
    at: &Pointer,
) -> Result<(T, Pointer), Fault> {
    let reference = match item {
        oas::ReferenceOr::Item(item) => return Ok((item, at.clone())),
        oas::ReferenceOr::Reference { reference } => reference,
    };
    let (value, here) = follow(doc, &reference, at)?;
    let item = T::deserialize(part::<T>(value)).map_err(|error| {
        Fault::new(
            Code::UnreadableComponent,
            at.clone(),
            format!("`{reference}` cannot be read: {error}"),
        )
    })?;
    Ok((item, here))
}

/// What a `$ref` at `at` leads to in the end, and where that stands.
pub(super) fn follow<'a>(doc: &'a Document, reference: &str, at: &Pointer) -> Result<(&'a Value, Pointer), Fault> {
    let (mut here, mut passed) = (Pointer::parse(reference), BTreeSet::new());
    for _ in 0..LONGEST {
        let value = doc
            .get(&here)
            .ok_or_else(|| Fault::new(Code::UnresolvedRef, at.clone(), format!("there is nothing at `{here}`")))?;
        let Some(next) = value.get("$ref").and_then(Value::as_str) else {
            return Ok((value, here));
        };
        if !passed.insert(std::mem::replace(&mut here, Pointer::parse(next))) {
            return Err(Fault::new(
                Code::CyclicRef,
                at.clone(),
                "this `$ref` leads back to itself",
            ));
        }
    }
    Err(Fault::new(
        Code::LongRefChain,
        at.clone(),
        format!("`$ref` chain longer than {LONGEST}"),
    ))
}
