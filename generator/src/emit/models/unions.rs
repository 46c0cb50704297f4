//! Unions: an enum, and a decoder that looks once at the key, the tag or the kind.

use proc_macro2::{Ident, Literal, TokenStream};
use quote::quote;

use super::values::form;
use super::{conversions, limits};
use crate::emit::docs::{attributes, sentence};
use crate::emit::types::{Scope, ident, spell};
use crate::ir::{Constant, Model, Select, Type, Union, Variant};

/// The items of a union.
pub(super) fn items(model: &Model, union: &Union, scope: Scope<'_>) -> Vec<TokenStream> {
    let mut out = vec![definition(model, union, scope)];
    if union.is_group {
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
    docs.notes.push(format!("Told apart {}.", union.strategy));
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
    match &variant.select {
        Select::Member(key) => key,
        _ => "",
    }
}

fn variant_docs(model: &Model, variant: &Variant) -> TokenStream {
    let own = variant.docs.description != model.docs.description;
    if own && !crate::emit::docs::lines(&variant.docs).is_empty() {
        return attributes(&variant.docs);
    }
    sentence(&match &variant.select {
        Select::Tag(values) => format!("The tag is {}.", tags(values)),
        Select::Member(key) => format!("The value of {}.", quoted(std::slice::from_ref(key))),
        Select::Key(keys) => format!("The object that has {}.", quoted(keys)),
        Select::Otherwise => "The object that has none of the other keys.".to_owned(),
        Select::Kind(kinds) => format!("JSON {}.", kinds.join(" or ").to_lowercase()),
        Select::Trial => "Tried in its turn.".to_owned(),
    })
}

fn quoted(texts: &[String]) -> String {
    let each = texts
        .iter()
        .map(|text| format!("`{}`", text.escape_debug().to_string().replace('`', "'")));
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

fn serialize(model: &Model, union: &Union) -> TokenStream {
    let name = ident(&model.name);
    let arms = union.variants.iter().map(|variant| {
        let name = ident(&variant.name);
        match (&variant.select, &variant.ty) {
            (Select::Member(key), Some(ty)) => {
                let value = written(ty);
                quote!(Self::#name(value) => union::member(serializer, #key, #value),)
            }
            (Select::Member(key), None) if variant.is_true => {
                quote!(Self::#name => union::member(serializer, #key, &true),)
            }
            (Select::Member(key), None) => quote!(Self::#name => union::member(serializer, #key, &Empty {}),),
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

fn deserialize(model: &Model, union: &Union) -> TokenStream {
    let (name, text) = (ident(&model.name), &model.name);
    let body = match union.variants.first().map(|variant| &variant.select) {
        Some(Select::Trial) => by_trial(union),
        Some(Select::Kind(_)) => by_kind(union),
        Some(Select::Tag(_)) => by_tag(union),
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
        let values = match &variant.select {
            Select::Tag(values) => values.as_slice(),
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

/// Whether all tags are texts: then the decoder looks at nothing else.
pub(super) fn only_texts(union: &Union) -> bool {
    let tags = union.variants.iter().flat_map(|variant| match &variant.select {
        Select::Tag(values) => values.as_slice(),
        _ => &[],
    });
    tags.into_iter().all(|value| matches!(value, Constant::Text(_)))
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
        match (&variant.select, &variant.ty) {
            (Select::Member(key), Some(ty)) => {
                let made = made(&name, ty);
                arms.push(quote!(Some(#key) => input.member(#key).map(#made),));
                keys.push(key);
            }
            (Select::Member(key), None) => {
                arms.push(quote!(Some(#key) => Ok(Self::#name),));
                keys.push(key);
            }
            (Select::Key(some), _) => {
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
        let Select::Kind(kinds) = &variant.select else { continue };
        let patterns = kinds.iter().map(|kind| {
            let kind = ident(kind);
            quote!(Kind::#kind)
        });
        let read = ident(scalar(variant.ty.as_ref()));
        let made = variant.ty.as_ref().map_or(quote!(Self::#name), |ty| made(&name, ty));
        arms.push(quote!(#(#patterns)|* => input.#read().map(#made),));
        expected.extend(kinds);
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

/// The value of a variant as it is written.
fn written(ty: &Type) -> TokenStream {
    match ty.is_quoted() {
        true => quote!(&union::AsQuoted(value)),
        false => quote!(value),
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
