//! `src/models`: one file for each group that alone uses a type, one for what is shared.

use std::collections::{BTreeMap, BTreeSet};

use proc_macro2::TokenStream;
use quote::quote;

use super::templates::Decorators;
use super::types::ident;
use super::uses::Uses;
use super::{enums, print, records, unions};
use crate::file::File;
use crate::ir::{Api, Model, Shape};

/// All files of the models.
pub(super) fn files(api: &Api, decorators: &Decorators) -> Vec<File> {
    let mut modules: BTreeMap<&str, Vec<&Model>> = BTreeMap::new();
    for model in &api.models {
        modules.entry(&model.module).or_default().push(model);
    }
    let mut out = vec![index(&modules)];
    out.extend(modules.iter().map(|(module, models)| file(module, models, decorators)));
    out
}

fn index(modules: &BTreeMap<&str, Vec<&Model>>) -> File {
    let docs = ["Types of requests and replies.".to_owned()];
    let items: Vec<TokenStream> = modules
        .keys()
        .map(|module| {
            let module = ident(module);
            quote!(mod #module; pub use self::#module::*;)
        })
        .collect();
    File {
        path: "src/models/mod.rs".to_owned(),
        text: print::file(&docs, &[], &items),
    }
}

fn file(module: &str, models: &[&Model], decorators: &Decorators) -> File {
    let text = |model: &&Model| decorators.model(model, print::items(&items(model)));
    let items: Vec<String> = models.iter().map(text).collect();
    let docs = match module {
        "shared" => "Types that several groups of operations use.".to_owned(),
        _ => format!("Types of [`{module}`](crate::operations::{module})."),
    };
    let text = print::file_of(&[docs], &imports(models), &items);
    File {
        path: format!("src/models/{module}.rs"),
        text,
    }
}

/// The items of a type.
fn items(model: &Model) -> Vec<TokenStream> {
    match &model.shape {
        Shape::Record(record) => records::items(model, record),
        Shape::TextEnum(text) => enums::items(model, text),
        Shape::Union(union) => unions::items(model, union),
    }
}

/// Imports of exactly what the models name.
fn imports(models: &[&Model]) -> Vec<TokenStream> {
    let mut uses = Uses::default();
    models.iter().for_each(|model| uses.model(model));
    let own: BTreeSet<&str> = models.iter().map(|model| model.name.as_str()).collect();
    let list = |names: &BTreeSet<&str>| names.iter().map(|name| ident(name)).collect::<Vec<_>>();
    let mut out = Vec::new();
    if uses.std.contains("BTreeMap") {
        out.push(quote!(
            use std::collections::BTreeMap;
        ));
    }
    if models.iter().any(|model| matches!(model.shape, Shape::Union(_))) {
        out.push(quote!(
            use serde::{Deserialize, Serialize};
        ));
    }
    let elsewhere = list(&uses.models.difference(&own).copied().collect());
    if !elsewhere.is_empty() {
        out.push(quote!(use super::{#(#elsewhere),*};));
    }
    let (values, unions) = (list(&uses.runtime), list(&uses.unions));
    if !values.is_empty() {
        out.push(quote!(use crate::runtime::{#(#values),*};));
    }
    if uses.limits {
        out.push(quote!(
            use crate::runtime::limits::{Checker, Limits};
        ));
    }
    if !unions.is_empty() {
        let module = uses.member.then(|| quote!(self,));
        out.push(quote!(use crate::runtime::union::{#module #(#unions),*};));
    }
    out
}
