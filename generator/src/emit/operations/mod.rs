//! `src/operations`: a handle for each group, and a request type for each operation.
//!
//! The bodies of emitted methods are a few calls into the runtime: what repeats belongs there.

mod bulk;
mod failure;
mod feed;
mod handle;
mod output;
mod paged;
mod plan;
mod polling;
mod request;
mod status;
mod success;

use std::collections::BTreeSet;

use proc_macro2::TokenStream;
use quote::quote;

use super::docs::safe;
use super::imports::{self, Item};
use super::templates::Decorators;
use super::types::ident;
use super::{extras, parts, print, stems};
use crate::file::File;
use crate::ir::{Api, BodyParameter, Group, Operation, Output};

/// The type of a success.
pub(super) fn output_type(output: &Output) -> TokenStream {
    output::output(output).0
}

/// All files of the operations.
pub(super) fn files(api: &Api, decorators: &Decorators) -> Vec<File> {
    let docs = ["Requests, grouped by the accessor of the client that makes them.".to_owned()];
    let modules: Vec<TokenStream> = api
        .groups
        .iter()
        .map(|group| {
            let (module, cfg) = (ident(&group.name), parts::cfg(&group.parts));
            let path = stems::path(&group.name);
            quote!(#cfg #path pub mod #module;)
        })
        .collect();
    let index = File {
        path: "src/operations/mod.rs".to_owned(),
        text: print::file(&docs, &[], &modules),
    };
    let groups = api.groups.iter().map(|group| file(group, decorators));
    std::iter::once(index).chain(groups).collect()
}

fn file(group: &Group, decorators: &Decorators) -> File {
    let mut docs = group.docs.description.as_deref().map(safe).unwrap_or_default();
    if docs.is_empty() {
        docs.push(format!(
            "Requests of [`Client::{}`](crate::Client::{}).",
            group.name, group.name
        ));
    }
    let handle = [handle::handle(group), handle::methods(group)];
    let requests = group.operations.iter();
    let requests: Vec<Vec<TokenStream>> = requests.map(|one| request(&group.type_name, one)).collect();
    File {
        path: format!("src/operations/{}.rs", stems::stem(&group.name)),
        text: print::file_of(
            &docs,
            &imports(group, &handle, &requests),
            &text(group, &handle, &requests, decorators),
        ),
    }
}

/// Imports of what the file names.
fn imports(group: &Group, handle: &[TokenStream; 2], requests: &[Vec<TokenStream>]) -> Vec<TokenStream> {
    let items: Vec<Item> = handle
        .iter()
        .chain(requests.iter().flatten())
        .map(|item| (item, &[][..]))
        .collect();
    let mut imports = imports::imports(&items, &["errors", "models"]);
    let paths: BTreeSet<String> = items.iter().flat_map(|(item, _)| imports::named(item)).collect();
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
    imports
}

/// The text of the handle, its methods and the requests.
fn text(
    group: &Group,
    [handle, methods]: &[TokenStream; 2],
    requests: &[Vec<TokenStream>],
    decorators: &Decorators,
) -> Vec<String> {
    let methods = match decorators.has_methods() {
        true => print::implementation(&handle::begin(group), &handle::each(group, decorators)),
        false => print::items(std::slice::from_ref(methods)),
    };
    let mut out = vec![print::items(std::slice::from_ref(handle)), methods];
    let requests = group.operations.iter().zip(requests);
    out.extend(requests.map(|(operation, items)| decorators.operation(group, operation, print::items(items))));
    out
}

/// The items of an operation.
fn request(group: &str, operation: &Operation) -> Vec<TokenStream> {
    let definition = vec![request::definition(group, operation)];
    let mut out = extras::added(definition, &operation.type_name, &operation.extras);
    out.extend(request::setters(operation));
    if let Output::ByStatus(choice) = &operation.output {
        out.push(output::by_status(operation, choice));
    }
    out.push(plan::plan(operation));
    let name = ident(&operation.type_name);
    out.push(quote!(runtime::operation!(#name);));
    if let Some(paging) = &operation.paging {
        out.push(paged::paged(operation, paging));
        out.push(quote!(runtime::paged!(#name);));
    }
    out.extend(operation.bulk.as_ref().map(|bulk| bulk::bulk(operation, bulk)));
    if let Some(feed) = &operation.feed {
        out.push(feed::feed(operation, feed));
        out.push(quote!(runtime::feed!(#name);));
    }
    if let Some(polling) = &operation.polling {
        out.push(polling::polling(operation, polling));
        out.push(quote!(runtime::pollable!(#name);));
    }
    out
}

fn is_required(parameter: &BodyParameter) -> bool {
    parameter.field.presence.is_given()
}
