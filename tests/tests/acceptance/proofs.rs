//! The tests that there are, read from their source.

use std::collections::BTreeSet;
use std::fs;
use std::path::PathBuf;

use syn::{Attribute, Item};

use super::words::words;

/// Whether there is such a test: `file#name`.
pub(super) fn exists(proof: &str) -> bool {
    let Some((file, name)) = proof.split_once('#') else {
        return false;
    };
    fs::read_to_string(place(file)).is_ok_and(|text| tests(&text).contains(name))
}

fn place(file: &str) -> PathBuf {
    let own = PathBuf::from(env!("CARGO_MANIFEST_DIR"));
    match file.starts_with("runtime/") {
        true => own.join("../templates/runtime/tests").join(file),
        false => own.join("tests").join(file),
    }
}

fn tests(text: &str) -> BTreeSet<String> {
    let file = syn::parse_file(text).unwrap_or_else(|error| panic!("a test is no Rust: {error}"));
    file.items.iter().flat_map(of_item).collect()
}

fn of_item(item: &Item) -> Vec<String> {
    match item {
        Item::Fn(one) if one.attrs.iter().any(is_test) => vec![one.sig.ident.to_string()],
        Item::Mod(one) => one
            .content
            .iter()
            .flat_map(|(_, items)| items)
            .flat_map(of_item)
            .collect(),
        // Each row of the wire tests' tables is a test of its own.
        Item::Macro(one) if one.mac.path.is_ident("operations") => words(&one.mac.tokens.to_string()),
        _ => Vec::new(),
    }
}

/// `#[test]` or `#[tokio::test]`.
fn is_test(attribute: &Attribute) -> bool {
    attribute
        .path()
        .segments
        .last()
        .is_some_and(|last| last.ident == "test")
}

#[test]
fn only_tests_are_found() {
    let text =
        "#[tokio::test(start_paused = true)] async fn a() {} fn b() {} mod c { #[test] fn d() {} } operations!(e, f);";
    assert_eq!(tests(text).into_iter().collect::<String>(), ",adef");
    assert!(exists("acceptance/proofs.rs#only_tests_are_found"));
    assert!(exists("runtime/tokens.rs#a_token_url_must_be_one"));
    assert!(exists("wire/records.rs#ingest"));
    for none in [
        "acceptance/proofs.rs#place",
        "acceptance/none.rs#a",
        "acceptance/proofs.rs",
        "",
    ] {
        assert!(!exists(none), "{none}");
    }
}
