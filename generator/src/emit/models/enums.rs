//! Named texts.

use proc_macro2::TokenStream;
use quote::quote;

use crate::emit::describing::Describing;
use crate::emit::docs::{attributes, comment, safe, sentence};
use crate::emit::print::long::LongItem;
use crate::emit::print::members::Members;
use crate::emit::types::ident;
use crate::plan::{Model, TextEnum, TextValue};

/// The items of a text enum: the type, and the table of its texts.
pub(super) fn items<'a>(model: &'a Model, text: &'a TextEnum) -> Vec<LongItem<'a>> {
    vec![definition(model, text), table(model, text)]
}

fn definition<'a>(model: &'a Model, text: &'a TextEnum) -> LongItem<'a> {
    let describing = Describing::of(&model.extras);
    let variants = text.values.iter().map(move |value| {
        let (name, docs) = (ident(&value.name), value_docs(value));
        let described = describing.name(&value.name, &value.wire);
        quote!(#docs #described #name,)
    });
    let frame = |variants: &[TokenStream]| {
        let (name, docs) = (ident(&model.name), attributes(&model.docs));
        let ordered = model.key.then(|| quote!(PartialOrd, Ord,));
        let open = text.open.then(|| quote!(#[non_exhaustive]));
        let unknown = text.open.then(|| {
            let docs = sentence("A text that this version of the crate does not know, kept as it is.");
            quote!(#docs Unknown(UnknownText),)
        });
        quote! {
            #docs
            #[derive(Clone, Debug, PartialEq, Eq, #ordered Hash)]
            #open
            pub enum #name { #(#variants)* #unknown }
        }
    };
    LongItem::new(frame).with(Members::Variants, variants)
}

/// The table of texts, from which the runtime makes reading and writing.
fn table<'a>(model: &'a Model, text: &'a TextEnum) -> LongItem<'a> {
    let rows = text.values.iter().map(|value| {
        let (name, wires) = (ident(&value.name), std::iter::once(&value.wire).chain(&value.aliases));
        quote!(#name: #(#wires)|*,)
    });
    let frame = |rows: &[TokenStream]| {
        let name = ident(&model.name);
        match text.open {
            true => quote!(text_enum!(#name { #(#rows)* });),
            false => quote!(closed_text_enum!(#name { #(#rows)* });),
        }
    };
    LongItem::new(frame).with(Members::Rows, rows)
}

/// The wire text, and what the document says about it.
fn value_docs(value: &TextValue) -> TokenStream {
    let wire = value_words(&value.wire);
    match &value.description {
        None => sentence(&wire),
        Some(words) => {
            let wire = vec![wire, String::new()];
            comment(wire.into_iter().chain(safe(words)).collect())
        }
    }
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
