//! What comes out for documents that others wrote compiles, without an error and without a warning.
//!
//! A slice of them with each test run. `CORPUS=all cargo test -p oasmith-tests --test corpus_compiled` takes all of them, and
//! also writes the documentation of the real ones. What is known not to stands in `tests/corpus/compile.tsv`.

use std::collections::BTreeMap;
use std::path::Path;
use std::process::Output;

use oasmith::config::{Config, Templates};
use oasmith::diag::Diagnostics;
use oasmith::file::File;
use oasmith::load::{Inputs, load};
use oasmith_tests::corpus::{self, Document, Set};
use oasmith_tests::known::{self, Fault};
use oasmith_tests::scratch::Workspace;

#[test]
fn real_documents_compile() {
    hold(Set::Real, 3);
}

#[test]
fn suites_compile() {
    hold(Set::Suites, 25);
}

fn hold(set: Set, each: usize) {
    let tmp = Path::new(env!("CARGO_TARGET_TMPDIR"));
    let Some(documents) = set.documents(tmp) else { return };
    let documents = corpus::slice(documents, each);
    let names: Vec<String> = documents.iter().map(|document| document.crate_name.clone()).collect();
    let workspace = Workspace::open(tmp, &format!("compile-{}", set.name()));
    workspace.keep(&names.iter().map(String::as_str).collect::<Vec<_>>());
    for (document, name) in documents.iter().zip(&names) {
        // What is refused has a row in the tables.
        if let Some(files) = generate(document, name) {
            workspace.write_crate(name, &files);
        }
    }
    let clippy = ["clippy", "--workspace", "--lib", "--keep-going"];
    let mut faults = faults(&workspace.cargo(
        &workspace.root,
        &clippy,
        &["--message-format=short", "--", "-D", "warnings"],
    ));
    if set == Set::Real && corpus::is_whole() {
        let doc = ["doc", "--workspace", "--no-deps", "--keep-going"];
        faults.extend(self::faults(&workspace.cargo(
            &workspace.root,
            &doc,
            &["--message-format=short"],
        )));
    }
    known::hold("compile.tsv", |name| names.iter().any(|asked| asked == name), &faults);
}

fn generate(document: &Document, name: &str) -> Option<Vec<File>> {
    let inputs = Inputs {
        documents: vec![document.path.clone()],
        ..Inputs::default()
    };
    let mut diags = Diagnostics::default();
    let loaded = load(&inputs, &mut diags).filter(|_| !diags.has_errors())?;
    let made = oasmith::generate(&loaded, &Config::for_document(name), &Templates::default(), &mut diags)?;
    Some(made.files)
}

/// What cargo says, in one text for each crate: the number of messages, and the first of them.
fn faults(output: &Output) -> Vec<Fault> {
    if output.status.success() {
        return Vec::new();
    }
    let text = String::from_utf8_lossy(&output.stderr);
    let mut messages: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for line in text.lines().filter(|line| line.contains(": error")) {
        let name = line.strip_prefix("crates/").and_then(|rest| rest.split('/').next());
        messages.entry(name.unwrap_or("cargo")).or_default().push(line);
    }
    if messages.is_empty() {
        messages.insert("cargo", vec![&text]);
    }
    let fault = |(name, lines): (&str, Vec<&str>)| Fault {
        name: name.to_owned(),
        text: format!(
            "{} messages\n  {}",
            lines.len(),
            lines.iter().take(3).copied().collect::<Vec<_>>().join("\n  ")
        ),
    };
    messages.into_iter().map(fault).collect()
}
