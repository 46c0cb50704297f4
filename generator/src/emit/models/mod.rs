//! `src/models`: one file for each group that alone uses a type, one for what is shared.

mod constructors;
mod conversions;
mod deep_maps;
mod enums;
mod limits;
mod records;
mod threads;
mod unions;
mod uses;
mod values;

use std::collections::{BTreeMap, BTreeSet};

use proc_macro2::TokenStream;
use quote::quote;

use super::extras;
use super::print::long::LongItem;
use super::print::{self, cfg, stems};
use super::source::{About, FileItems, Piece};
use super::types::{Scope, ident};
use crate::plan::{Api, Definition, Model};
use deep_maps::DeepMaps;
use uses::Uses;

/// All files of the models.
pub(super) fn files(api: &Api) -> Vec<FileItems<'_>> {
    let mut modules: BTreeMap<&str, Vec<&Model>> = BTreeMap::new();
    for model in &api.models {
        modules.entry(&model.module).or_default().push(model);
    }
    let maps = DeepMaps::of(&api.models);
    let scope = Scope::inside(api);
    let mut out = vec![index(&modules)];
    let is_group = |module: &str| api.groups.iter().any(|group| group.name == module);
    for (module, models) in &modules {
        let is_shared = *module == "shared" || (module.starts_with("shared_") && !is_group(module));
        let docs = match is_shared {
            _ if api.groups.is_empty() && api.webhooks.is_empty() => "Types of the document.".to_owned(),
            true => "Types that several groups of operations use.".to_owned(),
            false => format!("Types of [`{module}`](crate::operations::{module})."),
        };
        out.push(file(module, docs, models, &maps, scope));
    }
    out
}

fn index<'a>(modules: &BTreeMap<&str, Vec<&'a Model>>) -> FileItems<'a> {
    let items: Vec<TokenStream> = modules
        .iter()
        .map(|(module, models)| {
            let (path, module) = (stems::path(module), ident(module));
            // All types of a module are of the same parts.
            let cfg = models.first().and_then(|model| cfg::attribute(&model.parts));
            quote!(#cfg #path mod #module; #cfg pub use self::#module::*;)
        })
        .collect();
    FileItems {
        path: "src/models/mod.rs".to_owned(),
        docs: vec!["Types of requests and responses.".to_owned()],
        imports: String::new(),
        pieces: vec![Piece::plain(print::items(&items))],
    }
}

fn file<'a>(module: &str, docs: String, models: &[&'a Model], maps: &DeepMaps, scope: Scope<'_>) -> FileItems<'a> {
    let piece = |model: &&'a Model| {
        Piece::of(
            About::Model(model),
            print::long_items(items(model, maps, scope), |_| {}),
        )
    };
    FileItems {
        path: format!("src/models/{}.rs", stems::stem(module)),
        docs: vec![docs],
        imports: print::imports::text(&imports(models, scope)),
        pieces: models.iter().map(piece).collect(),
    }
}

/// The items of a type.
fn items<'a>(model: &'a Model, maps: &'a DeepMaps, scope: Scope<'a>) -> Vec<LongItem<'a>> {
    let mut items = match &model.definition {
        Definition::Record(record) => records::items(model, record, maps, scope),
        Definition::TextEnum(text) => enums::items(model, text),
        Definition::Union(union) => unions::items(model, union, scope)
            .into_iter()
            .map(LongItem::from)
            .collect(),
    };
    items.extend(threads::item(model).map(LongItem::from));
    extras::added(items, &model.name, &model.extras)
}

/// Imports of exactly what the models name.
fn imports(models: &[&Model], scope: Scope<'_>) -> Vec<TokenStream> {
    let mut uses = Uses::new(scope);
    models.iter().for_each(|model| uses.model(model));
    let own: BTreeSet<&str> = models.iter().map(|model| model.name.as_str()).collect();
    let list = |names: &BTreeSet<&str>| names.iter().map(|name| ident(name)).collect::<Vec<_>>();
    let mut out = Vec::new();
    if uses.std.contains("BTreeMap") {
        out.push(print::imports::map_import(None));
    }
    let elsewhere = list(&uses.models.difference(&own).copied().collect());
    if !elsewhere.is_empty() {
        out.push(quote!(use super::{#(#elsewhere),*};));
    }
    let values = list(&uses.runtime);
    let itself = uses.runtime_itself.then(|| quote!(self,));
    if itself.is_some() || !values.is_empty() {
        out.push(quote!(use crate::runtime::{#itself #(#values),*};));
    }
    out
}
