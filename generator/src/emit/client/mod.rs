//! `src/client.rs` as far as it depends on the document: what is said of the server, the accessors, and single setters.
//!
//! In: the plan. Out: items, and methods of `ClientBuilder`. Must not make what each client has: its builder, and the setters that
//! every builder has.

mod accessors;
mod constants;
mod setters;

use proc_macro2::TokenStream;
use quote::quote;

use super::print::{self, cfg};
use super::source::Client;
use crate::plan::Api;

/// What of the file depends on the document.
pub(crate) fn client(api: &Api) -> Client {
    let mut items = constants::constants(api);
    items.extend(accessors::client(api));
    Client {
        imports: imports(api),
        items: print::items(&items),
        variables: methods(setters::variables(api)),
        credentials: methods(setters::credentials(api)),
        tokens: methods(setters::tokens(api)),
        compression: methods(setters::compression(api)),
    }
}

/// Imports of what not every client has.
fn imports(api: &Api) -> String {
    let cfg = cfg::attribute(&api.parts);
    let operations = (!api.groups.is_empty()).then(|| quote!(#cfg use crate::operations;));
    let tokens = setters::has_tokens(api).then(|| {
        quote!(
            use crate::runtime::{ClientCredentials, TokenProvider};
        )
    });
    let all: Vec<TokenStream> = operations.into_iter().chain(tokens).collect();
    print::block(&all)
}

/// The text of methods.
fn methods(methods: Vec<TokenStream>) -> Vec<String> {
    methods.iter().map(print::method).collect()
}
