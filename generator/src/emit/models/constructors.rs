//! What callers build records with: the table of `new` and of setters, and `Default`.

use proc_macro2::TokenStream;
use quote::quote;

use super::values::{constant, literal};
use crate::emit::arguments::field_words;
use crate::emit::print::long::LongItem;
use crate::emit::print::members::Members;
use crate::emit::types::{Scope, ident};
use crate::plan::{Field, Model, Presence, Record, Type};

/// Whether the compiler can make the record that says nothing.
pub(super) fn derives_default(record: &Record) -> bool {
    let is_default = |field: &Field| match &field.presence {
        Presence::Implied(value) => value.is_default() && field.ty != Type::Secret,
        presence => !presence.is_given(),
    };
    record.fields.iter().all(is_default)
}

/// `Default` for a record that has only constants to fill in, where it cannot be derived.
pub(super) fn default(model: &Model, record: &Record) -> Option<TokenStream> {
    let name = ident(&model.name);
    let derived = derives_default(record);
    let empty = record.arguments().is_empty();
    (empty && !derived).then(|| quote!(impl Default for #name { fn default() -> Self { Self::new() } }))
}

/// The macro that makes `new` and the setters; none for what callers do not build.
pub(super) fn table(model: &Model, record: &Record) -> Option<&'static str> {
    match record.has_new() {
        _ if !model.sent => None,
        true => Some("build"),
        false => record.fields.iter().any(is_set).then_some("setters"),
    }
}

/// Whether a field has a setter.
fn is_set(field: &Field) -> bool {
    !field.is_given()
}

/// The table of `new` and of the setters.
pub(super) fn constructors<'a>(model: &'a Model, record: &'a Record, scope: Scope<'a>) -> Option<LongItem<'a>> {
    let table = ident(table(model, record)?);
    // Setters alone say nothing of what `new` gives the fields.
    let has_initials = record.has_new() && !derives_default(record);
    let setters = record.fields.iter().filter(|field| is_set(field)).map(move |field| {
        let initial = has_initials.then(|| initial(field, scope)).flatten();
        let setter = setter(field, scope);
        quote!(#setter #initial,)
    });
    let frame = move |rows: &[TokenStream]| {
        let name = ident(&model.name);
        let (arguments, fixed) = match has_initials {
            true => (Some(arguments(record, scope)), fixed(record, scope)),
            false => (None, None),
        };
        // Without arguments the braces tell that all is nothing at first.
        let rows = (arguments.is_none() || !rows.iter().all(TokenStream::is_empty)).then(|| quote!({ #(#rows)* }));
        quote!(#table!(#name #arguments #rows #fixed);)
    };
    Some(LongItem::new(frame).with(Members::Rows, setters))
}

/// What `new` takes.
fn arguments(record: &Record, scope: Scope<'_>) -> TokenStream {
    let arguments = record.arguments().into_iter().map(|field| {
        let (name, words) = (ident(&field.name), field_words(field, scope));
        quote!(#name: #words)
    });
    quote!((#(#arguments),*))
}

/// What `new` fills in: constants, and the map of all other keys.
fn fixed(record: &Record, scope: Scope<'_>) -> Option<TokenStream> {
    let constants = record.fields.iter().filter_map(|field| {
        let (name, value) = (ident(&field.name), constant(field, scope)?);
        Some(quote!(#name: #value,))
    });
    let rest = record
        .rest
        .as_ref()
        .map(|_| quote!(additional_properties: BTreeMap::new(),));
    let rows: Vec<TokenStream> = constants.chain(rest).collect();
    (!rows.is_empty()).then(|| quote!(with { #(#rows)* }))
}

/// The row of a setter.
fn setter(field: &Field, scope: Scope<'_>) -> TokenStream {
    let name = ident(&field.name);
    let other = (field.setter != field.name).then(|| {
        let setter = ident(&field.setter);
        quote!(as #setter)
    });
    let deprecated = field.docs.deprecated.then(|| quote!(#[deprecated]));
    let words = field_words(field, scope);
    quote!(#deprecated #name #other: #words)
}

/// What a field with a setter is at first, if that is not nothing.
fn initial(field: &Field, scope: Scope<'_>) -> Option<TokenStream> {
    let Presence::Implied(value) = &field.presence else {
        return None;
    };
    let value = literal(&field.ty, value, scope);
    Some(quote!(= #value))
}
