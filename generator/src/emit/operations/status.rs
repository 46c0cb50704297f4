//! A `match` over the status of a reply.

use proc_macro2::TokenStream;
use quote::quote;

use crate::ir::StatusPattern;

/// Statuses, and what happens with them.
pub(super) type Arm<'a> = (&'a [StatusPattern], TokenStream);

/// Codes stand before ranges: the first arm that fits is taken. What no arm speaks of comes to `other`.
pub(super) fn by_status(arms: &[Arm<'_>], other: &TokenStream) -> TokenStream {
    let codes: Vec<u16> = arms
        .iter()
        .flat_map(|(statuses, _)| statuses.iter().filter_map(code))
        .collect();
    let exact = arms.iter().filter_map(|(statuses, then)| {
        let own: Vec<u16> = statuses.iter().filter_map(code).collect();
        (!own.is_empty()).then(|| quote!(#(#own)|* => #then,))
    });
    let ranges = arms.iter().filter_map(|(statuses, then)| {
        let own: Vec<u16> = statuses.iter().filter_map(range).collect();
        let covers = |code: &u16| own.contains(&(code / 100));
        match (own.is_empty(), codes.iter().any(covers)) {
            (true, _) => None,
            (_, false) => {
                let bounds = own.iter().map(|digit| (digit * 100, digit * 100 + 99));
                let bounds = bounds.map(|(low, high)| quote!(#low..=#high));
                Some(quote!(#(#bounds)|* => #then,))
            }
            // A range around a code would overlap with it.
            (_, true) => Some(quote!(code if #(code / 100 == #own)||* => #then,)),
        }
    });
    let all: Vec<TokenStream> = exact.chain(ranges).collect();
    if all.is_empty() {
        return other.clone();
    }
    quote!(match reply.status.as_u16() { #(#all)* _ => #other })
}

fn code(status: &StatusPattern) -> Option<u16> {
    match status {
        StatusPattern::Code(code) => Some(*code),
        _ => None,
    }
}

fn range(status: &StatusPattern) -> Option<u16> {
    match status {
        StatusPattern::Range(digit) => Some(*digit),
        _ => None,
    }
}
