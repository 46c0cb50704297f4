//! What a success is read as.

use proc_macro2::TokenStream;
use quote::quote;

use super::super::docs::sentence;
use super::super::types::{Scope, ident, spell, whole};
use super::status::{self, Arm};
use crate::plan::{ByStatus, Operation, Output, OutputVariant, StatusPattern};

/// The type of a success, and the expression that reads it.
pub(super) fn output(output: &Output, scope: Scope<'_>) -> (TokenStream, TokenStream) {
    match output {
        Output::Nothing => (quote!(()), quote!(decode::empty(reply))),
        Output::Json(ty) if ty.is_quoted() => (
            spell(ty, scope),
            quote!(decode::json(reply).map(|runtime::Quoted(value)| value)),
        ),
        Output::Json(ty) => (spell(ty, scope), quote!(decode::json(reply))),
        Output::OptionalJson(ty) => {
            let ty = whole(ty, scope);
            (quote!(Option<#ty>), quote!(decode::optional_json(reply)))
        }
        Output::Text => (quote!(String), quote!(decode::text(reply))),
        Output::Bytes => (quote!(bytes::Bytes), quote!(decode::bytes(reply))),
        Output::Download => (quote!(runtime::Download), quote!(decode::download(reply))),
        Output::Events(Some(ty)) => {
            let ty = whole(ty, scope);
            (quote!(runtime::Events<#ty>), quote!(decode::events(reply)))
        }
        Output::Events(None) => (quote!(runtime::Events<String>), quote!(decode::text_events(reply))),
        Output::Lines(ty) => {
            let ty = whole(ty, scope);
            (quote!(runtime::Lines<#ty>), quote!(decode::lines(reply)))
        }
        Output::ByStatus(choice) => {
            let name = ident(&choice.name);
            (quote!(#name), select(choice, scope))
        }
    }
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
