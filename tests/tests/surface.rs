//! `API.txt` has every public item of a crate, and nothing else.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use oasmith::config::{Config, Templates};
use oasmith::diag::Diagnostics;
use oasmith::file::File;
use oasmith::load::{Inputs, load};
use oasmith::surface;
use proc_macro2::{Delimiter, Punct, Spacing, TokenStream, TokenTree};
use syn::{ImplItem, Item, Visibility};

fn here(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(path)
}

/// The crates of all cases.
fn crates() -> Vec<(String, Vec<File>)> {
    let folders = fs::read_dir(here("cases")).expect("the cases can be read");
    let mut out = Vec::new();
    for folder in folders.map(|entry| entry.expect("an entry").path()) {
        let mut diags = Diagnostics::default();
        let inputs = Inputs {
            documents: vec![folder.join("spec.yaml")],
            ..Inputs::default()
        };
        let document = load(&inputs, &mut diags).filter(|_| !diags.has_errors());
        let config = Config::for_document("client");
        let made = document.and_then(|it| oasmith::generate(&it, &config, &Templates::default(), &mut diags));
        out.extend(made.map(|made| (folder.display().to_string(), made.files)));
    }
    out
}

/// The path of each line below these modules: what stands before the signature or the type.
fn listed(text: &str) -> BTreeSet<String> {
    let ours = ["models::", "operations::", "errors::"];
    let lines = text
        .lines()
        .filter(|line| ours.iter().any(|start| line.starts_with(start)));
    lines.map(|line| path_of(line).to_owned()).collect()
}

fn path_of(line: &str) -> &str {
    let end = line.find(": ").into_iter().chain(line.find(['(', '<', ' ', '[']));
    line.get(..end.min().unwrap_or(line.len())).unwrap_or(line)
}

/// The same by a whole parser of Rust.
fn parsed(files: &[File]) -> BTreeSet<String> {
    let mut out = BTreeSet::new();
    let renamed = renamed(files);
    for file in files {
        let Some(module) = module(&file.path, &renamed) else {
            continue;
        };
        for item in syn::parse_file(&file.text).expect("it is Rust").items {
            add(&module, &item, &mut out);
        }
    }
    out
}

/// File → module, for modules of operations whose file has another name.
fn renamed(files: &[File]) -> BTreeMap<String, String> {
    let index = files.iter().find(|file| file.path == "src/operations/mod.rs");
    let index = syn::parse_file(&index.expect("each crate has operations").text).expect("it is Rust");
    let file_of = |item: &Item| {
        let Item::Mod(module) = item else { return None };
        let path = module
            .attrs
            .iter()
            .find(|attribute| attribute.path().is_ident("path"))?;
        let syn::Expr::Lit(path) = &path.meta.require_name_value().ok()?.value else {
            return None;
        };
        let syn::Lit::Str(path) = &path.lit else { return None };
        Some((path.value(), module.ident.to_string()))
    };
    index.items.iter().filter_map(file_of).collect()
}

/// What callers name a file of the generated code by.
fn module(path: &str, renamed: &BTreeMap<String, String>) -> Option<String> {
    let name_of = |stem: &str| renamed.get(&format!("{stem}.rs")).cloned().unwrap_or(stem.to_owned());
    let path = path.strip_prefix("src/")?.strip_suffix(".rs")?;
    match path.split('/').collect::<Vec<_>>().as_slice() {
        ["errors"] => Some("errors".to_owned()),
        ["models", name] if *name != "mod" => Some("models".to_owned()),
        ["operations", name] if *name != "mod" => Some(format!("operations::{}", name_of(name))),
        _ => None,
    }
}

