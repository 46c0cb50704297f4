//! `src/webhooks.rs`: the types of what the service sends by itself.

use proc_macro2::TokenStream;
use quote::quote;

use super::docs::{attributes, sentence};
use super::imports::{Item, imports};
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
    let named: Vec<Item> = items.iter().map(|item| (item, &[][..])).collect();
    let imports = imports(&named, &["models", "runtime"]);
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
