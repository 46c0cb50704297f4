//! The handle of a group, with a method for each operation that makes its request of what it must have.

use proc_macro2::TokenStream;
use quote::quote;

use super::super::arguments::{argument, field_argument};
use super::super::docs::{method_with_arguments, sentence};
use super::super::extras;
use super::super::print;
use super::super::print::imports::Named;
use super::super::source::{About, Item};
use super::super::types::{Scope, ident, spell};
use super::request::is_required;
use crate::plan::{Behaviour, Body, Bulk, Group, Operation};

/// The handle of a group.
pub(super) fn handle(group: &Group) -> TokenStream {
    let name = ident(&group.type_name);
    let docs = sentence(&format!(
        "Makes requests; [`Client::{0}`](crate::Client::{0}) gives one.",
        group.name
    ));
    quote! {
        #docs
        #[derive(Clone, Debug)]
        pub struct #name { pub(crate) core: Core }
    }
}

/// Its methods, without those of operations.
pub(super) fn begin(group: &Group) -> TokenStream {
    let (name, new) = (ident(&group.type_name), new());
    quote!(impl #name { #new })
}

/// The methods of operations.
pub(super) fn each<'a>(group: &'a Group, used: &mut Named, scope: Scope<'_>) -> Vec<Item<'a>> {
    let mut out = Vec::new();
    for operation in &group.operations {
        let Behaviour {
            bulk,
            // None of these has a method of the handle; those of requests are macros and traits.
            retry: _,
            repeatable: _,
            max_request: _,
            timeout: _,
            paging: _,
            paging_doubt: _,
            feed: _,
            polling: _,
        } = &operation.behaviour;
        let mut add = |about, method: TokenStream| {
            let text = print::method(&method);
            used.add(&[method]);
            out.push(Item { about, text });
        };
        add(About::Method(group, operation), method(operation, scope));
        if let Some(bulk) = bulk {
            add(
                About::BulkMethod(group, operation, bulk),
                bulk_method(operation, bulk, scope),
            );
        }
    }
    out
}

fn new() -> TokenStream {
    quote!(
        pub(crate) fn new(core: &Core) -> Self {
            Self { core: core.clone() }
        }
    )
}

/// The method that makes a request of what it must have.
fn method(operation: &Operation, scope: Scope<'_>) -> TokenStream {
    let (method, request) = (ident(&operation.name), ident(&operation.type_name));
    let docs = method_with_arguments(&operation.docs, &described(operation));
    let mut arguments = Vec::new();
    let mut values = Vec::new();
    for parameter in &operation.parameters {
        let name = ident(&parameter.name);
        if parameter.required {
            let (ty, value) = argument(&name, &parameter.ty, scope);
            arguments.push(quote!(#name: #ty));
            values.push(if name == value.to_string() {
                quote!(#name)
            } else {
                quote!(#name: #value)
            });
        } else {
            values.push(quote!(#name: None));
        }
    }
    if let Some(body) = &operation.body {
        let (more, value) = body_value(body, scope);
        arguments.extend(more);
        values.push(value);
    }
    // With `self`, clippy counts more than seven.
    let many = (arguments.len() > 6).then(|| quote!(#[allow(clippy::too_many_arguments)]));
    let own = extras::attributes(&operation.method_attributes);
    quote! {
        #docs
        #many
        #own
        pub fn #method(&self, #(#arguments),*) -> #request { #request { call: Call::new(&self.core), #(#values),* } }
    }
}

/// The method that sends any number of items.
fn bulk_method(operation: &Operation, bulk: &Bulk, scope: Scope<'_>) -> TokenStream {
    let (method, request) = (ident(&operation.name), ident(&operation.type_name));
    let name = ident(&bulk.method);
    let needed = operation.parameters.iter().filter(|parameter| parameter.required);
    let (mut arguments, mut values) = (Vec::new(), Vec::new());
    for parameter in needed {
        let name = ident(&parameter.name);
        let (ty, _) = argument(&name, &parameter.ty, scope);
        arguments.push(quote!(#name: #ty));
        values.push(quote!(#name));
    }
    let first = sentence(&format!(
        "Any number of items through [`{0}`](Self::{0}), split into requests.",
        operation.name
    ));
    quote! {
        #first
        ///
        /// Send them with [`send_all`](runtime::BulkSend::send_all); the [report](runtime::Report) has the outcome of each.
        pub fn #name(&self, #(#arguments),*) -> runtime::BulkSend<#request> {
            runtime::BulkSend::new(self.#method(#(#values,)* []))
        }
    }
}

/// The arguments that the document says something about.
fn described(operation: &Operation) -> Vec<(&str, &str)> {
    let parameters = operation.parameters.iter().filter(|parameter| parameter.required);
    let parameters = parameters.map(|parameter| (parameter.name.as_str(), &parameter.docs));
    let fields = operation
        .body
        .iter()
        .flat_map(|body| &body.fields)
        .filter(|field| is_required(field));
    let fields = fields.map(|parameter| (parameter.name.as_str(), &parameter.field.docs));
    parameters
        .chain(fields)
        .filter_map(|(name, docs)| Some((name, docs.description.as_deref()?)))
        .collect()
}

/// Arguments for the body, and the field of the request that holds it.
fn body_value(body: &Body, scope: Scope<'_>) -> (Vec<TokenStream>, TokenStream) {
    let name = ident("body");
    if body.is_set_later() {
        return (Vec::new(), quote!(body: None));
    }
    if !body.spread {
        let (ty, value) = argument(&name, &body.ty, scope);
        let value = if value.to_string() == "body" {
            quote!(body)
        } else {
            quote!(body: #value)
        };
        return (vec![quote!(body: #ty)], value);
    }
    let ty = spell(&body.ty, scope);
    let required = body.fields.iter().filter(|parameter| is_required(parameter));
    let (mut arguments, mut values) = (Vec::new(), Vec::new());
    for parameter in required {
        let name = ident(&parameter.name);
        let (ty, _) = field_argument(&name, &parameter.field, scope);
        arguments.push(quote!(#name: #ty));
        values.push(quote!(#name));
    }
    (arguments, quote!(body: #ty::new(#(#values),*)))
}
