//! Options, exit codes, JSON, versions, and what cannot be compared.

use std::fs;

use serde_json::json;
use tempfile::TempDir;

use super::run::{Pair, diff};

#[test]
fn what_is_denied_ends_with_one() {
    let codes = |pair: &str| {
        let pair = Pair::named(pair);
        ["breaking", "compile", "runtime"].map(|class| pair.diff(&["--deny", class]).code)
    };
    assert_eq!(codes("operations"), [1, 1, 0], "breaks at compile time");
    assert_eq!(codes("operation_place"), [1, 0, 1], "breaks at run time");
    assert_eq!(codes("deprecated"), [0, 0, 0], "breaks nothing");
    assert_eq!(codes("nothing"), [0, 0, 0]);
    let both = Pair::named("operations").diff(&["--deny", "runtime", "--deny", "compile"]);
    assert_eq!(both.code, 1);
    assert!(
        both.out.contains("`GET /old` is gone"),
        "the report is printed all the same"
    );
}

#[test]
fn json_is_one_object_with_all_that_text_says() {
    let report = Pair::named("operations").diff(&["--format", "json"]).json();
    let expected = json!({
        "changes": [
            {
                "class": "compatible", "rule": "operation-added", "subject": "things().new_request()",
                "what": "`GET /new` is new", "document": "new", "file": "new.yaml", "line": 11, "column": 5,
                "pointer": "#/paths/~1new/get",
            },
            {
                "class": "compile", "rule": "operation-removed", "subject": "things().old()",
                "what": "`GET /old` is gone", "document": "old", "file": "old.yaml", "line": 11, "column": 5,
                "pointer": "#/paths/~1old/get",
            },
        ],
        "compile": 1, "runtime": 0, "compatible": 1,
        "version": { "from": "0.1.0", "to": "0.2.0" },
    });
    assert_eq!(report, expected);
    let nothing = Pair::named("nothing").diff(&["--format", "json"]).json();
    let expected = json!({ "changes": [], "compile": 0, "runtime": 0, "compatible": 0, "version": null });
    assert_eq!(nothing, expected);
}

/// A folder with the document of a pair and a `client.toml` of this version.
fn folder(document: &str, version: &str) -> TempDir {
    let folder = TempDir::new().expect("a temporary folder");
    let toml = format!("[crate]\nname = \"c\"\nversion = \"{version}\"\n[input]\ndocuments = [\"spec.yaml\"]\n");
    fs::write(folder.path().join("client.toml"), toml).expect("it can be written");
    fs::copy(document, folder.path().join("spec.yaml")).expect("it can be written");
    folder
}

fn version_said(pair: &str, before: &str, after: &str) -> String {
    let pair = Pair::named(pair);
    let (old, new) = (folder(&pair.old(), before), folder(&pair.new_document(), after));
    let path = |folder: &TempDir| folder.path().to_str().expect("the path is text").to_owned();
    let ran = diff(&[&path(&old), &path(&new)]);
    ran.out.lines().last().unwrap_or_default().to_owned()
}

#[test]
fn versions_follow_cargos_rules() {
    let least = |pair, version| version_said(pair, version, version);
    assert_eq!(
        least("operations", "0.3.4"),
        "after version 0.3.4 this is at least 0.4.0"
    );
    assert_eq!(
        least("deprecated", "0.3.4"),
        "after version 0.3.4 this is at least 0.3.5"
    );
    assert_eq!(
        least("operations", "0.0.4"),
        "after version 0.0.4 this is at least 0.0.5"
    );
    assert_eq!(
        least("operations", "1.2.3"),
        "after version 1.2.3 this is at least 2.0.0"
    );
    assert_eq!(
        least("operation_place", "1.2.3"),
        "after version 1.2.3 this is at least 2.0.0"
    );
    assert_eq!(
        least("deprecated", "1.2.3"),
        "after version 1.2.3 this is at least 1.3.0"
    );
    assert_eq!(least("nothing", "1.2.3"), "nothing changes for callers");
}

#[test]
fn a_version_that_is_far_enough_is_said_to_be() {
    assert_eq!(
        version_said("operations", "1.2.3", "2.1.0"),
        "after version 1.2.3 this is 2.1.0: enough"
    );
    assert_eq!(
        version_said("operations", "1.2.3", "1.3.0"),
        "after version 1.2.3 this is at least 2.0.0"
    );
}

#[test]
fn overlays_count_for_both_documents() {
    let pair = Pair::named("operations");
    let folder = TempDir::new().expect("a temporary folder");
    let overlay = folder.path().join("overlay.yaml");
    let text = "overlay: 1.0.0\ninfo: { title: Less, version: '1' }\nactions:\n  - { target: \"$.paths['/things']\", update: { x-more: 1 } }\n";
    fs::write(&overlay, text).expect("it can be written");
    let ran = pair.diff(&["--overlay", overlay.to_str().expect("the path is text")]);
    assert_eq!(ran.code, 0, "{}", ran.err);
    fs::write(&overlay, text.replace("/things", "/old")).expect("it can be written");
    let ran = pair.diff(&["--overlay", overlay.to_str().expect("the path is text")]);
    assert_eq!(ran.code, 1);
    assert!(
        ran.err.contains("error[overlay-no-match]"),
        "the new document has no such place: {}",
        ran.err
    );
}

#[test]
fn what_cannot_be_read_is_refused() {
    let pair = Pair::named("nothing");
    let ran = diff(&[&pair.old(), "nowhere.yaml"]);
    assert_eq!((ran.code, ran.out.as_str()), (1, ""));
    assert!(
        ran.err.contains("error[unreadable-file]") && ran.err.contains("nowhere.yaml"),
        "{}",
        ran.err
    );
    assert_eq!(diff(&[&pair.old()]).code, 2, "two documents are needed");
    assert_eq!(diff(&[&pair.old(), &pair.old(), "--deny", "everything"]).code, 2);
}
