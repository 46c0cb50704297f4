//! How single values stand in tables and expressions: their form on the wire, and those that a field has by itself.

use proc_macro2::TokenStream;
use quote::quote;

use crate::emit::types::Scope;
use crate::plan::{Field, Literal, Presence, Type};

/// How a value is written that is not written as it is.
pub(super) fn form(ty: &Type) -> Option<&'static str> {
    if ty.is_quoted() {
        return Some("quoted");
    }
    has_float(ty).then_some("finite")
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

/// A value of a type that a field has by itself. Only models have such fields, in whose files this is spelled.
pub(super) fn literal(ty: &Type, value: &Literal, scope: Scope<'_>) -> TokenStream {
    let text = match (value, ty) {
        (Literal::Variant(name), Type::Model(owner)) => format!("{}::{name}", scope.model(*owner).name),
        (Literal::Bool(flag), _) => flag.to_string(),
        (Literal::Number(number), Type::F64) => format!("{:?}", number.as_f64().unwrap_or_default()),
        (Literal::Number(_), Type::Quoted(inner)) => return literal(inner, value, scope),
        (Literal::Number(number), _) => number.to_string(),
        (Literal::Text(text), Type::Secret) => return quote!(Secret::new(#text)),
        (Literal::Text(text), _) if text.is_empty() => "String::new()".to_owned(),
        (Literal::Text(text), _) => return quote!(String::from(#text)),
        (Literal::Empty, Type::List(_)) => "Vec::new()".to_owned(),
        (Literal::Empty, Type::Map(_)) => "BTreeMap::new()".to_owned(),
        (Literal::Empty, Type::Base64) => "runtime::Base64::default()".to_owned(),
        (Literal::Empty, Type::Base64Url) => "runtime::Base64Url::default()".to_owned(),
        (Literal::Empty | Literal::Variant(_), _) => "serde_json::Map::new()".to_owned(),
    };
    text.parse().unwrap_or_default()
}
