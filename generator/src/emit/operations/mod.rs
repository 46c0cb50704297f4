//! `src/operations`: a handle for each group, and a request type for each operation.
//!
//! The bodies of emitted methods are a few calls into the runtime: what repeats belongs there.

mod bulk;
mod failure;
mod feed;
mod given;
mod handle;
mod implementation;
mod output;
mod paged;
mod polling;
mod request;
mod status;
mod success;

use std::collections::BTreeSet;

use proc_macro2::TokenStream;
use quote::quote;

use super::docs::safe;
use super::extras;
use super::print::imports::{self, Named};
use super::print::long::LongItem;
use super::print::{self, cfg, stems};
use super::source::{About, FileItems, Piece};
use super::types::{Scope, ident};
use crate::plan::{Api, Behaviour, Group, Operation, Output};

/// The type of a success.
pub(crate) fn output_type(output: &Output, scope: Scope<'_>) -> TokenStream {
    output::output(output, scope).0
}

/// All files of the operations.
pub(super) fn files(api: &Api) -> Vec<FileItems<'_>> {
    let scope = Scope::elsewhere(api);
    let modules: Vec<TokenStream> = api
        .groups
        .iter()
        .map(|group| {
            let (module, cfg) = (ident(&group.name), cfg::attribute(&group.parts));
            let path = stems::path(&group.name);
            quote!(#cfg #path pub mod #module;)
        })
        .collect();
    let index = FileItems {
        path: "src/operations/mod.rs".to_owned(),
        docs: vec!["Requests, grouped by the accessor of the client that makes them.".to_owned()],
        imports: String::new(),
        pieces: vec![Piece::plain(print::items(&modules))],
    };
    std::iter::once(index)
        .chain(api.groups.iter().map(|group| file(group, scope)))
        .collect()
}

fn file<'a>(group: &'a Group, scope: Scope<'a>) -> FileItems<'a> {
    let mut docs = group.docs.description.as_deref().map(safe).unwrap_or_default();
    if docs.is_empty() {
        docs.push(format!(
            "Requests of [`Client::{}`](crate::Client::{}).",
            group.name, group.name
        ));
    }
    let mut used = Named::default();
    let pieces = pieces(group, &mut used, scope);
    FileItems {
        path: format!("src/operations/{}.rs", stems::stem(&group.name)),
        docs,
        imports: print::imports::text(&imports(&used)),
        pieces,
    }
}

/// Imports of what the file names.
fn imports(used: &Named) -> Vec<TokenStream> {
    let mut imports = imports::of_names(&[(used, &[])], &["errors", "models"]);
    let sometimes = [
        ("decode", used.contains("decode")),
        ("Paged", used.contains("Paged")),
        ("PathStyle", used.contains("PathStyle")),
        ("Style", used.contains("Style")),
    ];
    let sometimes = sometimes
        .into_iter()
        .filter(|(_, is_used)| *is_used)
        .map(|(name, _)| name);
    let always = ["Call", "Core", "Operation", "Request"];
    let names: BTreeSet<&str> = always.into_iter().chain(sometimes).collect();
    let names = names.into_iter().map(ident);
    imports.push(quote!(use crate::runtime::{self, #(#names),*};));
    imports
}

/// The handle, its methods and the requests. One operation at a time, so that not all tokens are there at once.
fn pieces<'a>(group: &'a Group, used: &mut Named, scope: Scope<'a>) -> Vec<Piece<'a>> {
    let (handle, begin) = (handle::handle(group), handle::begin(group));
    used.add(&[handle.clone(), begin.clone()]);
    let methods = Piece::Impl {
        head: print::items(&[begin]),
        methods: handle::each(group, used, scope),
    };
    let mut out = vec![Piece::plain(print::items(&[handle])), methods];
    for operation in &group.operations {
        let items = request(&group.type_name, operation, scope);
        let text = print::long_items(items, |tokens| used.see(tokens));
        out.push(Piece::of(About::Request(group, operation), text));
    }
    out
}

/// The items of an operation.
fn request<'a>(group: &str, operation: &'a Operation, scope: Scope<'a>) -> Vec<LongItem<'a>> {
    let Operation {
        type_name,
        output,
        behaviour,
        extras,
        // The definition of the request and its setters.
        parameters: _,
        docs: _,
        // Those of the handle.
        name: _,
        method_attributes: _,
        // What `implementation` prints.
        id: _,
        method: _,
        path: _,
        constants: _,
        body: _,
        successes: _,
        success_rule: _,
        accept: _,
        security: _,
        server: _,
        failure: _,
        failure_statuses: _,
        // Only templates see it.
        at: _,
    } = operation;
    let mut definition = request::definition(group, operation, scope);
    if !extras.is_empty() {
        definition = extras::to_definition(definition, type_name, extras);
    }
    let mut out: Vec<LongItem<'a>> = vec![definition.into()];
    out.extend(request::setters(operation, scope));
    if let Output::ByStatus(choice) = output {
        out.push(output::by_status(operation, choice, scope).into());
    }
    out.push(implementation::implementation(operation, scope).into());
    let name = ident(type_name);
    out.push(quote!(runtime::operation!(#name);).into());
    let Behaviour {
        // What `implementation` prints.
        retry: _,
        repeatable: _,
        max_request: _,
        timeout: _,
        // What the report says.
        paging_doubt: _,
        paging,
        bulk,
        feed,
        polling,
    } = behaviour;
    if let Some(paging) = paging {
        out.push(paged::paged(operation, paging, scope).into());
        out.push(quote!(runtime::paged!(#name);).into());
    }
    out.extend(bulk.as_ref().map(|bulk| bulk::bulk(operation, bulk, scope).into()));
    if let Some(feed) = feed {
        out.push(feed::feed(operation, feed, scope).into());
        out.push(quote!(runtime::feed!(#name);).into());
    }
    if let Some(polling) = polling {
        out.push(polling::polling(operation, polling, scope).into());
        out.push(quote!(runtime::pollable!(#name);).into());
    }
    out
}
