//! What a caller passes for a value, and how the value is made of it.

use proc_macro2::{Ident, TokenStream};
use quote::quote;

use super::types::{Scope, field_type, ident, spell};
use crate::plan::{Field, Presence, Type};

/// How an argument becomes a value. The runtime's `build!` has the same words.
#[derive(Clone, Copy)]
enum Passing {
    Value,
    Into,
    Boxed,
    List,
    ListInto,
    Map,
    MapInto,
}

impl Passing {
    fn word(self) -> Ident {
        ident(match self {
            Self::Value => "value",
            Self::Into => "into",
            Self::Boxed => "boxed",
            Self::List => "list",
            Self::ListInto => "list_into",
            Self::Map => "map",
            Self::MapInto => "map_into",
        })
    }

    /// What the caller passes, where this is what the conversion gives.
    fn argument(self, of: &TokenStream) -> TokenStream {
        match self {
            Self::Value => of.clone(),
            Self::Into | Self::Boxed => quote!(impl Into<#of>),
            Self::List => quote!(impl IntoIterator<Item = #of>),
            Self::ListInto => quote!(impl IntoIterator<Item = impl Into<#of>>),
            Self::Map => quote!(impl IntoIterator<Item = (impl Into<String>, #of)>),
            Self::MapInto => quote!(impl IntoIterator<Item = (impl Into<String>, impl Into<#of>)>),
        }
    }

    /// The value, made of the argument of this name.
    fn value(self, name: &Ident) -> TokenStream {
        match self {
            Self::Value => quote!(#name),
            Self::Into => quote!(#name.into()),
            Self::Boxed => quote!(Box::new(#name.into())),
            Self::List => quote!(#name.into_iter().collect()),
            Self::ListInto => quote!(#name.into_iter().map(Into::into).collect()),
            Self::Map => quote!(#name.into_iter().map(|(key, value)| (key.into(), value)).collect()),
            Self::MapInto => quote!(#name.into_iter().map(|(key, value)| (key.into(), value.into())).collect()),
        }
    }
}

/// How a value of this type is made, and the type that the conversion gives.
fn conversion(ty: &Type, scope: Scope<'_>) -> (Passing, TokenStream) {
    match ty {
        Type::Model(_) | Type::Set(_) | Type::SetOrNull(_) => (Passing::Into, spell(ty, scope)),
        ty if is_converted(ty) => (Passing::Into, spell(ty, scope)),
        Type::List(item) if is_converted(item) => (Passing::ListInto, spell(item, scope)),
        Type::List(item) => (Passing::List, spell(item, scope)),
        Type::Map(value) if is_converted(value) => (Passing::MapInto, spell(value, scope)),
        Type::Map(value) => (Passing::Map, spell(value, scope)),
        Type::JsonObject => (Passing::MapInto, quote!(serde_json::Value)),
        Type::Boxed(inner) => (Passing::Boxed, spell(inner, scope)),
        _ => (Passing::Value, spell(ty, scope)),
    }
}

/// Whether a value is converted also where it is an element.
fn is_converted(ty: &Type) -> bool {
    matches!(
        ty,
        Type::Text | Type::Secret | Type::Base64 | Type::Base64Url | Type::Upload | Type::Number | Type::Json
    )
}

/// How the value of a field is made without `Some` around it, and the type that the conversion gives.
fn field_conversion(field: &Field, scope: Scope<'_>) -> (Passing, TokenStream) {
    match field.presence {
        Presence::Required | Presence::Implied(_) | Presence::Optional => conversion(&field.ty, scope),
        Presence::RequiredNullable => (Passing::Value, field_type(field, scope)),
        Presence::Nullable => (Passing::Into, field_type(field, scope)),
    }
}

/// What a caller passes for a value, and the expression that makes the value of it.
pub(super) fn argument(name: &Ident, ty: &Type, scope: Scope<'_>) -> (TokenStream, TokenStream) {
    let (conversion, of) = conversion(ty, scope);
    (conversion.argument(&of), conversion.value(name))
}

/// Like [`argument`], for a field: the expression has the field's presence.
pub(super) fn field_argument(name: &Ident, field: &Field, scope: Scope<'_>) -> (TokenStream, TokenStream) {
    let (conversion, of) = field_conversion(field, scope);
    let value = conversion.value(name);
    let value = match field.presence {
        Presence::Optional => quote!(Some(#value)),
        _ => value,
    };
    (conversion.argument(&of), value)
}

/// The same in the words of `build!`: `into(String) optional`.
pub(super) fn field_words(field: &Field, scope: Scope<'_>) -> TokenStream {
    let (conversion, of) = field_conversion(field, scope);
    let word = conversion.word();
    let optional = (field.presence == Presence::Optional).then(|| quote!(optional));
    quote!(#word(#of) #optional)
}
