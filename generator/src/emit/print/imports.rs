//! The imports of a file: of exactly what its items name without a path, with the condition under which they do.
//!
//! In: the tokens of the items. Out: `use` items, and their text in rustfmt's order. What is looked for is a module before `::`, or a generic type before its
//! arguments, or a trait before `for`; a variant or a field of the same name is neither.

use std::collections::BTreeSet;

use proc_macro2::{TokenStream, TokenTree};
use quote::quote;

use super::{cfg, pretty::unparse};
use crate::emit::types::ident;

/// An item, and the parts of the client that bring it; none: it is always there.
pub(in crate::emit) type InParts<'a> = (&'a TokenStream, &'a [String]);

/// What items name without a path.
#[derive(Debug, Default)]
pub(in crate::emit) struct Named(BTreeSet<String>);

impl Named {
    pub(in crate::emit) fn add(&mut self, items: &[TokenStream]) {
        items.iter().for_each(|item| self.see(item));
    }

    pub(in crate::emit) fn see(&mut self, tokens: &TokenStream) {
        self.0.extend(named(tokens));
    }

    pub(in crate::emit) fn contains(&self, name: &str) -> bool {
        self.0.contains(name)
    }
}

/// Crates that the runtime brings, so that a client depends on the runtime alone.
const CRATES: [&str; 2] = ["bytes", "serde_json"];

/// The imports of items that may name these modules of the crate.
pub(in crate::emit) fn imports(items: &[InParts], modules: &[&str]) -> Vec<TokenStream> {
    let named: Vec<(Named, &[String])> = items.iter().map(|(item, parts)| (Named(named(item)), *parts)).collect();
    let named: Vec<_> = named.iter().map(|(names, parts)| (names, *parts)).collect();
    of_names(&named, modules)
}

/// The same from what the items name, for items that are text by now.
pub(in crate::emit) fn of_names(named: &[(&Named, &[String])], modules: &[&str]) -> Vec<TokenStream> {
    let cfg = |name: &str| {
        let mut parts = named.iter().filter(|(names, _)| names.contains(name)).peekable();
        parts.peek()?;
        Some(cfg::attribute(&cfg::any_of(parts.map(|(_, parts)| *parts))))
    };
    let map = cfg("BTreeMap").map(|cfg| map_import(cfg.as_ref()));
    let modules = modules.iter().filter_map(|module| Some((ident(module), cfg(module)?)));
    let (always, sometimes): (Vec<_>, Vec<_>) = modules.partition(|(_, cfg)| cfg.is_none());
    let always: Vec<_> = always.into_iter().map(|(module, _)| module).collect();
    let always = (!always.is_empty()).then(|| quote!(use crate::{#(#always),*};));
    let sometimes = sometimes
        .into_iter()
        .map(|(module, cfg)| quote!(#cfg use crate::#module;));
    let crates = CRATES.iter().filter_map(|name| {
        let (name, cfg) = (ident(name), cfg(name)?);
        Some(quote!(#cfg use crate::runtime::#name;))
    });
    map.into_iter().chain(always).chain(sometimes).chain(crates).collect()
}

/// The text of imports: those of `std`, and below them those of the crate, where `super` stands before `crate`.
pub(in crate::emit) fn text(imports: &[TokenStream]) -> String {
    let mut texts: Vec<String> = imports.iter().cloned().map(unparse).collect();
    texts.sort_by_cached_key(|text| {
        // A condition stands before, on a line of its own.
        let path = text.split_once("use ").map_or(text.as_str(), |(_, path)| path);
        (!path.starts_with("super::"), path.to_owned())
    });
    let (std, own): (Vec<String>, Vec<String>) = texts.into_iter().partition(|text| text.contains("use std::"));
    let blocks = [std.concat(), own.concat()];
    blocks
        .into_iter()
        .filter(|block| !block.is_empty())
        .collect::<Vec<_>>()
        .join("\n")
}

/// The import of the map.
pub(in crate::emit) fn map_import(cfg: Option<&TokenStream>) -> TokenStream {
    quote!(#cfg use std::collections::BTreeMap;)
}

/// What tokens name at the beginning of a path, with arguments or before `for`: `models` of `models::Stream`, `BTreeMap` of `BTreeMap<…>`,
/// `Paged` of `impl Paged for List`.
fn named(item: &TokenStream) -> BTreeSet<String> {
    let (mut out, mut todo) = (BTreeSet::new(), vec![item.clone()]);
    while let Some(tokens) = todo.pop() {
        let tokens: Vec<TokenTree> = tokens.into_iter().collect();
        let sign = |at: Option<usize>, sign: char| {
            let token = at.and_then(|at| tokens.get(at));
            matches!(token, Some(TokenTree::Punct(punct)) if punct.as_char() == sign)
        };
        for (at, token) in tokens.iter().enumerate() {
            let ends_path = sign(at.checked_sub(1), ':') && sign(at.checked_sub(2), ':');
            let is_implemented = matches!(tokens.get(at + 1), Some(TokenTree::Ident(next)) if next == "for");
            let goes_on =
                is_implemented || sign(Some(at + 1), '<') || (sign(Some(at + 1), ':') && sign(Some(at + 2), ':'));
            match token {
                TokenTree::Ident(ident) if goes_on && !ends_path => {
                    out.insert(ident.to_string());
                }
                TokenTree::Group(group) => todo.push(group.stream()),
                _ => {}
            }
        }
    }
    out
}
