//! What belongs to one operation is compiled in the crate that uses it, in hand-written layers too.

use quote::ToTokens as _;
use syn::{Attribute, Block, ImplItem, Item, Signature};

use crate::sources::{files_below, root};

/// The layers, and a folder of theirs that only tests use.
const LAYERS: [&str; 2] = ["cdf", "trac"];
const FOR_TESTS: &str = "fake/";

/// Whether a body makes or awaits a future: then the decoders of the operations in it are compiled along with it.
fn is_about_futures(tokens: &str) -> bool {
    ["async ", "Box :: pin (", ". await"]
        .iter()
        .any(|word| tokens.contains(word))
}

/// The functions of items that are about futures and are not `#[inline]`.
fn compiled_too_early(items: &[Item]) -> Vec<String> {
    let mut out = Vec::new();
    let mut look = |attributes: &[Attribute], signature: &Signature, body: &Block| {
        let is_inline = attributes.iter().any(|attribute| attribute.path().is_ident("inline"));
        let is_about_futures = signature.asyncness.is_some() || is_about_futures(&body.to_token_stream().to_string());
        if !is_inline && is_about_futures {
            out.push(signature.ident.to_string());
        }
    };
    for item in items {
        match item {
            Item::Fn(one) => look(&one.attrs, &one.sig, &one.block),
            Item::Impl(one) => one.items.iter().for_each(|item| {
                if let ImplItem::Fn(one) = item {
                    look(&one.attrs, &one.sig, &one.block);
                }
            }),
            _ => {}
        }
    }
    out
}

#[test]
fn functions_of_layers_that_send_are_inline() {
    let (mut count, mut faults) = (0, Vec::new());
    for layer in LAYERS {
        let source = root().join("templates").join(layer).join("src");
        let files = files_below(&source).into_iter();
        for (path, text) in files.filter(|(path, _)| !path.starts_with(FOR_TESTS)) {
            let file = syn::parse_file(&text).unwrap_or_else(|error| panic!("{path}: {error}"));
            count += 1;
            let found = compiled_too_early(&file.items);
            faults.extend(
                found
                    .iter()
                    .map(|name| format!("{layer}/src/{path}: `{name}` has no `#[inline]`")),
            );
        }
    }
    assert!(count > 40, "the layers have files");
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn the_rule_sees_what_it_forbids() {
    let text = "async fn a() {} #[inline] async fn b() {} fn c() { Box::pin(x) } impl A { fn d(self) { async move {}.go() } } fn e() {}";
    let file = syn::parse_file(text).expect("the text is Rust");
    assert_eq!(compiled_too_early(&file.items), ["a", "c", "d"]);
}
