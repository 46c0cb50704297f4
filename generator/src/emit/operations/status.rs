//! A `match` over the status of a reply.

use std::collections::BTreeSet;

use proc_macro2::{Literal, TokenStream};
use quote::quote;

use crate::plan::StatusPattern;

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
        let statuses = own.iter().map(|code| Literal::u16_unsuffixed(*code));
        (!own.is_empty()).then(|| quote!(#(#statuses)|* => #then,))
    });
    let ranges = arms.iter().filter_map(|(statuses, then)| {
        let own: Vec<u16> = statuses.iter().filter_map(range).collect();
        let covers = |code: &u16| own.contains(&(code / 100));
        match (own.is_empty(), codes.iter().any(covers)) {
            (true, _) => None,
            (_, false) => {
                let bounds = in_ranges(&own);
                Some(quote!(#bounds => #then,))
            }
            // A range around a code would overlap with it.
            (_, true) => {
                let digits = own.iter().map(|digit| Literal::u16_unsuffixed(*digit));
                Some(quote!(code if #(code / 100 == #digits)||* => #then,))
            }
        }
    });
    let all: Vec<TokenStream> = exact.chain(ranges).collect();
    if all.is_empty() {
        return other.clone();
    }
    quote!(match reply.status.as_u16() { #(#all)* _ => #other })
}

/// The pattern of the statuses with this first digit but these, which are sorted; `None` if that is none.
pub(super) fn in_range_but(digit: u16, but: &[u16]) -> Option<TokenStream> {
    let (mut low, high) = (digit * 100, digit * 100 + 99);
    let mut spans = Vec::new();
    for code in but {
        if low < *code {
            spans.push((low, code - 1));
        }
        low = code + 1;
    }
    spans.extend((low <= high).then_some((low, high)));
    (!spans.is_empty()).then(|| pattern(&spans))
}

/// The pattern of all statuses with these first digits.
fn in_ranges(digits: &[u16]) -> TokenStream {
    pattern(&runs(digits))
}

fn pattern(spans: &[(u16, u16)]) -> TokenStream {
    let spans = spans.iter().map(|(low, high)| {
        let (low, high) = (Literal::u16_unsuffixed(*low), Literal::u16_unsuffixed(*high));
        quote!(#low..=#high)
    });
    quote!(#(#spans)|*)
}

/// The statuses of these first digits, neighbours in one range.
fn runs(digits: &[u16]) -> Vec<(u16, u16)> {
    let sorted: BTreeSet<u16> = digits.iter().copied().collect();
    let mut out: Vec<(u16, u16)> = Vec::new();
    for digit in sorted {
        match out.last_mut() {
            Some((_, high)) if *high + 1 == digit * 100 => *high += 100,
            _ => out.push((digit * 100, digit * 100 + 99)),
        }
    }
    out
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
