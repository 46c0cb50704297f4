//! Which schemas only lead to another one: references, and wrappers that describe or limit.

use crate::pointer::Pointer;
use crate::spec::{Additional, Schema, Schemas};

/// The target of a reference, or of an `allOf` (`oneOf`, `anyOf`) of one member that adds nothing which changes the type.
pub(super) fn next(schemas: &mut Schemas, schema: &Schema) -> Option<Pointer> {
    if let Some(target) = schema.alias() {
        return Some(target.clone());
    }
    let only = only_member(schemas, schema)?;
    let plain = schema.object.properties.is_empty()
        && schema.when.is_empty()
        && schema.object.required.is_empty()
        && schema.values.is_none()
        && schema.list.items.is_empty()
        && schema.format.is_none()
        && !schema.has("x-client-name")
        && !schema.has("x-client-type")
        && matches!(schema.object.additional, Additional::Unsaid | Additional::Free);
    plain.then_some(only)
}

/// The one schema that `$ref`, `allOf`, `oneOf` and `anyOf` name, once or again and again.
fn only_member(schemas: &mut Schemas, schema: &Schema) -> Option<Pointer> {
    let mut target = |at: &Pointer| schemas.at(at).ok()?.alias().cloned();
    let mut members = schema.all_of.iter().chain(&schema.one_of).chain(&schema.any_of);
    let (first, end) = match &schema.reference {
        Some(first) => (first, Some(first.clone())),
        None => {
            let first = members.next()?;
            (first, target(first))
        }
    };
    members
        .all(|at| target(at).is_some_and(|target| end.as_ref() == Some(&target)))
        .then(|| first.clone())
}
