//! Unions: an enum, how it is written and read, and what it is made from.

mod read;
pub(super) mod tags;
mod write;

use proc_macro2::TokenStream;
use quote::quote;

use super::values::form;
use super::{conversions, limits};
use crate::emit::docs::{attributes, code, sentence};
use crate::emit::types::{Scope, ident, spell};
use crate::plan::{Constant, Criterion, Model, Type, Union, ValueKind, Variant};
use read::deserialize;
use write::serialize;

/// The items of a union.
pub(super) fn items(model: &Model, union: &Union, scope: Scope<'_>) -> Vec<TokenStream> {
    let mut out = vec![definition(model, union, scope)];
    if union.is_group() {
        out.push(table(model, union));
    } else {
        out.extend([serialize(model, union), deserialize(model, union)]);
    }
    out.extend(limits::union(model, union, scope));
    if model.sent {
        let sources = union.sources(model.id).into_iter();
        out.extend(sources.flat_map(|(variant, ty)| self::sources(model, variant, ty, scope)));
    }
    out.extend(conversions::items(model, scope));
    out
}

fn definition(model: &Model, union: &Union, scope: Scope<'_>) -> TokenStream {
    let name = ident(&model.name);
    let mut docs = model.docs.clone();
    docs.notes.push(format!("Told apart {}.", union.strategy.words()));
    let docs = attributes(&docs);
    let variants = union.variants.iter().map(|variant| {
        let (name, docs) = (ident(&variant.name), variant_docs(model, variant));
        match variant.ty.as_ref().map(|ty| spell(ty, scope)) {
            Some(ty) => quote!(#docs #name(#ty),),
            None => quote!(#docs #name,),
        }
    });
    let unknown = union.keeps_unknown().then(|| {
        let docs = sentence("A branch that this version of the crate does not know, kept as it is.");
        quote!(#docs Unknown(UnknownJson),)
    });
    let open = union.open.then(|| quote!(#[non_exhaustive]));
    quote! {
        #docs
        #[derive(Clone, Debug, PartialEq)]
        #open
        pub enum #name { #(#variants)* #unknown }
    }
}

/// The table of a group's members, from which the runtime makes reading and writing.
fn table(model: &Model, union: &Union) -> TokenStream {
    let name = ident(&model.name);
    let members = union.variants.iter().map(|variant| {
        let (name, key) = (ident(&variant.name), key(variant));
        let mark = match &variant.ty {
            Some(ty) => form(ty),
            None if variant.is_true => Some(quote!(flag)),
            None => Some(quote!(empty)),
        };
        quote!(#name: #key #mark)
    });
    quote!(one_of!(#name { #(#members),* });)
}

/// The key of a member.
fn key(variant: &Variant) -> &str {
    match &variant.criterion {
        Criterion::Member(key) => key,
        _ => "",
    }
}

fn variant_docs(model: &Model, variant: &Variant) -> TokenStream {
    let own = variant.docs.description != model.docs.description;
    if own && !crate::emit::docs::lines(&variant.docs).is_empty() {
        return attributes(&variant.docs);
    }
    sentence(&match &variant.criterion {
        Criterion::Tag(values) => format!("The tag is {}.", tags(values)),
        Criterion::Member(key) => format!("The value of {}.", quoted(std::slice::from_ref(key))),
        Criterion::Key(keys) => format!("The object that has {}.", quoted(keys)),
        Criterion::Otherwise => "The object that has none of the other keys.".to_owned(),
        Criterion::Kind(kinds) => format!("{}.", ValueKind::words(kinds)),
        Criterion::Trial => "Tried in its turn.".to_owned(),
    })
}

fn quoted(texts: &[String]) -> String {
    let each = texts.iter().map(|text| code(text));
    each.collect::<Vec<_>>().join(" or ")
}

fn tags(values: &[Constant]) -> String {
    let words = values.iter().map(|value| match value {
        Constant::Null => "null".to_owned(),
        Constant::Bool(flag) => flag.to_string(),
        Constant::Integer(number) => number.to_string(),
        Constant::Text(text) => text.clone(),
    });
    quoted(&words.collect::<Vec<_>>())
}

/// `From` for what a variant holds: callers write `5`, `"text"` or the branch itself.
fn sources(model: &Model, variant: &Variant, ty: &Type, scope: Scope<'_>) -> Vec<TokenStream> {
    let (name, branch) = (ident(&model.name), ident(&variant.name));
    let (held, boxed) = match ty {
        Type::Boxed(inner) => (&**inner, true),
        ty => (ty, false),
    };
    let sources: Vec<TokenStream> = match held {
        Type::Text => vec![quote!(&str), quote!(String)],
        Type::Number => vec![quote!(i32), quote!(i64), quote!(f64)],
        held => vec![spell(held, scope)],
    };
    let exact = spell(held, scope).to_string();
    let each = sources.into_iter().map(|source| {
        let value = if source.to_string() == exact {
            quote!(value)
        } else {
            quote!(value.into())
        };
        let value = if boxed { quote!(Box::new(#value)) } else { value };
        quote!(impl From<#source> for #name { #[inline] fn from(value: #source) -> Self { Self::#branch(#value) } })
    });
    each.collect()
}
