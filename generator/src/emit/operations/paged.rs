//! How to get the next page.

use proc_macro2::TokenStream;
use quote::quote;

use super::super::types::{Scope, ident, spell};
use crate::ir::{Operation, Paging};

/// How to get the next page.
pub(super) fn paged(operation: &Operation, paging: &Paging, scope: Scope<'_>) -> TokenStream {
    let name = ident(&operation.type_name);
    let item = spell(&paging.item, scope);
    let (cursor, items, next) = (ident(&paging.cursor), ident(&paging.items), ident(&paging.next));
    let first = paging.first.as_deref().map(|first| {
        let first = ident(first);
        if paging.in_body {
            quote!(self.body.#first = None;)
        } else {
            quote!(self.#first = None;)
        }
    });
    let place = if paging.in_body {
        quote!(self.body.#cursor)
    } else {
        quote!(self.#cursor)
    };
    let items = if paging.items_optional {
        quote!(page.#items.unwrap_or_default())
    } else {
        quote!(page.#items)
    };
    let next = if paging.next_optional {
        quote!(page.#next.clone())
    } else {
        quote!(Some(page.#next.clone()))
    };
    let more = paging.more.as_ref().map(|(field, optional)| {
        let field = ident(field);
        if *optional {
            quote!(page.#field.unwrap_or(false))
        } else {
            quote!(page.#field)
        }
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
