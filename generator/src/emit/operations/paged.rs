//! How to get the next page.

use proc_macro2::TokenStream;
use quote::quote;

use super::super::types::{Scope, ident, spell};
use super::given::given;
use crate::plan::{Operation, Paging};

/// How to get the next page.
pub(super) fn paged(operation: &Operation, paging: &Paging, scope: Scope<'_>) -> TokenStream {
    let name = ident(&operation.type_name);
    let item = spell(&paging.item, scope);
    let place = given(operation, paging.cursor, scope);
    let first = paging.first.map(|first| {
        let first = given(operation, first, scope);
        quote!(#first = None;)
    });
    let (items, is_there) = scope.field(paging.items);
    let items = match is_there {
        true => quote!(page.#items),
        false => quote!(page.#items.unwrap_or_default()),
    };
    let (next, is_there) = scope.field(paging.next);
    let next = match is_there {
        true => quote!(Some(page.#next.clone())),
        false => quote!(page.#next.clone()),
    };
    let more = paging.more.map(|more| match scope.field(more) {
        (field, true) => quote!(page.#field),
        (field, false) => quote!(page.#field.unwrap_or(false)),
    });
    let next_cursor = more.map_or(next.clone(), |more| quote!(if #more { #next } else { None }));
    quote! {
        impl Paged for #name {
            type Item = #item;
            #[inline]
            fn cursor(&self) -> Option<&str> { #place.as_deref() }
            #[inline]
            fn set_cursor(&mut self, cursor: String) { #place = Some(cursor); #first }
            #[inline]
            fn split(page: Self::Output) -> (Vec<Self::Item>, Option<String>) {
                let next = <Self as Paged>::next_cursor(&page);
                (#items, next)
            }
            #[inline]
            fn next_cursor(page: &Self::Output) -> Option<String> { #next_cursor }
        }
    }
}
