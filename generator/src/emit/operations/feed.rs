//! How to follow changes.

use proc_macro2::{Literal, TokenStream};
use quote::quote;

use super::super::types::{Scope, ident};
use super::given::{given, is_copied, step};
use crate::plan::{AskValue, Feed, FeedCount, FeedCursors, FeedSetting, FieldId, Operation, Partitions};

/// How to follow changes.
pub(super) fn feed(operation: &Operation, feed: &Feed, scope: Scope<'_>) -> TokenStream {
    let name = ident(&operation.type_name);
    let rules = rules(feed, scope);
    let (seek, cursor) = match &feed.cursors {
        FeedCursors::One { cursor, next } => one(feed, *cursor, *next, scope),
        FeedCursors::ByPartition(partitions) => by_partition(feed, partitions, scope),
    };
    let partition = match feed.cursors {
        FeedCursors::One { .. } => ident("_partition"),
        FeedCursors::ByPartition(_) => ident("partition"),
    };
    let limit = feed.limit.as_ref().map(|setting| default(setting, scope));
    let more = match scope.field(feed.more) {
        (field, true) => quote!(output.#field),
        (field, false) => quote!(output.#field.unwrap_or(false)),
    };
    let is_empty = match scope.field(feed.items) {
        (items, true) => quote!(output.#items.is_empty()),
        (items, false) => quote!(output.#items.as_ref().is_none_or(|items| items.is_empty())),
    };
    let held = feed.hold.as_ref().map(|setting| held(setting, scope));
    let partitions = partitions(operation, feed, scope);
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
fn partitions(operation: &Operation, feed: &Feed, scope: Scope<'_>) -> Option<TokenStream> {
    if matches!(feed.cursors, FeedCursors::One { .. }) {
        return None;
    }
    let body = feed
        .count
        .as_ref()
        .map_or(quote!(runtime::Partitions::Unknown), |one| count(operation, one, scope));
    Some(quote! {
        #[inline]
        fn partitions(&self) -> runtime::Partitions { #body }
    })
}

fn count(operation: &Operation, count: &FeedCount, scope: Scope<'_>) -> TokenStream {
    let (group, ask) = scope.operation(count.ask);
    let (group, handle, method) = (ident(&group.name), ident(&group.type_name), ident(&ask.name));
    let arguments = count.arguments.iter().map(|made| value(operation, made, scope));
    let steps = count.steps.iter().map(|one| step(*one, scope));
    let number = match count.is_u32 {
        true => quote!(Some(response #(#steps)*)),
        false => quote!(u32::try_from(response #(#steps)*).ok()),
    };
    quote! {
        let handle = crate::operations::#group::#handle::new(self.call.core());
        let mut question = handle.#method(#(#arguments),*);
        question.call_mut().clone_from(&self.call);
        runtime::Partitions::asked(question, |response| #number)
    }
}

fn value(operation: &Operation, made: &AskValue, scope: Scope<'_>) -> TokenStream {
    match made {
        AskValue::Given(from) => {
            let (place, is_copy) = (given(operation, *from, scope), is_copied(operation, *from, scope));
            if is_copy { place } else { quote!(#place.clone()) }
        }
        AskValue::List(items) => {
            let items = items.iter().map(|made| value(operation, made, scope));
            quote!([#(#items),*])
        }
        AskValue::Record(id, given) => {
            let (name, given) = (scope.ident(*id), given.iter().map(|made| value(operation, made, scope)));
            quote!(models::#name::new(#(#given),*))
        }
    }
}

fn rules(feed: &Feed, scope: Scope<'_>) -> TokenStream {
    let beginning = feed.beginning.as_ref().map_or(quote!(None), |word| quote!(Some(#word)));
    let now = &feed.now;
    let loose = feed.loose.iter().map(|id| scope.wire(*id));
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
fn default(setting: &FeedSetting, scope: Scope<'_>) -> TokenStream {
    let ((field, _), value) = (scope.field(setting.field), Literal::u64_unsuffixed(setting.value));
    quote!(self.body.#field.get_or_insert(#value);)
}

fn held(setting: &FeedSetting, scope: Scope<'_>) -> TokenStream {
    let ((field, _), value) = (scope.field(setting.field), Literal::u64_unsuffixed(setting.value));
    quote! {
        #[inline]
        fn long_poll(&self) -> Option<::std::time::Duration> {
            let seconds = self.body.#field.unwrap_or(#value);
            Some(::std::time::Duration::from_secs(u64::try_from(seconds).unwrap_or_default()))
        }
    }
}

/// What a position does: to the cursor, and to the field for where to start if there is one.
fn seek(feed: &Feed, without_cursor: &TokenStream, with_cursor: &TokenStream, scope: Scope<'_>) -> TokenStream {
    let start = feed.start.map(|id| scope.field(id).0);
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

fn one(feed: &Feed, cursor: FieldId, next: FieldId, scope: Scope<'_>) -> (TokenStream, TokenStream) {
    let (cursor, _) = scope.field(cursor);
    let seek = seek(
        feed,
        &quote!(self.body.#cursor = None;),
        &quote!(self.body.#cursor = Some(cursor.to_owned());),
        scope,
    );
    let next = match scope.field(next) {
        (field, true) => quote!(Some(output.#field.clone())),
        (field, false) => quote!(output.#field.clone()),
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
    let name = |id: &FieldId| scope.field(*id).0;
    let (list, element, cursor) = (name(list), scope.ident(*element), name(cursor));
    let number = name(number);
    let index = match is_wide {
        true => quote!(i64::from(partition)),
        false => quote!(i32::try_from(partition).unwrap_or(i32::MAX)),
    };
    let seek = seek(
        feed,
        &quote!(),
        &quote!(place.#cursor = Some(cursor.to_owned());),
        scope,
    );
    let seek = quote! {
        let mut place = models::#element::new(#index);
        #seek
        self.body.#list = vec![place];
    };
    let all = match scope.field(*positions) {
        (field, true) => quote!(output.#field.iter()),
        (field, false) => quote!(output.#field.iter().flatten()),
    };
    let next = match scope.field(*next) {
        (field, true) => quote!(map(|place| place.#field.clone())),
        (field, false) => quote!(and_then(|place| place.#field.clone())),
    };
    (seek, quote!(#all.find(|place| place.#number == #index).#next))
}