fn add(module: &str, item: &Item, out: &mut BTreeSet<String>) {
    let is_public = |visibility: &Visibility| matches!(visibility, Visibility::Public(_));
    match item {
        Item::Struct(item) if is_public(&item.vis) => {
            out.insert(format!("{module}::{}", item.ident));
            for field in item.fields.iter().filter(|field| is_public(&field.vis)) {
                let name = field.ident.as_ref().expect("generated structs have names");
                out.insert(format!("{module}::{}::{name}", item.ident));
            }
        }
        Item::Enum(item) if is_public(&item.vis) => {
            out.insert(format!("{module}::{}", item.ident));
            let variants = item.variants.iter();
            out.extend(variants.map(|variant| format!("{module}::{}::{}", item.ident, variant.ident)));
        }
        Item::Type(item) if is_public(&item.vis) => {
            out.insert(format!("{module}::{}", item.ident));
        }
        Item::Impl(item) if item.trait_.is_none() => {
            let syn::Type::Path(ty) = &*item.self_ty else { return };
            let ty = &ty.path.segments.last().expect("a path has a name").ident;
            for inside in &item.items {
                if let ImplItem::Fn(method) = inside
                    && is_public(&method.vis)
                {
                    out.insert(format!("{module}::{ty}::{}", method.sig.ident));
                }
            }
        }
        Item::Macro(call) => {
            let (ty, methods) = made(&call.mac);
            out.extend(methods.iter().map(|method| format!("{module}::{ty}::{method}")));
        }
        _ => {}
    }
}

/// The methods that the runtime makes from a table, and the type that has them.
fn made(call: &syn::Macro) -> (String, Vec<String>) {
    let name = call.path.segments.last().expect("a path has a name").ident.to_string();
    let mut tokens = call.tokens.clone().into_iter();
    let ty = tokens.next().map(|token| token.to_string()).unwrap_or_default();
    let braces = tokens.find_map(|token| match token {
        TokenTree::Group(group) if group.delimiter() == Delimiter::Brace => Some(group.stream()),
        _ => None,
    });
    let of_rows = || braces.clone().map(setters).unwrap_or_default();
    let methods = match name.as_str() {
        "build" => [vec!["new".to_owned()], of_rows()].concat(),
        "setters" => of_rows(),
        "text_enum" | "closed_text_enum" => vec!["as_str".to_owned()],
        _ => Vec::new(),
    };
    (ty, methods)
}

/// Of each row up to a comma the name behind `as`, else the first.
fn setters(rows: TokenStream) -> Vec<String> {
    let mut out = Vec::new();
    let mut words: Vec<String> = Vec::new();
    for token in rows.into_iter().chain([Punct::new(',', Spacing::Alone).into()]) {
        match token {
            TokenTree::Punct(comma) if comma.as_char() == ',' => {
                let renamed = words
                    .iter()
                    .position(|word| word == "as")
                    .and_then(|at| words.get(at + 1));
                out.extend(renamed.or(words.first()).cloned());
                words.clear();
            }
            TokenTree::Ident(word) => words.push(word.to_string()),
            _ => {}
        }
    }
    out
}

#[test]
fn a_parser_of_rust_finds_the_same_items() {
    let crates = crates();
    assert!(crates.len() > 100, "the cases were made");
    for (name, files) in crates {
        let text = &files
            .iter()
            .find(|file| file.path == surface::PATH)
            .expect("each crate has the list")
            .text;
        assert_eq!(listed(text), parsed(&files), "{name}");
    }
}

/// Every public thing of the client that is written by hand over generated code is there, too.
#[test]
fn hand_written_items_of_the_client_are_listed() {
    let text = fs::read_to_string(here("../generated/cdf/API.txt")).expect("the client has the list");
    for line in [
        "Client::from_env() -> Result<Client, EnvError>",
        "fake::Fake::client(&self) -> Client [fake]",
        "feature sessions = [\"oasmith-runtime/paging\"]",
        "functions::deploy::Deploy: struct [functions, deploy]",
        "functions::Until: struct<T> [functions]",
        "records::Property::min(&self) -> Aggregate [records]",
        "records::RecordLookup: struct, Clone, Debug [records]",
    ] {
        let path = path_of(line);
        let near: Vec<&str> = text.lines().filter(|other| path_of(other) == path).collect();
        assert!(near.contains(&line), "{line}: {near:#?}");
    }
    assert!(text.lines().is_sorted(), "the list is sorted");
    assert!(
        !text.contains("pub(") && !text.contains("fake::state"),
        "what is private is not there"
    );
}

/// Code that would deceive who only looks for words.
const LIB: &str = r####"
//! pub fn in_a_comment() {}
mod hidden;
mod also;
pub mod open;
#[cfg(test)]
mod tests;
#[doc(hidden)]
pub mod runtime;

