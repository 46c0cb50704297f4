//! The request type of an operation: its fields and setters.

use proc_macro2::TokenStream;
use quote::quote;

use super::super::arguments::{argument, field_argument};
use super::super::docs::{first_sentence, lines, method_attributes, paragraph, sentence};
use super::super::print::long::LongItem;
use super::super::print::members::Members;
use super::super::types::{Scope, ident, spell};
use crate::plan::{Body, BodyParameter, Operation, Parameter};

/// The request type.
pub(super) fn definition(group: &str, operation: &Operation, scope: Scope<'_>) -> TokenStream {
    let name = ident(&operation.type_name);
    let docs = &operation.docs;
    let words = docs
        .summary
        .as_deref()
        .or(docs.description.as_deref())
        .map(first_sentence);
    let place = || lines(docs).into_iter().next().unwrap_or_default();
    let first = words.filter(|words| !words.is_empty()).map_or_else(place, |words| {
        match words.ends_with(['.', '!', '?', ':']) {
            true => words,
            false => format!("{words}."),
        }
    });
    let maker = format!("Made by [`{group}::{0}`].", operation.name);
    let docs = paragraph(format!("{first} {maker}").trim());
    let fields = operation.parameters.iter().map(|parameter| {
        let (name, ty) = (ident(&parameter.name), spell(&parameter.ty, scope));
        if parameter.required {
            quote!(#name: #ty)
        } else {
            quote!(#name: Option<#ty>)
        }
    });
    let body = operation.body.as_ref().map(|body| {
        let ty = spell(&body.ty, scope);
        if body.is_set_later() {
            quote!(body: Option<#ty>)
        } else {
            quote!(body: #ty)
        }
    });
    let fields = fields.chain(body);
    quote! {
        #docs
        #[derive(Clone, Debug)]
        #[must_use = "nothing is sent until the request is awaited"]
        pub struct #name { call: Call, #(#fields),* }
    }
}

/// Setters of what is optional.
pub(super) fn setters<'a>(operation: &'a Operation, scope: Scope<'a>) -> Option<LongItem<'a>> {
    let body = operation.body.as_ref();
    let parameters = operation
        .parameters
        .iter()
        .filter(|parameter| !parameter.required)
        .map(move |parameter| parameter_setter(parameter, scope));
    let fields = body
        .into_iter()
        .flat_map(|body| &body.fields)
        .filter(|field| !is_required(field))
        .map(move |field| body_setter(field, scope));
    let whole = body
        .filter(|body| body.is_set_later())
        .map(|body| whole_body_setter(body, scope));
    let validate = body.filter(|body| body.checked).map(|_| validate());
    let mut setters = parameters.chain(fields).chain(whole).chain(validate).peekable();
    setters.peek()?;
    let name = ident(&operation.type_name);
    let frame = move |setters: &[TokenStream]| quote!(impl #name { #(#setters)* });
    Some(LongItem::new(frame).with(Members::Methods, setters))
}

/// The check that nobody makes for the caller.
fn validate() -> TokenStream {
    quote! {
        /// Checks the body against the limits that the document states. Nothing is checked without it.
        ///
        /// # Errors
        ///
        /// All values that are beyond a limit, each with its place.
        #[inline]
        pub fn validate(&self) -> Result<(), runtime::Violations> { self.body.validate() }
    }
}

fn parameter_setter(parameter: &Parameter, scope: Scope<'_>) -> TokenStream {
    let (name, docs) = (ident(&parameter.name), method_attributes(&parameter.docs));
    let docs = if docs.is_empty() {
        sentence(&format!("Sets `{}`.", parameter.name))
    } else {
        docs
    };
    let (ty, value) = argument(&name, &parameter.ty, scope);
    quote!(#docs pub fn #name(mut self, #name: #ty) -> Self { self.#name = Some(#value); self })
}

fn body_setter(parameter: &BodyParameter, scope: Scope<'_>) -> TokenStream {
    let (name, field, docs) = (
        ident(&parameter.name),
        ident(&parameter.field.name),
        method_attributes(&parameter.field.docs),
    );
    let docs = if docs.is_empty() {
        sentence(&format!("Sets `{}`.", parameter.name))
    } else {
        docs
    };
    let (ty, value) = field_argument(&name, &parameter.field, scope);
    quote!(#docs pub fn #name(mut self, #name: #ty) -> Self { self.body.#field = #value; self })
}

/// The setter of a body that may be left out.
fn whole_body_setter(body: &Body, scope: Scope<'_>) -> TokenStream {
    let (ty, value) = argument(&ident("body"), &body.ty, scope);
    quote! {
        /// Sets the body; without it the request has none.
        pub fn body(mut self, body: #ty) -> Self { self.body = Some(#value); self }
    }
}

/// Whether a field of the body is an argument of the method that makes the request.
pub(super) fn is_required(parameter: &BodyParameter) -> bool {
    parameter.field.presence.is_given()
}
