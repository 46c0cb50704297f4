//! `src/client.rs` as far as it depends on the document: what is said of the server, the accessors, and single setters.
//!
//! In: the plan. Out: text for the template of that file, which has everything that each client has. Must not repeat that: setters
//! of every builder stand in the template.

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
        imports: imports(api).lines().map(str::to_owned).collect(),
        items: print::items(&items).trim_end().to_owned(),
        variables: methods(setters::variables(api)),
        credentials: methods(setters::credentials(api)),
        tokens: methods(setters::tokens(api)),
        compression: methods(setters::compression(api)),
    }
}

/// Imports of what not every client has; the template imports the runtime.
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

/// Methods as they stand in an `impl`.
fn methods(methods: Vec<TokenStream>) -> Vec<String> {
    let text = |method: &TokenStream| {
        let text = print::method(method);
        let lines = text.lines().map(|line| match line {
            "" => String::new(),
            line => format!("    {line}"),
        });
        lines.collect::<Vec<_>>().join("\n")
    };
    methods.iter().map(text).collect()
}
