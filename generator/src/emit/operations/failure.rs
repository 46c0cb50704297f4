//! How the body of a failure is read, by status.

use proc_macro2::{Literal, TokenStream};
use quote::{ToTokens, quote};

use super::super::types::ident;
use super::status::in_range_but;
use crate::plan::{FailureStatus, Operation, StatusPattern};

/// The table of error bodies; nothing if the document describes none.
pub(super) fn failure(operation: &Operation) -> Option<TokenStream> {
    operation.failure.as_ref()?;
    let all = &operation.failure_statuses;
    let default = all.iter().find(|one| one.status == StatusPattern::Default);
    let of = |pattern: fn(&FailureStatus) -> Option<TokenStream>| {
        let fitting = all.iter().filter_map(move |one| Some((pattern(one)?, one)));
        fitting.map(|(status, one)| row(&status, one, default))
    };
    // Codes stand before ranges: the first row that fits is taken.
    let rows = of(code).chain(of(range)).chain(of(other));
    Some(quote!(runtime::failure!(#(#rows),*);))
}

fn row(status: &TokenStream, one: &FailureStatus, default: Option<&FailureStatus>) -> TokenStream {
    let name = ident(&one.variant);
    let default = default
        .filter(|_| one.or_default)
        .map(|default| ident(&default.variant));
    let default = default.map(|default| quote!(or #default));
    quote!(#status => #name #default)
}

fn code(one: &FailureStatus) -> Option<TokenStream> {
    match one.status {
        StatusPattern::Code(code) => Some(Literal::u16_unsuffixed(code).into_token_stream()),
        _ => None,
    }
}

fn range(one: &FailureStatus) -> Option<TokenStream> {
    match one.status {
        StatusPattern::Range(digit) => in_range_but(digit, &one.except),
        _ => None,
    }
}

fn other(one: &FailureStatus) -> Option<TokenStream> {
    (one.status == StatusPattern::Default).then(|| quote!(_))
}
