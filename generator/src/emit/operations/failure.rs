//! How the body of a failure is read, by status.

use proc_macro2::TokenStream;
use quote::quote;

use super::super::types::ident;
use super::status::{Arm, by_status};
use crate::plan::{Operation, Reply, StatusPattern};

/// The error body of each status.
pub(super) fn decode_failure(operation: &Operation) -> TokenStream {
    let Some(failure) = operation.failure.as_deref().map(ident) else {
        return quote!(
            fn failure(_reply: &Reply) -> Option<Self::Failure> {
                None
            }
        );
    };
    let read = |reply: &Reply| {
        let name = ident(&reply.variant);
        quote!(decode::failure(reply).map(errors::#failure::#name))
    };
    let is_default = |reply: &&Reply| reply.status == StatusPattern::Default;
    let default = operation.replies.iter().find(is_default).map(read);
    let arms = operation
        .replies
        .iter()
        .filter(|reply| !is_default(reply))
        .map(|reply| {
            let own = read(reply);
            let common = default.as_ref().filter(|_| reply.or_default);
            let common = common.map(|read| quote!(.or_else(|| #read)));
            (std::slice::from_ref(&reply.status), quote!(#own #common))
        });
    let arms: Vec<Arm<'_>> = arms.collect();
    let failure = by_status(&arms, &default.clone().unwrap_or(quote!(None)));
    quote!(#[inline] fn failure(reply: &Reply) -> Option<Self::Failure> { #failure })
}
