//! What callers build records with: `new`, setters and `Default`.

use proc_macro2::TokenStream;
use quote::quote;

use super::values::{constant, literal};
use crate::emit::docs::sentence;
use crate::emit::print::long::Item;
use crate::emit::print::members::Members;
use crate::emit::types::{Scope, field_argument, ident};
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

/// `new` and the setters.
pub(super) fn constructors<'a>(model: &'a Model, record: &'a Record, scope: Scope<'a>) -> Option<Item<'a>> {
    let new = new(model, record, scope);
    let is_set = |field: &&Field| !field.is_given();
    if new.is_none() && !record.fields.iter().any(|field| is_set(&field)) {
        return None;
    }
    let setters = record
        .fields
        .iter()
        .filter(is_set)
        .map(move |field| setter(field, scope));
    let frame = move |setters: &[TokenStream]| {
        let name = ident(&model.name);
        quote!(impl #name { #new #(#setters)* })
    };
    Some(Item::new(frame).with(Members::Methods, setters))
}

fn new(model: &Model, record: &Record, scope: Scope<'_>) -> Option<TokenStream> {
    let given = record.arguments();
    if !record.has_new() {
        return None;
    }
    let docs = sentence(&match given.is_empty() {
        true => format!("{} that says nothing yet.", with_article(&model.name)),
        false => format!("{} of what it must have.", with_article(&model.name)),
    });
    if derives_default(record) {
        return Some(quote!(#docs pub fn new() -> Self { Self::default() }));
    }
    let arguments = given.iter().map(|field| {
        let name = ident(&field.name);
        let (ty, _) = field_argument(&name, field, scope);
        quote!(#name: #ty)
    });
    let values = record.fields.iter().map(|field| initial(field, scope));
    let rest = record
        .rest
        .as_ref()
        .map(|_| quote!(additional_properties: BTreeMap::new(),));
    Some(quote!(#docs pub fn new(#(#arguments),*) -> Self { Self { #(#values,)* #rest } }))
}

/// ``An `Order` ``.
fn with_article(name: &str) -> String {
    let article = if name.starts_with(['A', 'E', 'I', 'O']) {
        "An"
    } else {
        "A"
    };
    format!("{article} `{name}`")
}

/// The value of a field in `new`.
fn initial(field: &Field, scope: Scope<'_>) -> TokenStream {
    let name = ident(&field.name);
    if let Some(value) = constant(field, scope) {
        return quote!(#name: #value);
    }
    match &field.presence {
        Presence::Implied(value) => {
            let value = literal(&field.ty, value, scope);
            quote!(#name: #value)
        }
        Presence::Optional => quote!(#name: None),
        Presence::Nullable => quote!(#name: Nullable::Absent),
        Presence::Required | Presence::RequiredNullable => {
            let (_, value) = field_argument(&name, field, scope);
            if name == value.to_string() {
                quote!(#name)
            } else {
                quote!(#name: #value)
            }
        }
    }
}

fn setter(field: &Field, scope: Scope<'_>) -> TokenStream {
    let name = ident(&field.name);
    let setter = ident(&field.setter);
    let docs = sentence(&format!("Sets [`{name}`](Self::{name})."));
    let deprecated = field.docs.deprecated.then(|| quote!(#[deprecated]));
    let (ty, value) = field_argument(&name, field, scope);
    quote! {
        #docs
        #deprecated
        #[must_use]
        #[inline]
        pub fn #setter(mut self, #name: #ty) -> Self {
            self.#name = #value;
            self
        }
    }
}
