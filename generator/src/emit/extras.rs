//! What an author adds to items: derives and attributes.

use proc_macro2::TokenStream;
use quote::{ToTokens, quote};
use syn::punctuated::Punctuated;
use syn::{Attribute, Item, Path, Token, parse_quote};

use super::print::long;
use crate::plan::Extras;

/// Traits that generated types implement without deriving them.
const BY_HAND: [&str; 2] = ["Serialize", "Deserialize"];

/// The items of a type, with what is added to its definition.
pub(super) fn added<'a>(items: Vec<long::LongItem<'a>>, name: &'a str, extras: &'a Extras) -> Vec<long::LongItem<'a>> {
    if extras.is_empty() {
        return items;
    }
    items
        .into_iter()
        .map(|item| item.changed(|item| to_definition(item, name, extras)))
        .collect()
}

/// Attributes as tokens.
pub(super) fn attributes(texts: &[String]) -> TokenStream {
    let each = texts.iter().filter_map(|text| text.parse::<TokenStream>().ok());
    each.map(|attribute| quote!(#[#attribute])).collect()
}

/// An item with what is added, if it is the definition.
pub(super) fn to_definition(tokens: TokenStream, name: &str, extras: &Extras) -> TokenStream {
    let mut item = match syn::parse2::<Item>(tokens.clone()) {
        Ok(item) => item,
        Err(_) => return tokens,
    };
    let list = match &mut item {
        Item::Struct(definition) if definition.ident == name => &mut definition.attrs,
        Item::Enum(definition) if definition.ident == name => &mut definition.attrs,
        _ => return tokens,
    };
    derive(list, &extras.derive);
    let attributes = attributes(&extras.attributes);
    list.extend::<Vec<Attribute>>(parse_quote!(#attributes));
    item.into_token_stream()
}

/// Adds derives to those that are there, none of them twice.
fn derive(attributes: &mut [Attribute], more: &[String]) {
    let Some(derive) = attributes.iter_mut().find(|one| one.path().is_ident("derive")) else {
        return;
    };
    let parser = Punctuated::<Path, Token![,]>::parse_terminated;
    let mut all: Vec<Path> = derive.parse_args_with(parser).into_iter().flatten().collect();
    for path in more.iter().filter_map(|path| syn::parse_str::<Path>(path).ok()) {
        let last = path.segments.last().map(|segment| segment.ident.to_string());
        let same = |other: &Path| other.segments.last().map(|segment| segment.ident.to_string()) == last;
        let by_hand = last.as_deref().is_some_and(|last| BY_HAND.contains(&last));
        if !by_hand && !all.iter().any(same) {
            all.push(path);
        }
    }
    *derive = parse_quote!(#[derive(#(#all),*)]);
}
