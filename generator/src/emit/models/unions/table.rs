//! The table of a union's branches, from which the runtime makes reading, writing, the check of limits and `From`.
//!
//! One row says how a branch is told apart, then how its value is held where that is not as it is (`as`), whether it has limits
//! (`with limits`), and what becomes it (`from`). The words are those of `union!` and `one_of!` in the runtime.

use proc_macro2::{Literal, TokenStream};
use quote::quote;

use super::super::values::form;
use super::known;
use crate::emit::types::{Scope, ident, spell};
use crate::plan::{self, Constant, Criterion, Model, Tagging, Type, Union, Variant};

/// The table.
pub(super) fn table(model: &Model, union: &Union, scope: Scope<'_>) -> TokenStream {
    let name = ident(&model.name);
    let by = Lookup::of(union);
    let sources = match model.sent {
        true => union.sources(model.id),
        false => Vec::new(),
    };
    let mut sources = sources.into_iter().peekable();
    let rows = union.variants.iter().map(|variant| {
        let (name, criterion) = (ident(&variant.name), by.criterion(variant, scope));
        let mark = mark(variant).map(ident).map(|mark| quote!(as #mark));
        let limits = has_limits(model, variant, scope).then(|| quote!(with limits));
        let source = sources.next_if(|(source, _)| source.name == variant.name);
        let source = source.map(|(_, ty)| self::sources(ty, scope));
        quote!(#name #criterion #mark #limits #source)
    });
    if union.is_group() {
        return quote!(one_of!(#name { #(#rows),* }););
    }
    let by = by.words();
    let unknown = union.open.then(|| quote!(or Unknown));
    quote!(union!(#name by #by { #(#rows),* } #unknown);)
}

/// What is looked at.
#[derive(Clone, Copy)]
enum Lookup<'a> {
    /// The text of a property.
    Tag(&'a str),
    /// A property that is not always a text.
    Constant(&'a str),
    Key,
    Kind,
    /// Each branch says what is looked at.
    Look(&'a str),
    Trial,
}

impl<'a> Lookup<'a> {
    fn of(union: &'a Union) -> Self {
        let tags = union.variants.iter().flat_map(|variant| match &variant.criterion {
            Criterion::Tag(values) => values.as_slice(),
            _ => &[],
        });
        let tag = union.tag.as_deref().unwrap_or_default();
        if union.strategy == plan::Strategy::KindAndObject {
            return Self::Look(tag);
        }
        match union.variants.first().map(|variant| &variant.criterion) {
            Some(Criterion::Trial(_)) => Self::Trial,
            Some(Criterion::Kind(_)) => Self::Kind,
            Some(Criterion::Tag(_)) => {
                let has_only_texts = tags.into_iter().all(|value| matches!(value, Constant::Text(_)));
                match has_only_texts {
                    true => Self::Tag(tag),
                    false => Self::Constant(tag),
                }
            }
            _ => Self::Key,
        }
    }

    fn words(self) -> TokenStream {
        match self {
            Self::Tag(tag) => quote!(tag #tag),
            Self::Constant(tag) => quote!(constant #tag),
            Self::Key => quote!(key),
            Self::Kind => quote!(kind),
            Self::Look(_) => quote!(look),
            Self::Trial => quote!(trial),
        }
    }

    /// What a branch has that the others do not have.
    fn criterion(self, variant: &Variant, scope: Scope<'_>) -> TokenStream {
        match &variant.criterion {
            Criterion::Tag(values) if let Self::Look(tag) = self => {
                let values = values.iter().map(constant);
                quote!(: tag #tag #(#values)|*)
            }
            Criterion::Tag(values) => {
                let values = values.iter().map(|value| match (self, value) {
                    (Self::Tag(_), Constant::Text(text)) => quote!(#text),
                    (_, value) => constant(value),
                });
                quote!(: #(#values)|*)
            }
            Criterion::Member(key) => quote!(: #key),
            Criterion::Key(keys) => quote!(: has #(#keys)|*),
            Criterion::Kind(kinds) => {
                let kinds = kinds.iter().map(|kind| ident(kind.name()));
                let is = matches!(self, Self::Look(_)).then(|| quote!(is));
                quote!(: #is #(#kinds)|*)
            }
            Criterion::Otherwise => quote!(: else),
            Criterion::Trial(guards) => {
                let keys = known::keys(variant, scope).map(|keys| quote!(of #(#keys)|*));
                let guards = guards.iter().map(|(key, value)| {
                    let value = constant(value);
                    quote!(#key = #value)
                });
                let guards: Vec<TokenStream> = guards.collect();
                let guards = (!guards.is_empty()).then(|| quote!(when #(#guards)and*));
                quote!(#keys #guards)
            }
        }
    }
}

fn constant(value: &Constant) -> TokenStream {
    match value {
        Constant::Text(text) => quote!(Text(#text)),
        Constant::AnyText => quote!(Text(_)),
        Constant::Missing => quote!(Other),
        Constant::Null => quote!(Null),
        Constant::Bool(flag) => quote!(Bool(#flag)),
        Constant::Integer(number) => {
            let number = Literal::i64_unsuffixed(*number);
            quote!(Integer(#number))
        }
    }
}

/// How the value of a branch is read and written, where that is not as it is.
fn mark(variant: &Variant) -> Option<&'static str> {
    match (&variant.criterion, &variant.ty) {
        (Criterion::Member(_), None) if variant.is_true => Some("flag"),
        (Criterion::Member(_), None) => Some("empty"),
        (Criterion::Tag(_), None) => Some("tag"),
        // An object with a property.
        (Criterion::Tag(_), Some(_)) => match variant.tagging {
            Tagging::Held => None,
            Tagging::Added => Some("tagged"),
            Tagging::Corrected => Some("retagged"),
        },
        (Criterion::Kind(_), Some(ty)) => scalar(ty).or(form(ty)),
        (_, ty) => ty.as_ref().and_then(form),
    }
}

/// A value that is read without a decoder.
fn scalar(ty: &Type) -> Option<&'static str> {
    match ty {
        Type::Text => Some("text"),
        Type::Bool => Some("boolean"),
        Type::I64 => Some("integer"),
        Type::F64 => Some("float"),
        Type::Number => Some("number"),
        _ => None,
    }
}

/// Whether what a branch holds has limits.
fn has_limits(model: &Model, variant: &Variant, scope: Scope<'_>) -> bool {
    model.checked && variant.ty.as_ref().is_some_and(|ty| scope.checks(ty))
}

/// What callers write for a branch: `5`, `"text"` or what it holds.
fn sources(ty: &Type, scope: Scope<'_>) -> TokenStream {
    let held = match ty {
        Type::Boxed(inner) => inner,
        ty => ty,
    };
    match held {
        Type::Text => quote!(from(&str, String)),
        Type::Number => quote!(from(i32, i64, f64)),
        held => {
            let held = spell(held, scope);
            quote!(from(#held))
        }
    }
}
