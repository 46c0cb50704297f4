//! What a success is read as.

use proc_macro2::TokenStream;
use quote::{ToTokens, quote};

use super::super::docs::sentence;
use super::super::types::{Scope, ident, spell, whole};
use super::status::{self, Arm};
use crate::plan::{ByStatus, Operation, Output, OutputVariant, StatusPattern};

/// The type of a success, and the expression that reads it.
pub(super) fn output(output: &Output, scope: Scope<'_>) -> (TokenStream, TokenStream) {
    let ty = match output {
        Output::Nothing => quote!(()),
        Output::Json(ty) => spell(ty, scope),
        Output::OptionalJson(ty) => {
            let ty = whole(ty, scope);
            quote!(Option<#ty>)
        }
        Output::Text => quote!(String),
        Output::Bytes => quote!(bytes::Bytes),
        Output::Raw => quote!(runtime::RawBody),
        Output::Download => quote!(runtime::Download),
        Output::Events(Some(ty)) => {
            let ty = whole(ty, scope);
            quote!(runtime::Events<#ty>)
        }
        Output::Events(None) => quote!(runtime::Events<String>),
        Output::Lines(ty) => {
            let ty = whole(ty, scope);
            quote!(runtime::Lines<#ty>)
        }
        Output::ByStatus(choice) => ident(&choice.name).into_token_stream(),
    };
    let read = match (decoder(output), output) {
        (Some(decoder), _) => {
            let decoder = ident(decoder);
            quote!(decode::#decoder(reply))
        }
        (None, Output::ByStatus(choice)) => select(choice, scope),
        (None, _) => quote!(decode::json(reply).map(|runtime::Quoted(value)| value)),
    };
    (ty, read)
}

/// How a success is read: in a word, if it is read in one way.
pub(super) fn success(output: &Output, scope: Scope<'_>) -> TokenStream {
    let (_, read) = self::output(output, scope);
    match decoder(output) {
        Some(decoder) => {
            let decoder = ident(decoder);
            quote!(runtime::success!(#decoder);)
        }
        None => quote! {
            #[inline]
            fn success(reply: &mut runtime::Reply) -> Result<Self::Output, runtime::DecodeError> { #read }
        },
    }
}

/// The function of the runtime's `decode` that reads all of a success.
fn decoder(output: &Output) -> Option<&'static str> {
    Some(match output {
        Output::Nothing => "empty",
        Output::Json(ty) if ty.is_quoted() => return None,
        Output::Json(_) => "json",
        Output::OptionalJson(_) => "optional_json",
        Output::Text => "text",
        Output::Bytes => "bytes",
        Output::Raw => "raw",
        Output::Download => "download",
        Output::Events(Some(_)) => "events",
        Output::Events(None) => "text_events",
        Output::Lines(_) => "lines",
        Output::ByStatus(_) => return None,
    })
}

/// The enum of an operation whose successes differ by status.
pub(super) fn by_status(operation: &Operation, choice: &ByStatus, scope: Scope<'_>) -> TokenStream {
    let name = ident(&choice.name);
    let docs = sentence(&format!(
        "What a success of [`{}`] holds, by status.",
        operation.type_name
    ));
    let variants = choice.variants.iter().map(|one| variant(one, scope));
    quote! {
        #docs
        #[derive(Clone, Debug, PartialEq)]
        #[non_exhaustive]
        pub enum #name { #(#variants)* }
    }
}

fn variant(variant: &OutputVariant, scope: Scope<'_>) -> TokenStream {
    let name = ident(&variant.name);
    let statuses: Vec<String> = variant.statuses.iter().map(words).collect();
    let docs = sentence(&format!("{}.", statuses.join(" or ")));
    match &variant.output {
        Output::Nothing => quote!(#docs #name,),
        holds => {
            let (ty, _) = output(holds, scope);
            quote!(#docs #name(#ty),)
        }
    }
}

fn words(status: &StatusPattern) -> String {
    match status {
        StatusPattern::Code(code) => format!("Status {code}"),
        StatusPattern::Range(digit) => format!("Any status from {digit}00 to {digit}99"),
        StatusPattern::Default => "Any other status".to_owned(),
    }
}

fn select(choice: &ByStatus, scope: Scope<'_>) -> TokenStream {
    let Some(fallback) = choice.variants.get(choice.fallback) else {
        return quote!(decode::empty(reply));
    };
    let is_range = |status: &StatusPattern| matches!(status, StatusPattern::Range(_));
    let has_ranges = choice
        .variants
        .iter()
        .any(|variant| variant.statuses.iter().any(is_range));
    // Without ranges the last arm speaks for the fallback.
    let spoken = choice
        .variants
        .iter()
        .filter(|variant| has_ranges || *variant != fallback);
    let arms: Vec<Arm<'_>> = spoken
        .map(|variant| (variant.statuses.as_slice(), read(choice, variant, scope)))
        .collect();
    status::by_status(&arms, &read(choice, fallback, scope))
}

fn read(choice: &ByStatus, variant: &OutputVariant, scope: Scope<'_>) -> TokenStream {
    let (choice, name) = (ident(&choice.name), ident(&variant.name));
    match &variant.output {
        Output::Nothing => quote!(decode::empty(reply).map(|()| #choice::#name)),
        holds => {
            let (_, read) = output(holds, scope);
            quote!(#read.map(#choice::#name))
        }
    }
}
