//! How to send any number of items.

use proc_macro2::{Literal, TokenStream};
use quote::quote;

use super::super::types::{Scope, ident, spell};
use crate::plan::{Bulk, BulkDuplicates, Operation};

/// Where the document names no limit, what a service usually takes.
const MOST_BYTES: u64 = 10_000_000;

/// How to send any number of items.
pub(super) fn bulk(operation: &Operation, bulk: &Bulk, scope: Scope<'_>) -> TokenStream {
    let name = ident(&operation.type_name);
    let (item, key) = (spell(&bulk.item, scope), scope.ident(bulk.key));
    let items = scope.wire(bulk.items);
    let most_items = Literal::u64_unsuffixed(bulk.most_items);
    let most_bytes = Literal::u64_unsuffixed(bulk.most_bytes.unwrap_or(MOST_BYTES));
    let results = bulk.results.as_ref().map_or(quote!(None), |at| quote!(Some(#at)));
    let duplicates = bulk.duplicates.as_ref().map_or(quote!(None), duplicates);
    let fields = bulk.parts.iter().map(|part| {
        let ((name, _), (from, _)) = (scope.field(part.field), scope.field(part.from));
        let clone = (!scope.is_copy(part.field)).then(|| quote!(.clone()));
        quote!(#name: item.#from #clone)
    });
    let parts = bulk.parts.iter().map(|part| {
        let (name, _) = scope.field(part.field);
        quote!(key.#name.to_string())
    });
    quote! {
        impl runtime::Bulk for #name {
            type Item = #item;
            type Key = models::#key;
            const RULES: runtime::BulkRules = runtime::BulkRules {
                items: #items,
                most_items: #most_items,
                most_bytes: #most_bytes,
                results: #results,
                duplicates: #duplicates,
            };
            #[inline]
            fn key(item: &Self::Item) -> Self::Key { models::#key { #(#fields),* } }
            #[inline]
            fn parts(key: &Self::Key) -> Vec<String> { vec![#(#parts),*] }
        }
    }
}

fn duplicates(said: &BulkDuplicates) -> TokenStream {
    let BulkDuplicates { at, member, separator } = said;
    quote!(Some(runtime::Duplicates { at: #at, member: #member, separator: #separator }))
}
