//! The page in what a request gives: all of it, or the variant next to the one that says that nothing was modified,
//! which ends the list of pages and is an error in the list of items.

use proc_macro2::TokenStream;
use quote::quote;

use super::super::super::types::ident;
use crate::plan::{Operation, Output, Type};

/// How to get at the page. `page` is a success before, and the page afterwards.
pub(super) struct Page {
    /// The path of the variant that holds it, if there are others.
    variant: Option<TokenStream>,
    is_boxed: bool,
}

impl Page {
    pub(super) fn of(operation: &Operation) -> Self {
        let choice = match &operation.output {
            Output::ByStatus(choice) => choice.value().map(|value| (&choice.name, value)),
            Output::Nothing | Output::Json(_) | Output::OptionalJson(_) => None,
            Output::Text | Output::Bytes | Output::Raw => None,
            Output::Download | Output::Events(_) | Output::Lines(_) => None,
        };
        let path = |name: &str, variant: &str| {
            let (name, variant) = (ident(name), ident(variant));
            quote!(#name::#variant)
        };
        Self {
            variant: choice.map(|(name, value)| path(name, &value.name)),
            is_boxed: choice.is_some_and(|(_, value)| matches!(value.output, Output::Json(Type::Boxed(_)))),
        }
    }

    /// How to see whether there is a page, where there may be none.
    pub(super) fn is_there(&self) -> Option<TokenStream> {
        let variant = self.variant.as_ref()?;
        Some(quote! {
            #[inline]
            fn is_page(page: &Self::Output) -> bool { matches!(page, #variant(_)) }
        })
    }

    /// Takes the page out of the variant, or returns this if it is another one.
    pub(super) fn or_return(&self, other: &TokenStream) -> Option<TokenStream> {
        let variant = self.variant.as_ref()?;
        Some(quote! {
            let #variant(page) = page else {
                return #other;
            };
        })
    }

    /// The items of the page and its next cursor.
    pub(super) fn split(&self, items: &TokenStream, next_cursor: Option<&TokenStream>) -> TokenStream {
        let open = self.or_return(&quote!((Vec::new(), None)));
        let unboxed = self.is_boxed.then(|| quote!(let page = *page;));
        match next_cursor {
            Some(next_cursor) => {
                let next = match self.variant {
                    Some(_) => next_cursor.clone(),
                    None => quote!(<Self as Paged>::next_cursor(&page)),
                };
                quote! {
                    #open
                    #unboxed
                    let next = #next;
                    (#items, next)
                }
            }
            None => quote!(#open #unboxed (#items, None)),
        }
    }

    /// The field of the facts about a page that has the next cursor.
    pub(super) fn next(&self, next_cursor: &TokenStream) -> TokenStream {
        match self.variant {
            Some(_) => quote!(next: #next_cursor,),
            None => quote!(next: Self::next_cursor(page),),
        }
    }
}
