//! `src/errors.rs`: the error types of operations, and the enums that operations share.

use proc_macro2::TokenStream;
use quote::quote;

use super::docs::sentence;
use super::print::imports::{InParts, imports};
use super::print::{self, cfg};
use super::source::{About, FileItems, Piece};
use super::types::{Scope, ident, whole};
use crate::plan::{Api, Failure, FailureAlias, FailureVariant, StatusPattern};

/// The file of failure types.
pub(super) fn file(api: &Api) -> FileItems<'_> {
    let docs = vec![
        "Error responses: for each operation the type of its error bodies, chosen by status.".to_owned(),
        String::new(),
        "[`CallError::failure`](crate::CallError::failure) holds it; status, headers, request id and raw body are"
            .to_owned(),
        "beside it, whatever the body is.".to_owned(),
    ];
    let scope = Scope::elsewhere(api);
    let mut items: Vec<(About<'_>, &[String], TokenStream)> = Vec::new();
    for one in &api.failures {
        items.push((About::Failure(one), &one.parts, failure(one, scope)));
        items.extend(
            one.aliases
                .iter()
                .map(|other| (About::Nothing, other.parts.as_slice(), alias(one, other))),
        );
    }
    let named: Vec<InParts> = items.iter().map(|(_, parts, item)| (item, *parts)).collect();
    let imports = imports(&named, &["models", "runtime"]);
    FileItems {
        path: "src/errors.rs".to_owned(),
        docs,
        imports: print::imports::text(&imports),
        pieces: items
            .iter()
            .map(|(about, _, item)| Piece::of(*about, print::items(std::slice::from_ref(item))))
            .collect(),
    }
}

fn failure(failure: &Failure, scope: Scope<'_>) -> TokenStream {
    let name = ident(&failure.name);
    let docs = sentence(&match failure.of.as_slice() {
        [] => "Error bodies that several operations share.".to_owned(),
        methods => format!("The error bodies of `{}`.", methods.join("`, `")),
    });
    let variants = failure.variants.iter().map(|variant| {
        let (name, ty) = (ident(&variant.name), whole(&variant.ty, scope));
        let docs = sentence(&body(variant, scope));
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

/// What a variant holds, and of which status.
fn body(variant: &FailureVariant, scope: Scope<'_>) -> String {
    let status = match variant.status {
        StatusPattern::Code(code) => format!("Status {code}"),
        StatusPattern::Range(digit) => format!("Any other status from {digit}00 to {digit}99"),
        StatusPattern::Default => "Any other status".to_owned(),
    };
    match variant.ty.model() {
        Some(id) => format!("{status}: [`models::{}`].", scope.model(id).name),
        None => format!("{status}."),
    }
}

fn alias(failure: &Failure, alias: &FailureAlias) -> TokenStream {
    let (name, of) = (ident(&alias.name), ident(&failure.name));
    let docs = sentence(&format!("The error bodies of `{}`.", alias.of));
    let cfg = cfg::attribute(&alias.parts);
    quote! {
        #docs
        #cfg
        pub type #name = #of;
    }
}
