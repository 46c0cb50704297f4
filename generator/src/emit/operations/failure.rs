//! How the body of a failure is read, by status.

use proc_macro2::{Literal, TokenStream};
use quote::{ToTokens, quote};

use super::super::types::ident;
use super::status::in_range_but;
use crate::plan::{Operation, Reply, StatusPattern};

/// The table of error bodies; nothing if the document describes none.
pub(super) fn failure(operation: &Operation) -> Option<TokenStream> {
    operation.failure.as_ref()?;
    let all = &operation.replies;
    let default = all.iter().find(|reply| reply.status == StatusPattern::Default);
    let of = |pattern: fn(&Reply) -> Option<TokenStream>| {
        let fitting = all.iter().filter_map(move |reply| Some((pattern(reply)?, reply)));
        fitting.map(|(status, reply)| row(&status, reply, default))
    };
    // Codes stand before ranges: the first row that fits is taken.
    let rows = of(code).chain(of(range)).chain(of(other));
    Some(quote!(runtime::failure!(#(#rows),*);))
}

fn row(status: &TokenStream, reply: &Reply, default: Option<&Reply>) -> TokenStream {
    let name = ident(&reply.variant);
    let default = default
        .filter(|_| reply.or_default)
        .map(|default| ident(&default.variant));
    let default = default.map(|default| quote!(or #default));
    quote!(#status => #name #default)
}

fn code(reply: &Reply) -> Option<TokenStream> {
    match reply.status {
        StatusPattern::Code(code) => Some(Literal::u16_unsuffixed(code).into_token_stream()),
        _ => None,
    }
}

fn range(reply: &Reply) -> Option<TokenStream> {
    match reply.status {
        StatusPattern::Range(digit) => in_range_but(digit, &reply.except),
        _ => None,
    }
}

fn other(reply: &Reply) -> Option<TokenStream> {
    (reply.status == StatusPattern::Default).then(|| quote!(_))
}
