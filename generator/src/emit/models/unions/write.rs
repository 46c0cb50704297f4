//! How a union is written: the branch itself, or below its key.

use proc_macro2::TokenStream;
use quote::quote;

use crate::emit::types::ident;
use crate::plan::{Criterion, Model, Type, Union};

/// `Serialize`.
pub(super) fn serialize(model: &Model, union: &Union) -> TokenStream {
    let name = ident(&model.name);
    let arms = union.variants.iter().map(|variant| {
        let name = ident(&variant.name);
        match (&variant.criterion, &variant.ty) {
            (Criterion::Member(key), Some(ty)) => {
                let value = written(ty);
                quote!(Self::#name(value) => union::member(serializer, #key, #value),)
            }
            (Criterion::Member(key), None) if variant.is_true => {
                quote!(Self::#name => union::member(serializer, #key, &true),)
            }
            (Criterion::Member(key), None) => {
                quote!(Self::#name => union::member(serializer, #key, &Empty {}),)
            }
            (_, Some(Type::F64)) => quote!(Self::#name(value) => union::float(serializer, *value),),
            (_, Some(ty)) if ty.is_quoted() => {
                quote!(Self::#name(value) => union::AsQuoted(value).serialize(serializer),)
            }
            _ => quote!(Self::#name(value) => value.serialize(serializer),),
        }
    });
    let unknown = union
        .open
        .then(|| quote!(Self::Unknown(value) => value.serialize(serializer),));
    quote! {
        impl Serialize for #name {
            fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                match self { #(#arms)* #unknown }
            }
        }
    }
}

/// The value of a variant as it is written.
fn written(ty: &Type) -> TokenStream {
    match ty.is_quoted() {
        true => quote!(&union::AsQuoted(value)),
        false => quote!(value),
    }
}
