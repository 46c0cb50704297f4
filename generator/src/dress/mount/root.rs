//! The root of the crate `layers`: that of the client, with a path for each module.

use syn::{Attribute, File, Item, ItemMod, parse_quote};

use super::paths::Paths;
use crate::dress::attributes::below_docs;
use crate::dress::header::HEADER;

/// What the root says of itself.
const DOCS: &str = "//! The client once more, with the files of its layers where they are edited, so that editors, clippy and `cargo fmt`\n\
                    //! know them. Nobody depends on it.\n\
                    // An attribute for rustfmt on a module counts as an expansion.\n\
                    #![allow(macro_expanded_macro_exports_accessed_by_absolute_paths)]\n";

/// The text of the root, and whether a module of it is a layer's; `None` if the client's root is not valid Rust.
pub(super) fn root(library: &str, paths: &Paths) -> Option<(String, bool)> {
    let mut file: File = syn::parse_file(below_docs(library)).ok()?;
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
    Some((format!("{HEADER}\n\n{DOCS}\n{text}"), has_own))
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
    let list = attribute.meta.require_list();
    list.is_ok_and(|list| list.tokens.to_string() == "hidden")
}
