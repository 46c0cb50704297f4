//! `src/webhooks.rs`: the types of what the service sends by itself.

use proc_macro2::TokenStream;
use quote::quote;

use super::docs::{attributes, sentence};
use super::print;
use super::types::{ident, whole};
use crate::file::File;
use crate::ir::{Api, Hook};

/// The file of webhooks and callbacks, if there are any.
pub(super) fn file(api: &Api) -> Option<File> {
    if api.hooks.is_empty() {
        return None;
    }
    let docs = [
        "What the service sends by itself: bodies of webhooks and callbacks, for whoever runs a server that gets them."
            .to_owned(),
    ];
    let items: Vec<TokenStream> = api.hooks.iter().map(hook).collect();
    let mut used = print::Used::default();
    used.add(&items);
    let print::Used { names: named, paths } = used;
    let mut imports = Vec::new();
    if named.contains("BTreeMap") {
        imports.push(quote!(
            use std::collections::BTreeMap;
        ));
    }
    let crates: Vec<_> = ["models", "runtime"]
        .into_iter()
        .filter(|name| paths.contains(*name))
        .map(ident)
        .collect();
    if !crates.is_empty() {
        imports.push(quote!(use crate::{#(#crates),*};));
    }
    Some(File {
        path: "src/webhooks.rs".to_owned(),
        text: print::file(&docs, &imports, &items),
    })
}

fn hook(hook: &Hook) -> TokenStream {
    let (name, ty, docs) = (ident(&hook.name), whole(&hook.ty), attributes(&hook.docs));
    let docs = if docs.is_empty() {
        sentence(&format!("The body of `{}`.", hook.name))
    } else {
        docs
    };
    quote!(#docs pub type #name = #ty;)
}
