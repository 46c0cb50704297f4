//! How to follow changes.

use proc_macro2::{Literal, TokenStream};
use quote::quote;

use super::super::types::{Scope, ident};
use super::polling::step;
use crate::ir::{AskValue, Feed, FeedCount, FeedCursors, FeedSetting, Operation, Partitions};

/// How to follow changes.
pub(super) fn feed(operation: &Operation, feed: &Feed, scope: Scope<'_>) -> TokenStream {
    let name = ident(&operation.type_name);
    let rules = rules(feed);
    let (seek, cursor) = match &feed.cursors {
        FeedCursors::One { cursor, next } => one(feed, cursor, next),
        FeedCursors::ByPartition(partitions) => by_partition(feed, partitions, scope),
    };
    let partition = match feed.cursors {
        FeedCursors::One { .. } => ident("_partition"),
        FeedCursors::ByPartition(_) => ident("partition"),
    };
    let limit = feed.limit.as_ref().map(default);
    let more = or_default(&feed.more, &quote!(unwrap_or(false)));
    let items = ident(&feed.items.0);
    let is_empty = match feed.items.1 {
        true => quote!(output.#items.as_ref().is_none_or(|items| items.is_empty())),
        false => quote!(output.#items.is_empty()),
    };
    let held = feed.hold.as_ref().map(held);
    let partitions = partitions(feed, scope);
    quote! {
        impl runtime::Feed for #name {
            #rules
            #[inline]
            fn seek(&mut self, #partition: u32, position: runtime::Position<'_>) { #limit #seek }
            #[inline]
            fn cursor(output: &Self::Output, #partition: u32) -> Option<String> { #cursor }
            #[inline]
            fn has_more(output: &Self::Output) -> bool { #more }
            #[inline]
            fn is_empty(output: &Self::Output) -> bool { #is_empty }
            #held
            #partitions
        }
    }
}

/// Which partitions there are; the trait has the method for feeds without partitions.
fn partitions(feed: &Feed, scope: Scope<'_>) -> Option<TokenStream> {
    if matches!(feed.cursors, FeedCursors::One { .. }) {
        return None;
    }
    let body = feed
        .count
        .as_ref()
        .map_or(quote!(runtime::Partitions::Unknown), |one| count(one, scope));
    Some(quote! {
        #[inline]
        fn partitions(&self) -> runtime::Partitions { #body }
    })
}

fn count(count: &FeedCount, scope: Scope<'_>) -> TokenStream {
    let (group, ask) = scope.operation(count.ask);
    let (group, handle, method) = (ident(&group.name), ident(&group.type_name), ident(&ask.name));
    let arguments = count.arguments.iter().map(|made| value(made, scope));
    let steps = count.steps.iter().map(step);
    let number = match count.is_u32 {
        true => quote!(Some(answer #(#steps)*)),
        false => quote!(u32::try_from(answer #(#steps)*).ok()),
    };
    quote! {
        let handle = crate::operations::#group::#handle::new(self.call.core());
        let mut question = handle.#method(#(#arguments),*);
        question.call_mut().clone_from(&self.call);
        runtime::Partitions::asked(question, |answer| #number)
    }
}

fn value(made: &AskValue, scope: Scope<'_>) -> TokenStream {
    let taken = |path: TokenStream, is_copy: bool| if is_copy { path } else { quote!(#path.clone()) };
    match made {
        AskValue::Parameter(name, is_copy) => {
            let name = ident(name);
            taken(quote!(self.#name), *is_copy)
        }
        AskValue::Field(name, is_copy) => {
            let name = ident(name);
            taken(quote!(self.body.#name), *is_copy)
        }
        AskValue::List(items) => {
            let items = items.iter().map(|made| value(made, scope));
            quote!([#(#items),*])
        }
        AskValue::Record(id, given) => {
            let (name, given) = (scope.ident(*id), given.iter().map(|made| value(made, scope)));
            quote!(models::#name::new(#(#given),*))
        }
    }
}

fn rules(feed: &Feed) -> TokenStream {
    let beginning = feed.beginning.as_ref().map_or(quote!(None), |word| quote!(Some(#word)));
    let (now, loose) = (&feed.now, &feed.loose);
    let refused = feed
        .refused_cursor
        .iter()
        .map(|status| Literal::u16_unsuffixed(*status));
    quote! {
        const RULES: runtime::FeedRules = runtime::FeedRules {
            beginning: #beginning,
            now: #now,
            loose: &[#(#loose),*],
            refused_cursor: &[#(#refused),*],
        };
    }
}

/// A number that counts if the caller does not say it.
fn default(setting: &FeedSetting) -> TokenStream {
    let (field, value) = (ident(&setting.field), Literal::u64_unsuffixed(setting.value));
    quote!(self.body.#field.get_or_insert(#value);)
}

fn held(setting: &FeedSetting) -> TokenStream {
    let (field, value) = (ident(&setting.field), Literal::u64_unsuffixed(setting.value));
    quote! {
        #[inline]
        fn long_poll(&self) -> Option<::std::time::Duration> {
            let seconds = self.body.#field.unwrap_or(#value);
            Some(::std::time::Duration::from_secs(u64::try_from(seconds).unwrap_or_default()))
        }
    }
}

fn or_default((field, is_optional): &(String, bool), fallback: &TokenStream) -> TokenStream {
    let field = ident(field);
    match is_optional {
        true => quote!(output.#field.#fallback),
        false => quote!(output.#field),
    }
}

/// What a position does: to the cursor, and to the field for where to start if there is one.
fn seek(feed: &Feed, without_cursor: &TokenStream, with_cursor: &TokenStream) -> TokenStream {
    let start = feed.start.as_deref().map(ident);
    let at_word = start
        .iter()
        .map(|field| quote!(self.body.#field = word.map(str::to_owned);));
    let at_cursor = start.iter().map(|field| quote!(self.body.#field = None;));
    let word = ident(if start.is_some() { "word" } else { "_word" });
    quote! {
        match position {
            runtime::Position::Start(#word) => { #without_cursor #(#at_word)* }
            runtime::Position::Cursor(cursor) => { #with_cursor #(#at_cursor)* }
        }
    }
}

fn one(feed: &Feed, cursor: &str, next: &(String, bool)) -> (TokenStream, TokenStream) {
    let cursor = ident(cursor);
    let seek = seek(
        feed,
        &quote!(self.body.#cursor = None;),
        &quote!(self.body.#cursor = Some(cursor.to_owned());),
    );
    let next_field = ident(&next.0);
    let next = match next.1 {
        true => quote!(output.#next_field.clone()),
        false => quote!(Some(output.#next_field.clone())),
    };
    (seek, next)
}

fn by_partition(feed: &Feed, partitions: &Partitions, scope: Scope<'_>) -> (TokenStream, TokenStream) {
    let Partitions {
        list,
        element,
        index: _,
        is_wide,
        cursor,
        positions,
        number,
        next,
    } = partitions;
    let (list, element, cursor) = (ident(list), scope.ident(*element), ident(cursor));
    let (number, next_field) = (ident(number), ident(&next.0));
    let index = match is_wide {
        true => quote!(i64::from(partition)),
        false => quote!(i32::try_from(partition).unwrap_or(i32::MAX)),
    };
    let seek = seek(feed, &quote!(), &quote!(place.#cursor = Some(cursor.to_owned());));
    let seek = quote! {
        let mut place = models::#element::new(#index);
        #seek
        self.body.#list = vec![place];
    };
    let field = ident(&positions.0);
    let all = match positions.1 {
        true => quote!(output.#field.iter().flatten()),
        false => quote!(output.#field.iter()),
    };
    let next = match next.1 {
        true => quote!(and_then(|place| place.#next_field.clone())),
        false => quote!(map(|place| place.#next_field.clone())),
    };
    (seek, quote!(#all.find(|place| place.#number == #index).#next))
}
