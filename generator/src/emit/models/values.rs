//! How single values stand in tables and expressions: their form on the wire, and those that are the only ones.

use proc_macro2::TokenStream;
use quote::quote;

use crate::emit::types::{Scope, literal};
use crate::ir::{Field, Presence, Type};

/// How a value is written that is not written as it is.
pub(super) fn form(ty: &Type) -> Option<TokenStream> {
    if ty.is_quoted() {
        return Some(quote!(quoted));
    }
    has_float(ty).then(|| quote!(finite))
}

/// Whether a value may be NaN, which JSON cannot write.
fn has_float(ty: &Type) -> bool {
    match ty {
        Type::F64 => true,
        Type::List(inner) | Type::Map(inner) | Type::Optional(inner) => has_float(inner),
        _ => false,
    }
}

/// The only value of a field, if it has but one: a variant of its enum, a boolean or a number.
pub(super) fn constant(field: &Field, scope: Scope<'_>) -> Option<TokenStream> {
    let value = literal(&field.ty, field.constant()?, scope);
    Some(match field.presence {
        Presence::RequiredNullable => quote!(Some(#value)),
        _ => value,
    })
}
