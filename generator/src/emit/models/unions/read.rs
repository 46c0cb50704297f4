//! How a union is read: a decoder that looks once at the key, the tag or the kind.

use proc_macro2::{Ident, Literal, TokenStream};
use quote::quote;

use super::tags::only_texts;
use crate::emit::types::ident;
use crate::plan::{Constant, Criterion, Model, Type, Union};

/// `Deserialize`.
pub(super) fn deserialize(model: &Model, union: &Union) -> TokenStream {
    let (name, text) = (ident(&model.name), &model.name);
    let body = match union.variants.first().map(|variant| &variant.criterion) {
        Some(Criterion::Trial) => by_trial(union),
        Some(Criterion::Kind(_)) => by_kind(union),
        Some(Criterion::Tag(_)) => by_tag(union),
        _ => by_key(union),
    };
    quote! {
        impl<'de> Deserialize<'de> for #name {
            fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                let input = Input::read(#text, deserializer)?;
                #body
            }
        }
    }
}

fn by_tag(union: &Union) -> TokenStream {
    let tag = union.tag.as_deref().unwrap_or_default();
    let texts = only_texts(union);
    let arms = union.variants.iter().map(|variant| {
        let name = ident(&variant.name);
        let values = match &variant.criterion {
            Criterion::Tag(values) => values.as_slice(),
            _ => &[],
        };
        let values = values.iter().map(|value| pattern(value, texts));
        let values = quote!(#(#values)|*);
        let values = if texts { quote!(Some(#values)) } else { values };
        quote!(#values => input.whole().map(Self::#name),)
    });
    let (look, what) = if texts { ("tag", "text") } else { ("constant", "value") };
    let other = otherwise(union, &format!("expected a known {what} in `{tag}`"));
    let look = ident(look);
    quote!(match input.#look(#tag) { #(#arms)* _ => #other })
}

fn pattern(value: &Constant, only_texts: bool) -> TokenStream {
    match value {
        Constant::Text(text) if only_texts => quote!(#text),
        Constant::Text(text) => quote!(union::Tag::Text(#text)),
        Constant::Null => quote!(union::Tag::Null),
        Constant::Bool(flag) => quote!(union::Tag::Bool(#flag)),
        Constant::Integer(number) => {
            let number = Literal::i64_unsuffixed(*number);
            quote!(union::Tag::Integer(#number))
        }
    }
}

fn by_key(union: &Union) -> TokenStream {
    let mut keys = Vec::new();
    let mut arms = Vec::new();
    let mut rest = None;
    for variant in &union.variants {
        let name = ident(&variant.name);
        match (&variant.criterion, &variant.ty) {
            (Criterion::Member(key), Some(ty)) => {
                let made = made(&name, ty);
                arms.push(quote!(Some(#key) => input.member(#key).map(#made),));
                keys.push(key);
            }
            (Criterion::Member(key), None) => {
                arms.push(quote!(Some(#key) => Ok(Self::#name),));
                keys.push(key);
            }
            (Criterion::Key(some), _) => {
                arms.push(quote!(Some(#(#some)|*) => input.whole().map(Self::#name),));
                keys.extend(some);
            }
            _ if union.open => {
                let unknown = quote!(Ok(Self::Unknown(input.unknown())));
                rest = Some(quote!(match input.attempt() { Some(value) => Ok(Self::#name(value)), None => #unknown }));
            }
            _ => rest = Some(quote!(input.whole().map(Self::#name))),
        }
    }
    let expected = keys.iter().map(|key| key.as_str()).collect::<Vec<_>>().join(", ");
    let other = rest.unwrap_or_else(|| otherwise(union, &format!("expected one of the keys {expected}")));
    quote!(match input.key(&[#(#keys),*]) { #(#arms)* _ => #other })
}

fn by_kind(union: &Union) -> TokenStream {
    let mut expected: Vec<&str> = Vec::new();
    let mut arms = Vec::new();
    for variant in &union.variants {
        let name = ident(&variant.name);
        let Criterion::Kind(kinds) = &variant.criterion else {
            continue;
        };
        let patterns = kinds.iter().map(|kind| {
            let kind = ident(kind.name());
            quote!(Kind::#kind)
        });
        let read = ident(scalar(variant.ty.as_ref()));
        let made = variant.ty.as_ref().map_or(quote!(Self::#name), |ty| made(&name, ty));
        arms.push(quote!(#(#patterns)|* => input.#read().map(#made),));
        expected.extend(kinds.iter().map(|kind| kind.name()));
    }
    let other = otherwise(union, &format!("expected {}", expected.join(" or ").to_lowercase()));
    quote!(match input.kind() { #(#arms)* _ => #other })
}

/// How the runtime reads a branch of this type from the value.
fn scalar(ty: Option<&Type>) -> &'static str {
    match ty {
        Some(Type::Text) => "text",
        Some(Type::Bool) => "boolean",
        Some(Type::I64) => "integer",
        Some(Type::F64) => "float",
        Some(Type::Number) => "number",
        _ => "whole",
    }
}

/// The variant of a value that was read.
fn made(name: &Ident, ty: &Type) -> TokenStream {
    match ty.is_quoted() {
        true => quote!(|union::Quoted(value)| Self::#name(value)),
        false => quote!(Self::#name),
    }
}

fn by_trial(union: &Union) -> TokenStream {
    let tries = union.variants.iter().map(|variant| {
        let name = ident(&variant.name);
        let quoted = variant.ty.as_ref().is_some_and(Type::is_quoted);
        let value = if quoted {
            quote!(union::Quoted(value))
        } else {
            quote!(value)
        };
        quote!(if let Some(#value) = input.attempt() { return Ok(Self::#name(value)); })
    });
    let names: Vec<&str> = union.variants.iter().map(|variant| variant.name.as_str()).collect();
    let other = otherwise(union, &format!("none of {} fits", names.join(", ")));
    quote!(#(#tries)* #other)
}

/// What becomes of a value that no branch is made for.
fn otherwise(union: &Union, expected: &str) -> TokenStream {
    if union.open {
        quote!(Ok(Self::Unknown(input.unknown())))
    } else {
        quote!(Err(input.no_branch(#expected)))
    }
}
