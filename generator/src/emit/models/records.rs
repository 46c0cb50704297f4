//! Structs, with `new` and setters where callers build them.

use proc_macro2::TokenStream;
use quote::quote;

use super::deep_maps::DeepMaps;
use super::values::{constant, form};
use super::{conversions, limits};
use crate::emit::docs::{attributes, sentence};
use crate::emit::types::{Scope, field_argument, field_type, ident, literal, spell, with_presence};
use crate::ir::{Field, Model, Presence, Record, Type};

/// The items of a record.
pub(super) fn items(model: &Model, record: &Record, maps: &DeepMaps, scope: Scope<'_>) -> Vec<TokenStream> {
    let aliases = record
        .fields
        .iter()
        .filter_map(|field| alias(model, field, maps, scope));
    let mut out: Vec<TokenStream> = aliases.collect();
    out.push(definition(model, record, maps, scope));
    out.push(table(model, record, scope));
    out.extend(limits::record(model, record, scope));
    if model.sent {
        out.extend(constructors(model, record, scope));
        out.extend(default(model, record));
    }
    out.extend(conversions::items(model, scope));
    out.extend(model.printed.then(|| printed(model, record)));
    out
}

/// A key as text: its parts, without constants, with a slash between.
fn printed(model: &Model, record: &Record) -> TokenStream {
    let name = ident(&model.name);
    let parts: Vec<&Field> = record.fields.iter().filter(|field| field.constant().is_none()).collect();
    let format = vec!["{}"; parts.len()].join("/");
    let values = parts.iter().map(|field| ident(&field.name));
    quote! {
        impl ::std::fmt::Display for #name {
            fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
                write!(f, #format, #(self.#values),*)
            }
        }
    }
}

/// The name of a deep map.
fn alias(model: &Model, field: &Field, maps: &DeepMaps, scope: Scope<'_>) -> Option<TokenStream> {
    let name = ident(maps.get(model, field)?);
    let ty = spell(&field.ty, scope);
    let docs = sentence(&format!("The type of [`{}::{}`].", model.name, field.name));
    Some(quote!(#docs pub type #name = #ty;))
}

fn definition(model: &Model, record: &Record, maps: &DeepMaps, scope: Scope<'_>) -> TokenStream {
    let (name, docs) = (ident(&model.name), attributes(&model.docs));
    let default = (model.sent && derives_default(record)).then(|| quote!(Default,));
    let key = model.key.then(|| quote!(, Eq, PartialOrd, Ord, Hash));
    let closed = (!model.sent).then(|| quote!(#[non_exhaustive]));
    let fields = record
        .fields
        .iter()
        .map(|field| field_item(field, maps.get(model, field), scope));
    let rest = record.rest.as_ref().map(|ty| {
        let (docs, ty) = (sentence("Every other key."), spell(ty, scope));
        quote!(#docs pub additional_properties: BTreeMap<String, #ty>,)
    });
    quote! {
        #docs
        #[derive(Clone, Debug, #default PartialEq #key)]
        #closed
        pub struct #name { #(#fields)* #rest }
    }
}

fn field_item(field: &Field, alias: Option<&str>, scope: Scope<'_>) -> TokenStream {
    let (name, docs) = (ident(&field.name), attributes(&field.docs));
    let ty = match alias.map(ident) {
        Some(alias) => with_presence(field, quote!(#alias), scope),
        None => field_type(field, scope),
    };
    quote!(#docs pub #name: #ty,)
}

/// The table of wire names, from which the runtime makes reading and writing.
fn table(model: &Model, record: &Record, scope: Scope<'_>) -> TokenStream {
    let name = ident(&model.name);
    let (groups, members): (Vec<&Field>, Vec<&Field>) = record.fields.iter().partition(|field| field.is_group());
    let fields = members.into_iter().map(|field| {
        let (name, wire) = (ident(&field.name), field.wire());
        let form = form(&field.ty);
        let mark = match &field.presence {
            Presence::Required => None,
            Presence::Optional => Some(quote!(optional)),
            Presence::RequiredNullable => Some(quote!(or_null)),
            Presence::Nullable => Some(quote!(nullable)),
            Presence::Implied(value) => {
                let value = literal(&field.ty, value, scope);
                Some(quote!(= #value))
            }
        };
        quote!(#name: #wire #form #mark)
    });
    let rest = record.rest.as_ref().map(|rest| {
        let quoted = rest.is_quoted().then(|| quote!(quoted));
        quote!(; additional_properties #quoted)
    });
    let groups: Vec<TokenStream> = groups.into_iter().map(group).collect();
    let groups = (!groups.is_empty()).then(|| quote!(one_of { #(#groups),* }));
    quote!(record!(#name { #(#fields),* #rest } #groups);)
}

/// A group of members in the table.
fn group(field: &Field) -> TokenStream {
    let name = ident(&field.name);
    let optional = (field.presence == Presence::Optional).then(|| quote!(optional));
    quote!(#name #optional)
}

/// Whether the compiler can make the record that says nothing.
fn derives_default(record: &Record) -> bool {
    let is_default = |field: &Field| match &field.presence {
        Presence::Implied(value) => value.is_default() && field.ty != Type::Secret,
        presence => !presence.is_given(),
    };
    record.fields.iter().all(is_default)
}

/// `Default` for a record that has only constants to fill in, where it cannot be derived.
fn default(model: &Model, record: &Record) -> Option<TokenStream> {
    let name = ident(&model.name);
    let derived = derives_default(record);
    let empty = record.arguments().is_empty();
    (empty && !derived).then(|| quote!(impl Default for #name { fn default() -> Self { Self::new() } }))
}

fn constructors(model: &Model, record: &Record, scope: Scope<'_>) -> Option<TokenStream> {
    let name = ident(&model.name);
    let setters = record
        .fields
        .iter()
        .filter(|field| !field.is_given())
        .map(|field| setter(field, scope));
    let setters: Vec<TokenStream> = setters.collect();
    let new = new(model, record, scope);
    (new.is_some() || !setters.is_empty()).then(|| quote!(impl #name { #new #(#setters)* }))
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
