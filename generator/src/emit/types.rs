//! How each type is spelled, and how an argument becomes a value of it.

use proc_macro2::{Ident, Span, TokenStream};
use quote::quote;

use crate::ir::{Field, Presence, Type};

/// An identifier; names in the IR are valid by construction.
pub(super) fn ident(name: &str) -> Ident {
    Ident::new(name, Span::call_site())
}

/// Where generated types are named from.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum From {
    /// A file of `models`, which imports what it names.
    Models,
    /// Any other file.
    Elsewhere,
}

/// The type as it is spelled.
pub(crate) fn spell(ty: &Type, from: From) -> TokenStream {
    let of = |inner: &Type| spell(inner, from);
    match ty {
        Type::Bool => quote!(bool),
        Type::I32 => quote!(i32),
        Type::I64 => quote!(i64),
        Type::U32 => quote!(u32),
        Type::U64 => quote!(u64),
        Type::F64 => quote!(f64),
        Type::Number => runtime("Number", from),
        Type::Text => quote!(String),
        Type::Secret => runtime("Secret", from),
        // With a path everywhere: schemas are called so, too.
        Type::Base64 => quote!(runtime::Base64),
        Type::Upload => quote!(runtime::Upload),
        Type::Bytes => quote!(bytes::Bytes),
        Type::Json => quote!(serde_json::Value),
        Type::JsonObject => quote!(serde_json::Map<String, serde_json::Value>),
        Type::Empty => runtime("Empty", from),
        Type::Path(path) => path.parse().unwrap_or_else(|_| quote!(serde_json::Value)),
        Type::Model(name) => model(name, from),
        Type::List(inner) => {
            let inner = of(inner);
            quote!(Vec<#inner>)
        }
        Type::Map(inner) => {
            let inner = of(inner);
            quote!(BTreeMap<String, #inner>)
        }
        Type::Quoted(inner) => of(inner),
        Type::Optional(inner) => {
            let inner = of(inner);
            quote!(Option<#inner>)
        }
        Type::Boxed(inner) => {
            let inner = of(inner);
            quote!(Box<#inner>)
        }
        Type::Set(inner) => generic("Set", inner, from),
        Type::SetOrNull(inner) => generic("SetOrNull", inner, from),
        Type::SetOrChange(inner) => generic("SetOrChange", inner, from),
    }
}

fn model(name: &str, from: From) -> TokenStream {
    let name = ident(name);
    if from == From::Models {
        quote!(#name)
    } else {
        quote!(models::#name)
    }
}

fn runtime(name: &str, from: From) -> TokenStream {
    let name = ident(name);
    if from == From::Models {
        quote!(#name)
    } else {
        quote!(runtime::#name)
    }
}

fn generic(name: &str, inner: &Type, from: From) -> TokenStream {
    let (outer, inner) = (runtime(name, from), spell(inner, from));
    quote!(#outer<#inner>)
}

/// The type of a whole body that other code reads: what may be quoted in it says so.
pub(super) fn whole(ty: &Type) -> TokenStream {
    let spelled = spell(ty, From::Elsewhere);
    match ty.is_quoted() {
        true => quote!(crate::runtime::Quoted<#spelled>),
        false => spelled,
    }
}

/// The type of a field, with its presence.
pub(crate) fn field_type(field: &Field, from: From) -> TokenStream {
    let ty = spell(&field.ty, from);
    match field.presence {
        Presence::Required | Presence::Implied(_) => ty,
        Presence::RequiredNullable | Presence::Optional => quote!(Option<#ty>),
        Presence::Nullable => {
            let outer = runtime("Nullable", from);
            quote!(#outer<#ty>)
        }
    }
}

/// What a caller passes for a value, and the expression that makes the value of it.
pub(super) fn argument(name: &Ident, ty: &Type, from: From) -> (TokenStream, TokenStream) {
    let spelled = spell(ty, from);
    match ty {
        Type::Text
        | Type::Secret
        | Type::Base64
        | Type::Upload
        | Type::Bytes
        | Type::Number
        | Type::Json
        | Type::Model(_)
        | Type::Set(_)
        | Type::SetOrNull(_) => (quote!(impl Into<#spelled>), quote!(#name.into())),
        Type::List(item) => {
            let (item, into) = element(item, from);
            let map = into.then(|| quote!(.map(Into::into)));
            (
                quote!(impl IntoIterator<Item = #item>),
                quote!(#name.into_iter() #map .collect()),
            )
        }
        Type::Map(value) => {
            let (value, into) = element(value, from);
            let value_expression = if into { quote!(value.into()) } else { quote!(value) };
            let expression = quote!(#name.into_iter().map(|(key, value)| (key.into(), #value_expression)).collect());
            (
                quote!(impl IntoIterator<Item = (impl Into<String>, #value)>),
                expression,
            )
        }
        Type::JsonObject => {
            let item = quote!((impl Into<String>, impl Into<serde_json::Value>));
            let expression = quote!(#name.into_iter().map(|(key, value)| (key.into(), value.into())).collect());
            (quote!(impl IntoIterator<Item = #item>), expression)
        }
        Type::Boxed(inner) => {
            let inner = spell(inner, from);
            (quote!(impl Into<#inner>), quote!(Box::new(#name.into())))
        }
        _ => (spelled, quote!(#name)),
    }
}

/// The type of an element as an argument, and whether it is converted.
fn element(ty: &Type, from: From) -> (TokenStream, bool) {
    let spelled = spell(ty, from);
    match ty {
        Type::Text | Type::Secret | Type::Base64 | Type::Upload | Type::Bytes | Type::Number | Type::Json => {
            (quote!(impl Into<#spelled>), true)
        }
        _ => (spelled, false),
    }
}

/// Like [`argument`], for a field: the expression has the field's presence.
pub(super) fn field_argument(name: &Ident, field: &Field, from: From) -> (TokenStream, TokenStream) {
    let (ty, value) = argument(name, &field.ty, from);
    match field.presence {
        Presence::Required | Presence::Implied(_) => (ty, value),
        Presence::Optional => (ty, quote!(Some(#value))),
        Presence::RequiredNullable => {
            let ty = spell(&field.ty, from);
            (quote!(Option<#ty>), quote!(#name))
        }
        Presence::Nullable => {
            let ty = field_type(field, from);
            (quote!(impl Into<#ty>), quote!(#name.into()))
        }
    }
}
