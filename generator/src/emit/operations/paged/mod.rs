//! How to get the next page.

mod page;
mod way;

use proc_macro2::{Literal, TokenStream};
use quote::quote;

use self::page::Page;
use self::way::{Reach, items};
use super::super::types::{Scope, ident, spell};
use super::given::given;
use crate::plan::{EndFlag, FieldId, Given, NextPage, Operation, Paging, ParameterId, Type};

/// How to get the next page.
pub(super) fn paged(operation: &Operation, paging: &Paging, scope: Scope<'_>) -> TokenStream {
    let name = ident(&operation.type_name);
    let item = spell(&paging.item, scope);
    let (way, request) = (way(operation, &paging.next), request(operation, &paging.next, scope));
    let (items, next_cursor) = (items(&paging.items, scope), next_cursor(paging, scope));
    let page = Page::of(operation);
    let split = page.split(&items, next_cursor.as_ref());
    let facts = facts(paging, &page, scope);
    let is_page = page.is_there();
    let next_cursor = next_cursor.map(|next_cursor| {
        let open = page.or_return(&quote!(None));
        quote! {
            #[inline]
            fn next_cursor(page: &Self::Output) -> Option<String> { #open #next_cursor }
        }
    });
    quote! {
        impl Paged for #name {
            type Item = #item;
            #way
            #request
            #[inline]
            fn split(page: Self::Output) -> (Vec<Self::Item>, Option<String>) { #split }
            #is_page
            #next_cursor
            #facts
        }
    }
}

/// The constants that say how the next page is asked for, if it is not by a cursor that `set_cursor` takes.
fn way(operation: &Operation, next: &NextPage) -> Option<TokenStream> {
    let wire = |ParameterId(place): ParameterId| &operation.parameters[place].wire;
    let way = match next {
        NextPage::Cursor { cursor, .. } => untyped(operation, *cursor).map(|id| {
            let wire = wire(id);
            quote!(Token(#wire))
        }),
        NextPage::Url(_) => Some(quote!(Url)),
        NextPage::Link => Some(quote!(Link)),
        NextPage::Number { parameter, first, .. } => {
            let (wire, first) = (wire(*parameter), Literal::u64_unsuffixed(*first));
            Some(quote!(Number { parameter: #wire, first: #first }))
        }
        NextPage::Offset { parameter, first } => {
            let (wire, first) = (wire(*parameter), Literal::u64_unsuffixed(*first));
            Some(quote!(Offset { parameter: #wire, first: #first }))
        }
    };
    let way = way.map(|way| quote!(const NEXT_PAGE: runtime::NextPage = runtime::NextPage::#way;));
    let empty = matches!(next, NextPage::Cursor { allows_empty: true, .. });
    let empty = empty.then(|| {
        quote!(
            const EMPTY_CURSORS: bool = true;
        )
    });
    (way.is_some() || empty.is_some()).then(|| quote!(#way #empty))
}

/// A parameter that is not a text, which the runtime writes as the service has sent it.
fn untyped(operation: &Operation, cursor: Given) -> Option<ParameterId> {
    match cursor {
        Given::Parameter(id) => (operation.parameters[id.0].ty != Type::Text).then_some(id),
        Given::Field(_) => None,
    }
}

/// How a cursor gets into a field of the request.
fn request(operation: &Operation, next: &NextPage, scope: Scope<'_>) -> Option<TokenStream> {
    let NextPage::Cursor { cursor, first, .. } = next else {
        return None;
    };
    if untyped(operation, *cursor).is_some() {
        return None;
    }
    let place = given(operation, *cursor, scope);
    let first = first.map(|first| {
        let first = given(operation, first, scope);
        quote!(#first = None;)
    });
    Some(quote! {
        #[inline]
        fn cursor(&self) -> Option<&str> { #place.as_deref() }
        #[inline]
        fn set_cursor(&mut self, cursor: String) { #place = Some(cursor); #first }
    })
}

/// What the response holds of the next page.
fn next_cursor(paging: &Paging, scope: Scope<'_>) -> Option<TokenStream> {
    let way = match &paging.next {
        NextPage::Cursor { next, .. } | NextPage::Url(next) => next,
        NextPage::Link | NextPage::Number { .. } | NextPage::Offset { .. } => return None,
    };
    let next = Reach::of(way, scope).text(scope.is_text(way.last().copied()?));
    Some(match &paging.end {
        None => next,
        Some(EndFlag { way, at_end }) => {
            let flag = Reach::of(way, scope).flag();
            match at_end {
                false => quote!(if #flag { #next } else { None }),
                true => quote!(if #flag { None } else { #next }),
            }
        }
    })
}

/// What a page says of the list, where that is more than the next cursor.
fn facts(paging: &Paging, page: &Page, scope: Scope<'_>) -> Option<TokenStream> {
    let has_cursor = matches!(paging.next, NextPage::Cursor { .. } | NextPage::Url(_));
    let is_counted = matches!(paging.next, NextPage::Number { .. } | NextPage::Offset { .. });
    let next = next_cursor(paging, scope).map(|next_cursor| page.next(&next_cursor));
    let items = is_counted.then(|| {
        let items = way::count(&paging.items, scope);
        quote!(items: #items,)
    });
    let end = paging.end.as_ref().filter(|_| !has_cursor);
    let end = end.map(|EndFlag { way, at_end }| {
        let flag = Reach::of(way, scope).flag();
        match at_end {
            true => quote!(is_last: #flag,),
            false => quote!(is_last: !#flag,),
        }
    });
    let number = |name: &str, way: &[FieldId]| {
        let (name, number) = (ident(name), Reach::of(way, scope).number());
        quote!(#name: #number,)
    };
    let total = paging.total.as_deref().map(|way| number("total", way));
    let pages = match &paging.next {
        NextPage::Number { pages: Some(way), .. } => Some(number("pages", way)),
        _ => None,
    };
    if [&items, &end, &total, &pages].iter().all(|fact| fact.is_none()) {
        return None;
    }
    let open = page.or_return(&quote!(runtime::PageFacts {
        is_last: true,
        ..runtime::PageFacts::default()
    }));
    Some(quote! {
        #[inline]
        fn facts(page: &Self::Output) -> runtime::PageFacts {
            #open
            runtime::PageFacts { #next #items #end #total #pages ..runtime::PageFacts::default() }
        }
    })
}
