//! What is there only with a part of the client: `cfg` attributes.

use std::collections::BTreeSet;

use proc_macro2::TokenStream;
use quote::quote;

/// `#[cfg(…)]` for what any of these parts bring; nothing for what is always there.
pub(in crate::emit) fn attribute(parts: &[String]) -> Option<TokenStream> {
    let condition = condition(parts)?;
    Some(quote!(#[cfg(#condition)]))
}

/// What stands between the brackets of `cfg` for what any of these parts bring.
pub(in crate::emit) fn condition(parts: &[String]) -> Option<TokenStream> {
    match parts {
        [] => None,
        [only] => Some(quote!(feature = #only)),
        several => Some(quote!(any(#(feature = #several),*))),
    }
}

/// The parts any of which bring at least one of these; none if one of them is always there.
pub(in crate::emit) fn any_of<'a>(lists: impl IntoIterator<Item = &'a [String]>) -> Vec<String> {
    let mut all = BTreeSet::new();
    for parts in lists {
        if parts.is_empty() {
            return Vec::new();
        }
        all.extend(parts.iter().cloned());
    }
    all.into_iter().collect()
}
