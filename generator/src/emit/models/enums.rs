//! Named texts.

use proc_macro2::TokenStream;
use quote::quote;

use crate::emit::docs::{attributes, sentence};
use crate::emit::types::ident;
use crate::plan::{Model, TextEnum};

/// The items of a text enum: the type, its two tables, and the traits that follow from them.
pub(super) fn items(model: &Model, text: &TextEnum) -> Vec<TokenStream> {
    let (name, docs) = (ident(&model.name), attributes(&model.docs));
    let variants: Vec<_> = text.values.iter().map(|value| ident(&value.name)).collect();
    let wires: Vec<&String> = text.values.iter().map(|value| &value.wire).collect();
    let known = text.values.iter().map(|value| {
        let (name, wires) = (ident(&value.name), std::iter::once(&value.wire).chain(&value.aliases));
        quote!(#(#wires)|* => Some(Self::#name),)
    });
    let value_docs = wires.iter().map(|wire| sentence(&value_words(wire)));
    let unknown = text.open.then(|| {
        let docs = sentence("A text that this version of the crate does not know, kept as it is.");
        quote!(#docs Unknown(UnknownText),)
    });
    let unknown_arm = text.open.then(|| quote!(Self::Unknown(text) => text.as_str(),));
    let open = text.open.then(|| quote!(#[non_exhaustive]));
    let ordered = model.key.then(|| quote!(PartialOrd, Ord,));
    let traits = if text.open {
        quote!(text_enum!(#name);)
    } else {
        quote!(closed_text_enum!(#name);)
    };
    vec![
        quote! {
            #docs
            #[derive(Clone, Debug, PartialEq, Eq, #ordered Hash)]
            #open
            pub enum #name { #(#value_docs #variants,)* #unknown }
        },
        quote! {
            impl #name {
                /// The text on the wire.
                #[inline]
                pub fn as_str(&self) -> &str { match self { #(Self::#variants => #wires,)* #unknown_arm } }
                #[inline]
                fn known(text: &str) -> Option<Self> {
                    match text { #(#known)* _ => None }
                }
            }
        },
        traits,
    ]
}

/// The wire text, quoted so that nothing in it is read as Markdown.
fn value_words(wire: &str) -> String {
    let text = wire.escape_debug().to_string();
    if text.trim().is_empty() || text.contains('`') {
        "Its text is in `as_str`.".to_owned()
    } else {
        format!("`{text}`")
    }
}
