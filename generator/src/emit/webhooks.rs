//! `src/webhooks.rs`: the types of what the service sends by itself.

use proc_macro2::TokenStream;
use quote::quote;

use super::docs::{attributes, sentence};
use super::print;
use super::print::imports::{InParts, imports};
use super::source::{FileItems, Piece};
use super::types::{Scope, ident, whole};
use crate::plan::{Api, Webhook};

/// The file of webhooks and callbacks, if there are any.
pub(super) fn file(api: &Api) -> Option<FileItems<'_>> {
    if api.webhooks.is_empty() {
        return None;
    }
    let docs =
        "What the service sends by itself: bodies of webhooks and callbacks, for whoever runs a server that gets them.";
    let scope = Scope::elsewhere(api);
    let items: Vec<TokenStream> = api.webhooks.iter().map(|one| webhook(one, scope)).collect();
    let named: Vec<InParts> = items.iter().map(|item| (item, &[][..])).collect();
    let imports = imports(&named, &["models", "runtime"]);
    Some(FileItems {
        path: "src/webhooks.rs".to_owned(),
        docs: vec![docs.to_owned()],
        imports: print::imports::text(&imports),
        pieces: vec![Piece::plain(print::items(&items))],
    })
}

fn webhook(webhook: &Webhook, scope: Scope<'_>) -> TokenStream {
    let (name, ty, docs) = (
        ident(&webhook.name),
        whole(&webhook.ty, scope),
        attributes(&webhook.docs),
    );
    let docs = if docs.is_empty() {
        sentence(&format!("The body of `{}`.", webhook.name))
    } else {
        docs
    };
    quote!(#docs pub type #name = #ty;)
}
