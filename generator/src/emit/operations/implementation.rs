//! What the runtime must know of an operation: facts, how the request is filled, how responses are read.

use proc_macro2::{Literal, TokenStream};
use quote::{format_ident, quote};

use super::super::security::requirements;
use super::super::types::{Scope, ident};
use super::failure::failure;
use super::output;
use super::success;
use crate::plan::{
    Behaviour, Body, BodyEncoding, Fallback, FixedParameter, FormMember, Home, MaxRequest, Operation, Parameter,
    ParameterStyle, Retry,
};

/// What the runtime must know of the operation.
pub(super) fn implementation(operation: &Operation, scope: Scope<'_>) -> TokenStream {
    let name = ident(&operation.type_name);
    let Behaviour {
        retry,
        repeatable,
        timeout,
        bulk,
        max_request,
        // The report says it.
        paging_doubt: _,
        // Traits of their own.
        paging: _,
        feed: _,
        polling: _,
    } = &operation.behaviour;
    let (id, method, path) = (&operation.id, method(&operation.method), operation.sent_path());
    let retry = format_ident!(
        "{}",
        match retry {
            Retry::Read => "Read",
            Retry::Idempotent => "Idempotent",
            Retry::Keyed => "Keyed",
            Retry::Create => "Create",
        }
    );
    let (output, _) = output::output(&operation.output, scope);
    let success = output::success(&operation.output, scope);
    let streamed = operation.output.is_streamed().then(|| {
        quote!(
            const STREAMED: bool = true;
        )
    });
    let repeatable = (!repeatable.is_empty()).then(|| {
        let statuses = repeatable.iter().map(|status| Literal::u16_unsuffixed(*status));
        quote!(const REPEATABLE: &'static [u16] = &[#(#statuses),*];)
    });
    let timeout = timeout.map(|seconds| {
        let seconds = Literal::u64_unsuffixed(seconds);
        quote!(const TIMEOUT: Option<std::time::Duration> = Some(std::time::Duration::from_secs(#seconds));)
    });
    let success_facts = success::facts(operation);
    let results = bulk.as_ref().and_then(|bulk| bulk.results.as_ref());
    let results = results.map(|at| quote!(const RESULTS: Option<&'static str> = Some(#at);));
    let failure_type = operation.failure.as_deref().map(ident);
    let failure_type = failure_type.map_or(quote!(()), |name| quote!(errors::#name));
    let (parts, failure) = (parts(operation, *max_request), failure(operation));
    quote! {
        impl Operation for #name {
            type Output = #output;
            type Failure = #failure_type;
            #streamed
            #repeatable
            #results
            #timeout
            #success_facts
            runtime::about!(#id, #method #path, #retry);
            #[inline]
            fn request(&self) -> Request { Request::new() #(#parts)* }
            #success
            #failure
        }
    }
}

/// A method that is a word of Rust stands as it is, any other (`VERSION-CONTROL`) between quotes.
fn method(sent: &str) -> TokenStream {
    if sent.bytes().all(|letter| letter.is_ascii_uppercase()) {
        let word = format_ident!("{sent}");
        quote!(#word)
    } else {
        quote!(#sent)
    }
}

/// The calls that fill a request.
fn parts(operation: &Operation, max_request: Option<MaxRequest>) -> Vec<TokenStream> {
    let given = operation.parameters.iter().map(|parameter| {
        let name = ident(&parameter.name);
        part(parameter, &quote!(&self.#name))
    });
    let constants = operation
        .constants
        .iter()
        .map(|FixedParameter { parameter, value }| part(parameter, &quote!(#value)));
    let mut out: Vec<TokenStream> = given.chain(constants).collect();
    out.extend(operation.body.as_ref().map(body));
    out.extend(max_request.map(|MaxRequest { bytes, overhead }| {
        let (bytes, overhead) = (Literal::u64_unsuffixed(bytes), Literal::u64_unsuffixed(overhead));
        let quoted = operation.body.as_ref().is_some_and(|body| body.ty.is_quoted());
        let value = whole_body(quoted);
        quote!(.at_most(#bytes, #overhead, #value))
    }));
    out.extend(operation.accept.as_ref().map(|types| quote!(.accept(#types))));
    out.extend(operation.security.as_ref().map(|all| {
        let all = requirements(all);
        quote!(.security(#all))
    }));
    out.extend(operation.server.as_ref().map(|server| {
        let url = &server.url;
        let variables = server.variables.iter().map(|(name, default)| quote!((#name, #default)));
        quote!(.server(#url, &[#(#variables),*]))
    }));
    out
}

/// The body as it is written.
fn whole_body(quoted: bool) -> TokenStream {
    match quoted {
        true => quote!(&runtime::quoted::AsQuoted(&self.body)),
        false => quote!(&self.body),
    }
}

fn body(body: &Body) -> TokenStream {
    let written = match &body.encoding {
        BodyEncoding::Json(media) if body.ty.is_quoted() => {
            let value = whole_body(true);
            quote!(.json_as(#media, #value))
        }
        BodyEncoding::Json(media) if media == "application/json" => quote!(.json(&self.body)),
        BodyEncoding::Json(media) => quote!(.json_as(#media, &self.body)),
        BodyEncoding::Form(members) if members.is_empty() => quote!(.form(&self.body)),
        BodyEncoding::Form(members) => {
            let members = members.iter().map(|FormMember { name, style, explode }| {
                let style = ident(&format!("{style:?}"));
                quote!((#name, Style::#style, #explode))
            });
            quote!(.form_with(&self.body, &[#(#members),*]))
        }
        BodyEncoding::Multipart(types) if types.is_empty() => quote!(.multipart(&self.body)),
        BodyEncoding::Multipart(types) => {
            let types = types.iter().map(|(name, media)| quote!((#name, #media)));
            quote!(.multipart_with(&self.body, &[#(#types),*]))
        }
        BodyEncoding::Lines(media) if body.is_set_later() => quote!(.lines(#media, self.body.as_deref())),
        BodyEncoding::Lines(media) => quote!(.lines(#media, Some(&self.body))),
        BodyEncoding::Text(media) => quote!(.text(#media, &self.body)),
        BodyEncoding::Upload(media) => quote!(.upload(#media, &self.body)),
    };
    // A body that may be left out is left out if it says nothing.
    let omit = (body.optional && body.spread).then(|| quote!(.omit_empty_body()));
    quote!(#written #omit)
}

/// The call that writes a value as a parameter.
fn part(parameter: &Parameter, value: &TokenStream) -> TokenStream {
    let (wire, explode) = (&parameter.wire, parameter.explode);
    let style = ident(&format!("{:?}", parameter.style));
    // In a text of JSON, quotes matter; elsewhere a number has none.
    let is_json = parameter.style == ParameterStyle::Json;
    let value = &match parameter.ty.is_foreign() || (is_json && parameter.ty.is_quoted()) {
        true => quote!(&runtime::quoted::AsQuoted(#value)),
        false => value.clone(),
    };
    if let Fallback::Client { required } = parameter.fallback {
        return match parameter.home {
            Home::Header => quote!(.header_or_client(#wire, #required, #value)),
            _ => quote!(.query_or_client(#wire, #required, #value)),
        };
    }
    match (parameter.home, parameter.style) {
        (Home::Path, ParameterStyle::Json) => quote!(.path_json(#wire, #value)),
        (Home::Query, ParameterStyle::Json) => quote!(.query_json(#wire, #value)),
        (Home::QueryString, ParameterStyle::Json) => quote!(.query_string_json(#value)),
        (Home::QueryString, _) => quote!(.query_string(#value)),
        (Home::Header, ParameterStyle::Json) => quote!(.header_json(#wire, #value)),
        (Home::Cookie, ParameterStyle::Json) => quote!(.cookie_json(#wire, #value)),
        (Home::Path, _) if parameter.is_segment => quote!(.path_segment(#wire, #value)),
        (Home::Path, ParameterStyle::Simple) if !explode => quote!(.path(#wire, #value)),
        (Home::Path, _) => quote!(.path_with(#wire, PathStyle::#style, #explode, #value)),
        (Home::Query, _) if parameter.allow_reserved => {
            quote!(.query_reserved(#wire, Style::#style, #explode, #value))
        }
        (Home::Query, ParameterStyle::Form) if explode => quote!(.query(#wire, #value)),
        (Home::Query, _) => quote!(.query_with(#wire, Style::#style, #explode, #value)),
        (Home::Header, _) if !explode => quote!(.header(#wire, #value)),
        (Home::Header, _) => quote!(.header_with(#wire, #explode, #value)),
        (Home::Cookie, ParameterStyle::Cookie) => quote!(.cookie_as_is(#wire, #explode, #value)),
        (Home::Cookie, _) if !explode => quote!(.cookie(#wire, #value)),
        (Home::Cookie, _) => quote!(.cookie_with(#wire, #explode, #value)),
    }
}
