//! The overlay that `--fix` writes: each of its actions leads to one place, and the messages that it was written for are gone when
//! it is applied. Proved on every reject and case that has a document.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use oasmith::config::{Config, Templates};
use oasmith::diag::{Code, Diagnostic, Diagnostics, Severity};
use oasmith::load::{Inputs, load};
use oasmith::render::{Overlay, overlay};
use tempfile::TempDir;

/// What is said about a document: code and message, and how often.
type Said = BTreeMap<(Code, String), usize>;

/// A run with its messages, those that have a fix, and the overlay for them.
struct Ran {
    said: Said,
    has_errors: bool,
    fixed: Vec<(Code, String)>,
    overlay: Option<Overlay>,
}

fn run(inputs: &Inputs) -> Ran {
    let mut diags = Diagnostics::default();
    let document = load(inputs, &mut diags);
    if let Some(document) = document.as_ref().filter(|_| !diags.has_errors()) {
        let _ = oasmith::generate(
            document,
            &Config::for_document("fixed"),
            &Templates::default(),
            &mut diags,
        );
    }
    let mut said = Said::new();
    let name = |item: &Diagnostic| (item.code, item.message.clone());
    for item in diags.iter() {
        *said.entry(name(item)).or_default() += 1;
    }
    Ran {
        said,
        has_errors: diags.iter().any(|item| item.severity == Severity::Error),
        fixed: diags.iter().filter(|item| !item.fix.is_empty()).map(name).collect(),
        overlay: document.and_then(|document| overlay(&diags, &document, "a test")),
    }
}

/// The documents of rejects and cases.
fn documents() -> Vec<PathBuf> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut out = Vec::new();
    for folder in ["rejects", "cases"] {
        let entries = fs::read_dir(root.join(folder)).expect("the tests can be read");
        for entry in entries.map(|entry| entry.expect("an entry of the folder").path()) {
            out.extend(
                ["spec.yaml", "spec.json"]
                    .map(|file| entry.join(file))
                    .into_iter()
                    .filter(|path| path.is_file()),
            );
        }
    }
    out.sort();
    out
}

#[test]
fn a_written_overlay_settles_the_messages_that_it_was_written_for() {
    let scratch = TempDir::new().expect("a temporary folder");
    let (mut settled, mut faults) = (BTreeMap::<Code, usize>::new(), Vec::new());
    for document in documents() {
        let given = document.with_file_name("overlay.yaml");
        let mut inputs = Inputs {
            documents: vec![document.clone()],
            overlays: given.is_file().then_some(given).into_iter().collect(),
            ..Inputs::default()
        };
        let before = run(&inputs);
        let Some(written) = &before.overlay else { continue };
        let path = scratch.path().join("fixes.yaml");
        fs::write(&path, &written.text).expect("a temporary folder can be written");
        inputs.overlays.push(path);
        let after = run(&inputs);
        if after.has_errors && !before.has_errors {
            faults.push(format!("{}: {:#?}\n{}", document.display(), after.said, written.text));
            continue;
        }
        for message in &before.fixed {
            *settled.entry(message.0).or_default() += 1;
            if after.said.contains_key(message) && written.messages == before.fixed.len() {
                faults.push(format!(
                    "{}: still said: {message:?}\n{}",
                    document.display(),
                    written.text
                ));
            }
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n\n"));
    for code in [
        Code::BadStatus,
        Code::BadValue,
        Code::ContradictoryEnum,
        Code::CyclicAllof,
        Code::CyclicRef,
        Code::DuplicateOperationId,
        Code::MissingPathParameter,
        Code::NameClash,
        Code::RemoteRef,
        Code::ServerVariable,
        Code::UnknownKey,
        Code::UnknownType,
        Code::UnresolvedRef,
        Code::UnsatisfiableAllof,
        Code::WrongType,
    ] {
        assert!(settled.contains_key(&code), "{code}: no document shows its fix");
    }
}
