//! What comes out is what `expected` says. All differences are reported together.

use std::collections::BTreeSet;
use std::fs;
use std::panic::{AssertUnwindSafe, catch_unwind};

use insta::{Settings, assert_snapshot};

use crate::case::{Case, Outcome};

#[test]
fn output_is_as_expected() {
    let faults: Vec<String> = Case::all().iter().flat_map(faults).collect();
    assert!(
        faults.is_empty(),
        "{} things differ:\n  {}",
        faults.len(),
        faults.join("\n  ")
    );
}

/// Everything that is wrong with one case.
fn faults(case: &Case) -> Vec<String> {
    let mut out = Vec::new();
    if case.about.len() < 10 {
        out.push(format!("{}: the first line must say what it shows", case.name));
    }
    let outcome = case.generate();
    if outcome.files.is_empty() {
        out.push(format!("{}: nothing was generated:\n{}", case.name, outcome.messages));
        return out;
    }
    let texts = texts(case, &outcome);
    for (name, text) in &texts {
        if !matches(case, name, text) {
            out.push(format!("{}/expected/{name}.snap", case.name));
        }
    }
    let names: BTreeSet<String> = texts.iter().map(|(name, _)| format!("{name}.snap")).collect();
    out.extend(stale(case, &names));
    out
}

/// The texts that have a snapshot, by its name.
fn texts(case: &Case, outcome: &Outcome) -> Vec<(String, String)> {
    let shown = outcome.files.iter().filter(|file| case.shows(&file.path));
    let with_items = shown.filter(|file| file.path != "src/errors.rs" || file.text.contains("pub enum"));
    let mut out: Vec<(String, String)> = with_items
        .map(|file| {
            let name = file.path.strip_prefix("src/").unwrap_or(&file.path);
            (name.replace('/', "-"), file.text.clone())
        })
        .collect();
    if !outcome.messages.is_empty() {
        out.push(("messages".to_owned(), outcome.messages.clone()));
    }
    out
}

/// Compares a text with its snapshot; insta prints the difference.
fn matches(case: &Case, name: &str, text: &str) -> bool {
    let mut settings = Settings::clone_current();
    settings.set_snapshot_path(case.folder.join("expected"));
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    settings.set_description(&case.about);
    catch_unwind(AssertUnwindSafe(|| settings.bind(|| assert_snapshot!(name, text)))).is_ok()
}

/// Snapshots of files that do not come out any more.
fn stale(case: &Case, names: &BTreeSet<String>) -> Vec<String> {
    let entries = fs::read_dir(case.folder.join("expected"))
        .into_iter()
        .flatten()
        .flatten();
    let files = entries.map(|entry| entry.file_name().to_string_lossy().into_owned());
    files
        .filter(|file| file.ends_with(".snap") && !names.contains(file))
        .map(|file| format!("{}/expected/{file} is of no file that comes out: delete it", case.name))
        .collect()
}
