//! The root of the crate `layers`: that of the client, with a path for each module.

use quote::ToTokens as _;
use syn::{Attribute, File, Item, ItemMod, parse_quote};

use super::paths::Paths;
use crate::dress::header::HEADER;

/// What the root says of itself.
const DOCS: &str = "//! The client once more, with the files of its layers where they are edited, so that editors, clippy and `cargo fmt`\n\
                    //! know them. Nobody depends on it.\n\
                    // An attribute for rustfmt on a module counts as an expansion.\n\
                    #![allow(macro_expanded_macro_exports_accessed_by_absolute_paths)]\n";

/// The text of the root; `None` if no module is a layer's.
pub(super) fn root(library: &str, paths: &Paths) -> Option<String> {
    let mut file: File = syn::parse_file(library).ok()?;
    file.attrs.clear();
    let mut has_own = false;
    for item in &mut file.items {
        match item {
            Item::Mod(module) => has_own |= mount(module, paths),
            // Its form is ours, whatever that of the author is.
            Item::Use(list) => list.attrs.push(parse_quote!(#[rustfmt::skip])),
            _ => {}
        }
    }
    let text = prettyplease::unparse(&file);
    has_own.then(|| format!("{HEADER}\n\n{DOCS}\n{text}"))
}

/// Gives a module its path. Whether that is a file of a layer.
fn mount(module: &mut ItemMod, paths: &Paths) -> bool {
    let Some(way) = paths.module(&module.ident.to_string()) else {
        return false;
    };
    module
        .attrs
        .retain(|attribute| !attribute.path().is_ident("doc") || is_hidden(attribute));
    if way.is_err() {
        // `cargo fmt` follows modules, and generated files have a form of their own.
        module.attrs.push(parse_quote!(#[rustfmt::skip]));
    }
    let (Ok(path) | Err(path)) = &way;
    module.attrs.push(parse_quote!(#[path = #path]));
    way.is_ok()
}

/// Whether an attribute is `#[doc(hidden)]`.
fn is_hidden(attribute: &Attribute) -> bool {
    attribute.meta.to_token_stream().to_string().contains("hidden")
}
