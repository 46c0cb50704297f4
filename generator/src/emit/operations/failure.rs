//! How the body of a failure is read, by status.

use proc_macro2::TokenStream;
use quote::quote;

use super::super::types::ident;
use crate::ir::{Operation, Reply, StatusPattern};

/// The error body of each status.
pub(super) fn decode_failure(operation: &Operation) -> TokenStream {
    let Some(failure) = operation.failure.as_deref().map(ident) else {
        return quote!(
            fn failure(_reply: &Reply) -> Option<Self::Failure> {
                None
            }
        );
    };
    let variant = |name: &str| {
        let name = ident(name);
        quote!(decode::failure(reply).map(errors::#failure::#name))
    };
    let envelope = operation.envelope.as_deref();
    let is_default = |reply: &&Reply| reply.statuses.contains(&StatusPattern::Default);
    let fallback = operation
        .replies
        .iter()
        .find(is_default)
        .map(|reply| reply.variant.as_str())
        .or(envelope);
    let other = fallback.map_or(quote!(None), variant);
    let special: Vec<&Reply> = operation
        .replies
        .iter()
        .filter(|reply| Some(reply.variant.as_str()) != fallback)
        .collect();
    // A declared status may come with the common body all the same: a gateway or an older part of the service answered.
    let common = fallback.map(|name| {
        let read = variant(name);
        quote!(.or_else(|| #read))
    });
    let arms = |pattern: fn(&StatusPattern) -> Option<TokenStream>| {
        let arm = |reply: &&Reply| {
            let patterns: Vec<TokenStream> = reply.statuses.iter().filter_map(pattern).collect();
            let own = variant(&reply.variant);
            (!patterns.is_empty()).then(|| quote!(#(#patterns)|* => #own #common,))
        };
        special.iter().filter_map(arm).collect::<Vec<_>>()
    };
    // Codes stand before ranges: the first arm that fits is taken.
    let arms: Vec<TokenStream> = arms(code).into_iter().chain(arms(range)).collect();
    if arms.is_empty() {
        return quote!(#[inline] fn failure(reply: &Reply) -> Option<Self::Failure> { #other });
    }
    quote!(#[inline] fn failure(reply: &Reply) -> Option<Self::Failure> { match reply.status.as_u16() { #(#arms)* _ => #other } })
}

/// `409`
pub(super) fn code(status: &StatusPattern) -> Option<TokenStream> {
    if let StatusPattern::Code(code) = status {
        Some(quote!(#code))
    } else {
        None
    }
}

/// `400..=499`
pub(super) fn range(status: &StatusPattern) -> Option<TokenStream> {
    let StatusPattern::Range(digit) = status else {
        return None;
    };
    let (low, high) = (digit * 100, digit * 100 + 99);
    Some(quote!(#low..=#high))
}
