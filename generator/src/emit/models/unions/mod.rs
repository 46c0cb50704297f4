//! Unions: an enum, and the table of its branches.

mod known;
mod table;

use proc_macro2::TokenStream;
use quote::quote;

use super::conversions;
use crate::emit::docs::{attributes, code, sentence};
use crate::emit::types::{Scope, ident, spell};
use crate::plan::{Constant, Criterion, Model, Union, ValueKind, Variant};

/// The items of a union.
pub(super) fn items(model: &Model, union: &Union, scope: Scope<'_>) -> Vec<TokenStream> {
    let mut out = vec![definition(model, union, scope), table::table(model, union, scope)];
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

fn variant_docs(model: &Model, variant: &Variant) -> TokenStream {
    let own = variant.docs.description != model.docs.description;
    if own && !crate::emit::docs::lines(&variant.docs).is_empty() {
        return attributes(&variant.docs);
    }
    sentence(&match &variant.criterion {
        Criterion::Tag(values) => format!("The tag is {}.", tags(values).join(" or ")),
        Criterion::Member(key) => format!("The value of {}.", quoted(std::slice::from_ref(key))),
        Criterion::Key(keys) => format!("The object that has {}.", quoted(keys)),
        Criterion::Otherwise => "The object that has none of the other keys.".to_owned(),
        Criterion::Kind(kinds) => format!("{}.", ValueKind::words(kinds)),
        Criterion::Trial(_) => "Tried in its turn.".to_owned(),
    })
}

fn quoted(texts: &[String]) -> String {
    let each = texts.iter().map(|text| code(text));
    each.collect::<Vec<_>>().join(" or ")
}

fn tags(values: &[Constant]) -> Vec<String> {
    let words = values.iter().map(|value| match value {
        Constant::Missing => "missing".to_owned(),
        Constant::AnyText => "any other string".to_owned(),
        Constant::Null => code("null"),
        Constant::Bool(flag) => code(&flag.to_string()),
        Constant::Integer(number) => code(&number.to_string()),
        Constant::Text(text) => code(text),
    });
    words.collect()
}
