//! `src/errors.rs`: the bodies of errors, one enum for each distinct set of them.

use proc_macro2::TokenStream;
use quote::quote;

use super::docs::sentence;
use super::print::imports::{Item, imports};
use super::print::{self, cfg};
use super::source::{About, Piece, Source};
use super::types::{ident, whole};
use crate::ir::{Api, Failure};

/// The file of failure types.
pub(super) fn file(api: &Api) -> Source<'_> {
    let docs = vec![
        "What the service says when it refuses: one type for each set of error bodies, chosen by status.".to_owned(),
        String::new(),
        "[`CallError::failure`](crate::CallError::failure) holds it; status, headers, request id and raw body are"
            .to_owned(),
        "beside it, whatever the body is.".to_owned(),
    ];
    let items: Vec<TokenStream> = api.failures.iter().map(failure).collect();
    let each = || api.failures.iter().zip(&items);
    let named: Vec<Item> = each().map(|(one, item)| (item, one.parts.as_slice())).collect();
    let imports = imports(&named, &["models", "runtime"]);
    let piece = |(one, item)| Piece::of(About::Failure(one), print::items(std::slice::from_ref(item)));
    Source {
        path: "src/errors.rs".to_owned(),
        docs,
        imports: print::block(&imports),
        pieces: each().map(piece).collect(),
    }
}

fn failure(failure: &Failure) -> TokenStream {
    let name = ident(&failure.name);
    let bodies: Vec<String> = failure
        .variants
        .iter()
        .map(|variant| format!("[`Self::{}`]", variant.name))
        .collect();
    let docs = sentence(&format!("An error body: {}.", bodies.join(" or ")));
    let variants = failure.variants.iter().map(|variant| {
        let (name, ty) = (ident(&variant.name), whole(&variant.ty));
        let docs = match (variant.ty.models(), failure.envelope.as_ref() == Some(&variant.name)) {
            (Some(model), true) => {
                format!("The common body, [`models::{model}`]; every status that is not declared has it too.")
            }
            (Some(model), false) => format!("[`models::{model}`]."),
            (None, _) => "A body without a name.".to_owned(),
        };
        let docs = sentence(&docs);
        quote!(#docs #name(#ty),)
    });
    let cfg = cfg::attribute(&failure.parts);
    quote! {
        #docs
        #cfg
        #[derive(Clone, Debug, PartialEq)]
        #[non_exhaustive]
        pub enum #name { #(#variants)* }
    }
}