pub use hidden::{Made, inner::Deep as Deeper};
pub use also::*;
#[cfg(any(
    feature = "extra",
    feature = "more",
))]
pub use runtime::Extra;

/* pub fn in_a_block() {} /* nested } */ pub fn nor_this() {} */
pub const TEXT: &str = "pub fn in_a_string() { \" }";
pub static RAW: &str = r#"pub fn in_raw() { " }"#;
pub type Pair<T> = (T, T);

/// Takes `'{'`.
pub async fn find<'a, F>(
    text: &'a str, // what
    by: F,
) -> Option<&'a str>
where
    F: Fn(char) -> bool,
{
    let _ = ['{', '"', '\'', '\\', b'}' as char];
    let _ = b"}{";
    pub_helper!(text, by)
}

pub(crate) fn not_for_you() {}
fn private() {}

pub trait Speak: Clone {
    type Word;
    const LOUD: bool = false;
    fn speak(&self) -> Self::Word;
}
"####;

const HIDDEN: &str = r"
pub mod inner {
    #[derive(Clone)]
    pub struct Deep(pub u8, u16, pub BTreeMap<String, u8>);
    pub struct Unreachable;
}
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Made<T> {
    pub shown: BTreeMap<String, fn(u8) -> T>,
    pub(crate) kept: u8,
    own: u8,
}
impl<T> Made<T> {
    #[deprecated]
    #[must_use]
    pub fn set(mut self, value: T) -> Self { self }
    #[doc(hidden)]
    pub fn secret(&self) {}
    fn own(&self) {}
}
impl<T> crate::Speak for Made<T> { type Word = String; fn speak(&self) -> String { String::new() } }
impl<T> Private for Made<T> {}
trait Private {}
impl<T> From<u8> for Made<T> { fn from(_: u8) -> Self { todo!() } }
";

const ALSO: &str = r#"
#![cfg(feature = "extra")]
pub enum Choice { Unit, Tuple(u8, String), Struct { a: u8 } }
macro_rules! both { ($($name:ident),*) => { $(impl $name { pub fn told(&self) {} })* }; }
both!(Choice);
foreign!(Choice);
"#;

const LISTED: &str = "\
Choice: enum [extra]
Choice: foreign! [extra]
Choice::Struct { a: u8 } [extra]
Choice::Tuple(u8, String) [extra]
Choice::Unit [extra]
Choice::told(&self) [extra]
Deeper: struct, Clone
Deeper::0: u8
Deeper::2: BTreeMap<String, u8>
Extra: use runtime::Extra [extra or more]
Made: From<u8>
Made: Speak, Word = String
Made: struct<T>, Clone, Debug [non_exhaustive]
Made::set(self, value: T) -> Self [deprecated]
Made::shown: BTreeMap<String, fn(u8) -> T>
Pair<T> = (T, T)
RAW: const &str
Speak: trait: Clone
Speak::LOUD: const bool
Speak::Word: type
Speak::speak(&self) -> Self::Word
TEXT: const &str
feature extra = []
find<'a, F>(text: &'a str, by: F) -> Option<&'a str> where F: Fn(char) -> bool [async]
open::here()
";

#[test]
fn only_what_can_be_reached_is_listed() {
    let file = |path: &str, text: &str| File {
        path: path.to_owned(),
        text: text.to_owned(),
    };
    let files = [
        file("Cargo.toml", "[features]\nextra = []\n"),
        file("src/lib.rs", LIB),
        file("src/hidden.rs", HIDDEN),
        file("src/also.rs", ALSO),
        file("src/open/mod.rs", "pub fn here() {}"),
        file("src/tests.rs", "pub fn of_tests() {}"),
        file("src/runtime/mod.rs", "pub struct Extra;"),
        file("src/main.rs", "pub fn of_the_program() {}"),
    ];
    assert_eq!(surface::file(&files).text, LISTED);
}

/// Half a file must not hang or panic, whatever it is.
#[test]
fn what_is_no_rust_is_survived() {
    for text in [LIB, HIDDEN, ALSO] {
        for end in (0..text.len()).filter(|end| text.is_char_boundary(*end)) {
            let file = File {
                path: "src/lib.rs".to_owned(),
                text: text[..end].to_owned(),
            };
            surface::file(&[file]);
        }
    }
}
