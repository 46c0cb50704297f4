//! Structs, with `new` and setters where callers build them.

use proc_macro2::TokenStream;
use quote::quote;

use super::constructors::{constructors, default, derives_default};
use super::deep_maps::DeepMaps;
use super::values::{form, literal};
use super::{conversions, limits};
use crate::emit::describing::Describing;
use crate::emit::docs::{attributes, sentence};
use crate::emit::print::long::LongItem;
use crate::emit::print::members::Members;
use crate::emit::types::{Scope, field_type, ident, spell, with_presence};
use crate::plan::{Field, Model, Presence, Record};

/// The items of a record.
pub(super) fn items<'a>(
    model: &'a Model,
    record: &'a Record,
    maps: &'a DeepMaps,
    scope: Scope<'a>,
) -> Vec<LongItem<'a>> {
    let aliases = record
        .fields
        .iter()
        .filter_map(|field| alias(model, field, maps, scope));
    let mut out: Vec<LongItem<'a>> = aliases.map(LongItem::from).collect();
    out.push(definition(model, record, maps, scope));
    out.push(LongItem::new(move |_| table(model, record, scope)));
    out.extend(
        model
            .checked
            .then(|| LongItem::new(move |_| limits::record(model, record, scope))),
    );
    out.extend(constructors(model, record, scope));
    if model.sent {
        out.extend(default(model, record).map(LongItem::from));
    }
    out.extend(conversions::items(model, scope).into_iter().map(LongItem::from));
    out.extend(model.printed.then(|| printed(model, record).into()));
    out
}

/// A key as text: its parts, without constants, with a slash between.
fn printed(model: &Model, record: &Record) -> TokenStream {
    let name = ident(&model.name);
    let parts: Vec<&Field> = record
        .fields
        .iter()
        .filter(|field| field.constant().is_none())
        .collect();
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

fn definition<'a>(model: &'a Model, record: &'a Record, maps: &'a DeepMaps, scope: Scope<'a>) -> LongItem<'a> {
    let describing = Describing::of(&model.extras);
    let flatten = describing.flatten();
    let fields = record
        .fields
        .iter()
        .map(move |field| field_item(field, maps.get(model, field), &describing.field(field), scope));
    let frame = move |fields: &[TokenStream]| {
        let (name, docs) = (ident(&model.name), attributes(&model.docs));
        let default = (model.sent && derives_default(record)).then(|| quote!(Default,));
        let key = model.key.then(|| quote!(, Eq, PartialOrd, Ord, Hash));
        let closed = (!model.sent).then(|| quote!(#[non_exhaustive]));
        let rest = record.rest.as_ref().map(|ty| {
            let (docs, ty) = (sentence("Every other key."), spell(ty, scope));
            quote!(#docs #flatten pub additional_properties: BTreeMap<String, #ty>,)
        });
        quote! {
            #docs
            #[derive(Clone, Debug, #default PartialEq #key)]
            #closed
            pub struct #name { #(#fields)* #rest }
        }
    };
    LongItem::new(frame).with(Members::Fields, fields)
}

fn field_item(field: &Field, alias: Option<&str>, described: &TokenStream, scope: Scope<'_>) -> TokenStream {
    let (name, docs) = (ident(&field.name), attributes(&field.docs));
    let ty = match alias.map(ident) {
        Some(alias) => with_presence(field, quote!(#alias), scope),
        None => field_type(field, scope),
    };
    quote!(#docs #described pub #name: #ty,)
}

/// The table of wire names, from which the runtime makes reading and writing.
fn table(model: &Model, record: &Record, scope: Scope<'_>) -> TokenStream {
    let name = ident(&model.name);
    let (groups, members): (Vec<&Field>, Vec<&Field>) = record.fields.iter().partition(|field| field.is_group());
    let fields = members.into_iter().map(|field| {
        let (name, wire) = (ident(&field.name), field.wire());
        let form = form(&field.ty).map(ident);
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
