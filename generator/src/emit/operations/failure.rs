//! How the body of a failure is read, by status.

use proc_macro2::TokenStream;
use quote::quote;

use super::super::types::ident;
use super::status::{Arm, by_status};
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
    let arms: Vec<Arm<'_>> = special
        .iter()
        .map(|reply| {
            let own = variant(&reply.variant);
            (reply.statuses.as_slice(), quote!(#own #common))
        })
        .collect();
    let failure = by_status(&arms, &other);
    quote!(#[inline] fn failure(reply: &Reply) -> Option<Self::Failure> { #failure })
}
