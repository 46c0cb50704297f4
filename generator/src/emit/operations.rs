//! `src/operations`: a handle for each group, and a request type for each operation.
//!
//! The bodies of emitted methods are a few calls into the runtime: what repeats belongs there.

use proc_macro2::TokenStream;
use quote::{format_ident, quote};

use super::docs::{lines, method_attributes, safe, sentence};
use super::print;
use super::types::{From, argument, field_argument, ident, spell};
use crate::file::File;
use crate::ir::{
    Api, Body, BodyParameter, Group, Home, Operation, Output, Paging, Parameter, ParameterStyle, Presence, Reply,
    Retry, StatusPattern,
};

/// All files of the operations.
pub(super) fn files(api: &Api) -> Vec<File> {
    let docs = ["Requests, grouped by the accessor of the client that makes them.".to_owned()];
    let modules: Vec<TokenStream> = api
        .groups
        .iter()
        .map(|group| {
            let module = ident(&group.name);
            quote!(pub mod #module;)
        })
        .collect();
    let index = File {
        path: "src/operations/mod.rs".to_owned(),
        text: print::file(&docs, &[], &modules),
    };
    std::iter::once(index).chain(api.groups.iter().map(file)).collect()
}

fn file(group: &Group) -> File {
    let mut docs = group.docs.description.as_deref().map(safe).unwrap_or_default();
    if docs.is_empty() {
        docs.push(format!(
            "Requests of [`Client::{}`](crate::Client::{}).",
            group.name, group.name
        ));
    }
    let mut items = vec![handle(group), methods(group)];
    items.extend(
        group
            .operations
            .iter()
            .flat_map(|operation| request(&group.type_name, operation)),
    );
    let (named, paths) = (print::names(&items), print::paths(&items));
    let has = |name: &str| named.contains(name);
    let mut imports = Vec::new();
    if has("BTreeMap") {
        imports.push(quote!(
            use std::collections::BTreeMap;
        ));
    }
    let crates: Vec<_> = ["errors", "models"]
        .into_iter()
        .filter(|name| paths.contains(*name))
        .map(ident)
        .collect();
    if !crates.is_empty() {
        imports.push(quote!(use crate::{#(#crates),*};));
    }
    let style = paths.contains("Style").then(|| quote!(Style,));
    let path_style = paths.contains("PathStyle").then(|| quote!(PathStyle,));
    let paged = group
        .operations
        .iter()
        .any(|one| one.paging.is_some())
        .then(|| quote!(Paged,));
    imports.push(quote! {
        use crate::runtime::{self, decode, Call, Core, DecodeError, Operation, OperationInfo, #paged #path_style Reply, Request, Retry, #style};
    });
    File {
        path: format!("src/operations/{}.rs", group.name),
        text: print::file(&docs, &imports, &items),
    }
}

fn handle(group: &Group) -> TokenStream {
    let name = ident(&group.type_name);
    let docs = sentence(&format!(
        "Makes requests; [`Client::{0}`](crate::Client::{0}) gives one.",
        group.name
    ));
    quote! {
        #docs
        #[derive(Clone, Debug)]
        pub struct #name { core: Core }
    }
}

fn methods(group: &Group) -> TokenStream {
    let name = ident(&group.type_name);
    let methods = group.operations.iter().map(method);
    quote! {
        impl #name {
            pub(crate) fn new(core: &Core) -> Self { Self { core: core.clone() } }
            #(#methods)*
        }
    }
}

/// The method that makes a request of what it must have.
fn method(operation: &Operation) -> TokenStream {
    let (method, request, docs) = (
        ident(&operation.name),
        ident(&operation.type_name),
        method_attributes(&operation.docs),
    );
    let mut arguments = Vec::new();
    let mut values = Vec::new();
    for parameter in &operation.parameters {
        let name = ident(&parameter.name);
        if parameter.required {
            let (ty, value) = argument(&name, &parameter.ty, From::Elsewhere);
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
        let (more, value) = body_value(body);
        arguments.extend(more);
        values.push(value);
    }
    // With `self`, clippy counts more than seven.
    let many = (arguments.len() > 6).then(|| quote!(#[allow(clippy::too_many_arguments)]));
    quote! {
        #docs
        #many
        pub fn #method(&self, #(#arguments),*) -> #request { #request { call: Call::new(&self.core), #(#values),* } }
    }
}

/// Arguments for the body, and the field of the request that holds it.
fn body_value(body: &Body) -> (Vec<TokenStream>, TokenStream) {
    let name = ident("body");
    if !body.spread {
        let (ty, value) = argument(&name, &body.ty, From::Elsewhere);
        let value = if value.to_string() == "body" {
            quote!(body)
        } else {
            quote!(body: #value)
        };
        return (vec![quote!(body: #ty)], value);
    }
    let ty = spell(&body.ty, From::Elsewhere);
    let required = body.fields.iter().filter(|parameter| is_required(parameter));
    let (mut arguments, mut values) = (Vec::new(), Vec::new());
    for parameter in required {
        let name = ident(&parameter.name);
        let (ty, _) = field_argument(&name, &parameter.field, From::Elsewhere);
        arguments.push(quote!(#name: #ty));
        values.push(quote!(#name));
    }
    (arguments, quote!(body: #ty::new(#(#values),*)))
}

fn is_required(parameter: &BodyParameter) -> bool {
    matches!(
        parameter.field.presence,
        Presence::Required | Presence::RequiredNullable
    )
}

/// The request type of an operation.
fn request(group: &str, operation: &Operation) -> Vec<TokenStream> {
    let mut out = vec![definition(group, operation)];
    out.extend(setters(operation));
    out.push(plan(operation));
    let name = ident(&operation.type_name);
    out.push(quote!(runtime::operation!(#name);));
    if let Some(paging) = &operation.paging {
        out.push(paged(operation, paging));
        out.push(quote!(runtime::paged!(#name);));
    }
    out
}

fn definition(group: &str, operation: &Operation) -> TokenStream {
    let name = ident(&operation.type_name);
    let words = lines(&operation.docs);
    let first = words.first().map(String::as_str).unwrap_or_default();
    let maker = format!("Made by [`{group}::{0}`].", operation.name);
    let docs = sentence(format!("{first} {maker}").trim());
    let fields = operation.parameters.iter().map(|parameter| {
        let (name, ty) = (ident(&parameter.name), spell(&parameter.ty, From::Elsewhere));
        if parameter.required {
            quote!(#name: #ty)
        } else {
            quote!(#name: Option<#ty>)
        }
    });
    let body = operation.body.as_ref().map(|body| {
        let ty = spell(&body.ty, From::Elsewhere);
        quote!(body: #ty)
    });
    let fields = fields.chain(body);
    quote! {
        #docs
        #[derive(Clone, Debug)]
        #[must_use = "nothing is sent until the request is awaited"]
        pub struct #name { call: Call, #(#fields),* }
    }
}

fn setters(operation: &Operation) -> Option<TokenStream> {
    let name = ident(&operation.type_name);
    let parameters = operation
        .parameters
        .iter()
        .filter(|parameter| !parameter.required)
        .map(parameter_setter);
    let fields = operation
        .body
        .iter()
        .flat_map(|body| &body.fields)
        .filter(|field| !is_required(field))
        .map(body_setter);
    let validate = operation.body.as_ref().filter(|body| body.checked).map(|_| validate());
    let setters: Vec<TokenStream> = parameters.chain(fields).chain(validate).collect();
    (!setters.is_empty()).then(|| quote!(impl #name { #(#setters)* }))
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

fn parameter_setter(parameter: &Parameter) -> TokenStream {
    let (name, docs) = (ident(&parameter.name), method_attributes(&parameter.docs));
    let docs = if docs.is_empty() {
        sentence(&format!("Sets `{}`.", parameter.name))
    } else {
        docs
    };
    let (ty, value) = argument(&name, &parameter.ty, From::Elsewhere);
    quote!(#docs pub fn #name(mut self, #name: #ty) -> Self { self.#name = Some(#value); self })
}

fn body_setter(parameter: &BodyParameter) -> TokenStream {
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
    let (ty, value) = field_argument(&name, &parameter.field, From::Elsewhere);
    quote!(#docs pub fn #name(mut self, #name: #ty) -> Self { self.body.#field = #value; self })
}

/// What the runtime must know of the operation.
fn plan(operation: &Operation) -> TokenStream {
    let name = ident(&operation.type_name);
    let (id, method, path) = (&operation.id, &operation.method, &operation.path);
    let retry = format_ident!(
        "{}",
        match operation.retry {
            Retry::Read => "Read",
            Retry::Idempotent => "Idempotent",
            Retry::Keyed => "Keyed",
            Retry::Create => "Create",
        }
    );
    let (output, success) = match &operation.output {
        Output::Nothing => (quote!(()), quote!(decode::empty(reply))),
        Output::Json(ty) => (spell(ty, From::Elsewhere), quote!(decode::json(reply))),
    };
    let failure_type = operation.failure.as_deref().map(ident);
    let failure = failure_type.as_ref().map_or(quote!(()), |name| quote!(errors::#name));
    let decode_failure = decode_failure(operation);
    let parts = parts(operation);
    quote! {
        impl Operation for #name {
            type Output = #output;
            type Failure = #failure;
            const INFO: OperationInfo = OperationInfo { id: #id, method: #method, path: #path, retry: Retry::#retry };
            #[inline]
            fn call(&self) -> &Call { &self.call }
            #[inline]
            fn call_mut(&mut self) -> &mut Call { &mut self.call }
            #[inline]
            fn request(&self) -> Request { Request::new() #(#parts)* }
            #[inline]
            fn success(reply: &Reply) -> Result<Self::Output, DecodeError> { #success }
            #decode_failure
        }
    }
}

/// The error body of each status.
fn decode_failure(operation: &Operation) -> TokenStream {
    let Some(failure) = operation.failure.as_deref().map(ident) else {
        return quote!(
            fn failure(_reply: &Reply) -> Option<Self::Failure> {
                None
            }
        );
    };
    let variant = |name: &str| {
        let name = ident(name);
        quote!(decode::failure(reply).map(errors::#failure::#name))
    };
    let envelope = operation.envelope.as_deref();
    let is_default = |reply: &&Reply| reply.statuses.contains(&StatusPattern::Default);
    let fallback = operation
        .replies
        .iter()
        .find(is_default)
        .map(|reply| reply.variant.as_str())
        .or(envelope);
    let other = fallback.map_or(quote!(None), variant);
    let special: Vec<&Reply> = operation
        .replies
        .iter()
        .filter(|reply| Some(reply.variant.as_str()) != fallback)
        .collect();
    // A declared status may come with the common body all the same: a gateway or an older part of the service answered.
    let common = fallback.map(|name| {
        let read = variant(name);
        quote!(.or_else(|| #read))
    });
    let arms = |pattern: fn(&StatusPattern) -> Option<TokenStream>| {
        let arm = |reply: &&Reply| {
            let patterns: Vec<TokenStream> = reply.statuses.iter().filter_map(pattern).collect();
            let own = variant(&reply.variant);
            (!patterns.is_empty()).then(|| quote!(#(#patterns)|* => #own #common,))
        };
        special.iter().filter_map(arm).collect::<Vec<_>>()
    };
    // Codes stand before ranges: the first arm that fits is taken.
    let arms: Vec<TokenStream> = arms(code).into_iter().chain(arms(range)).collect();
    if arms.is_empty() {
        return quote!(#[inline] fn failure(reply: &Reply) -> Option<Self::Failure> { #other });
    }
    quote!(#[inline] fn failure(reply: &Reply) -> Option<Self::Failure> { match reply.status.as_u16() { #(#arms)* _ => #other } })
}

fn code(status: &StatusPattern) -> Option<TokenStream> {
    if let StatusPattern::Code(code) = status {
        Some(quote!(#code))
    } else {
        None
    }
}

fn range(status: &StatusPattern) -> Option<TokenStream> {
    let StatusPattern::Range(digit) = status else {
        return None;
    };
    let (low, high) = (digit * 100, digit * 100 + 99);
    Some(quote!(#low..=#high))
}

/// The calls that fill a request.
fn parts(operation: &Operation) -> Vec<TokenStream> {
    let mut out: Vec<TokenStream> = operation.parameters.iter().map(part).collect();
    out.extend(operation.body.as_ref().map(|_| quote!(.json(&self.body))));
    out
}

fn part(parameter: &Parameter) -> TokenStream {
    let (wire, name, explode) = (&parameter.wire, ident(&parameter.name), parameter.explode);
    let style = format_ident!("{}", format!("{:?}", parameter.style));
    match (parameter.home, parameter.style) {
        (_, ParameterStyle::Json) if parameter.home == Home::Query => quote!(.query_json(#wire, &self.#name)),
        (Home::Path, ParameterStyle::Simple) if !explode => quote!(.path(#wire, &self.#name)),
        (Home::Path, _) => quote!(.path_with(#wire, PathStyle::#style, #explode, &self.#name)),
        (Home::Query, ParameterStyle::Form) if explode => quote!(.query(#wire, &self.#name)),
        (Home::Query, _) => quote!(.query_with(#wire, Style::#style, #explode, &self.#name)),
        (Home::Header, _) if !explode => quote!(.header(#wire, &self.#name)),
        (Home::Header, _) => quote!(.header_with(#wire, #explode, &self.#name)),
        (Home::Cookie, _) if explode => quote!(.cookie(#wire, &self.#name)),
        (Home::Cookie, _) => quote!(.cookie_with(#wire, #explode, &self.#name)),
    }
}

/// How to get the next page.
fn paged(operation: &Operation, paging: &Paging) -> TokenStream {
    let name = ident(&operation.type_name);
    let item = spell(&paging.item, From::Elsewhere);
    let (cursor, items, next) = (ident(&paging.cursor), ident(&paging.items), ident(&paging.next));
    let first = paging.first.as_deref().map(|first| {
        let first = ident(first);
        if paging.in_body {
            quote!(self.body.#first = None;)
        } else {
            quote!(self.#first = None;)
        }
    });
    let place = if paging.in_body {
        quote!(self.body.#cursor)
    } else {
        quote!(self.#cursor)
    };
    let items = if paging.items_optional {
        quote!(page.#items.unwrap_or_default())
    } else {
        quote!(page.#items)
    };
    let next = if paging.next_optional {
        quote!(page.#next.clone())
    } else {
        quote!(Some(page.#next.clone()))
    };
    let more = paging.more.as_ref().map(|(field, optional)| {
        let field = ident(field);
        if *optional {
            quote!(page.#field.unwrap_or(false))
        } else {
            quote!(page.#field)
        }
    });
    let next_cursor = more.map_or(next.clone(), |more| quote!(if #more { #next } else { None }));
    quote! {
        impl Paged for #name {
            type Item = #item;
            #[inline]
            fn cursor(&self) -> Option<&str> { #place.as_deref() }
            #[inline]
            fn set_cursor(&mut self, cursor: String) { #place = Some(cursor); #first }
            #[inline]
            fn split(page: Self::Output) -> (Vec<Self::Item>, Option<String>) {
                let next = Self::next_cursor(&page);
                (#items, next)
            }
            #[inline]
            fn next_cursor(page: &Self::Output) -> Option<String> { #next_cursor }
        }
    }
}
