//! Clients of many documents, and what their items are.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use oasmith::config::{Config, Templates};
use oasmith::diag::Diagnostics;
use oasmith::file::File;
use oasmith::load::{Inputs, load};
use oasmith_tests::names::sink;
use syn::{ImplItem, ImplItemFn, Item, ItemImpl, Type};

/// The generated files of a document.
pub(crate) struct Client {
    files: Vec<File>,
}

impl Client {
    /// The client of the document in which everything occurs.
    pub(crate) fn sink() -> Self {
        Self::generate(&sink(), &Config::for_document("sink")).expect("the document is in order")
    }

    /// The clients of all cases, and of the document in which everything occurs. A case that needs choices of its author has no
    /// client here.
    pub(crate) fn all() -> Vec<Self> {
        let cases = Path::new(env!("CARGO_MANIFEST_DIR")).join("cases");
        let entries = fs::read_dir(cases).expect("the cases can be read");
        let mut documents: Vec<PathBuf> = entries
            .map(|entry| entry.expect("an entry of the folder").path().join("spec.yaml"))
            .collect();
        documents.sort();
        let config = Config::for_document("case");
        let mut out: Vec<Self> = documents
            .iter()
            .filter_map(|path| Self::generate(path, &config))
            .collect();
        assert!(out.len() > 100, "the cases have clients");
        out.push(Self::sink());
        out
    }

    pub(crate) fn generate(document: &Path, config: &Config) -> Option<Self> {
        let inputs = Inputs {
            documents: vec![document.to_owned()],
            ..Inputs::default()
        };
        let mut diags = Diagnostics::default();
        let document = load(&inputs, &mut diags)?;
        let templates = Templates {
            without_runtime: true,
            ..Templates::default()
        };
        let files = oasmith::generate(&document, config, &templates, &mut diags)?.files;
        Some(Self { files })
    }

    /// The texts of the Rust files whose path begins with one of these.
    pub(crate) fn texts<'a>(&'a self, paths: &'a [&str]) -> impl Iterator<Item = &'a str> {
        let belongs = |file: &&File| file.path.ends_with(".rs") && paths.iter().any(|path| file.path.starts_with(path));
        self.files.iter().filter(belongs).map(|file| file.text.as_str())
    }

    /// The text of one file.
    pub(crate) fn text(&self, path: &str) -> &str {
        let file = self.files.iter().find(|file| file.path == path);
        &file.unwrap_or_else(|| panic!("the client has {path}")).text
    }

    /// The items of the same files.
    pub(crate) fn items(&self, paths: &[&str]) -> Vec<Item> {
        let parse = |text: &str| syn::parse_file(text).expect("generated files are Rust").items;
        self.texts(paths).flat_map(parse).collect()
    }

    /// The inherent methods of a type.
    pub(crate) fn methods(&self, path: &str, of: &str) -> Vec<ImplItemFn> {
        let items = self.items(&[path]);
        let inherent = items.iter().filter_map(inherent);
        inherent
            .filter(|(name, _)| name == of)
            .flat_map(|(_, item)| functions(item))
            .collect()
    }

    /// The types that these files define.
    pub(crate) fn own_types(&self, paths: &[&str]) -> BTreeSet<String> {
        self.items(paths).iter().filter_map(defined).collect()
    }
}

/// The type of an inherent `impl`, and the `impl`.
pub(crate) fn inherent(item: &Item) -> Option<(String, &ItemImpl)> {
    match item {
        Item::Impl(item) if item.trait_.is_none() => match &*item.self_ty {
            Type::Path(ty) => Some((ty.path.segments.last()?.ident.to_string(), item)),
            _ => None,
        },
        _ => None,
    }
}

pub(crate) fn functions(item: &ItemImpl) -> Vec<ImplItemFn> {
    let functions = item.items.iter().filter_map(|item| match item {
        ImplItem::Fn(function) => Some(function.clone()),
        _ => None,
    });
    functions.collect()
}

fn defined(item: &Item) -> Option<String> {
    match item {
        Item::Struct(item) => Some(item.ident.to_string()),
        Item::Enum(item) => Some(item.ident.to_string()),
        Item::Type(item) => Some(item.ident.to_string()),
        _ => None,
    }
}
