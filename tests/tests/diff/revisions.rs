//! Revisions of a repository of its own.

use std::fs;
use std::path::Path;
use std::process::Command;

use tempfile::TempDir;

use super::run::{Ran, diff};

const DOCUMENT: &str = "\
openapi: 3.0.3
info: { title: Shop, version: '1' }
paths:
  /orders:
    get:
      operationId: listOrders
      tags: [orders]
      responses: { '200': { description: Good., content: { application/json: { schema: { $ref: 'shared.yaml#/Order' } } } } }
";
const SHARED: &str = "Order: { type: object, required: [id], properties: { id: { type: string } } }\n";
const OVERLAY: &str = "\
overlay: 1.0.0
info: { title: Shop, version: '1' }
actions:
  - { target: \"$.paths['/orders'].get\", update: { x-client-name: everything } }
";
const TOML: &str = "[crate]\nname = \"shop\"\n[input]\ndocuments = [\"shop.yaml\"]\noverlays = [\"overlay.yaml\"]\n";

/// A repository with the tags `v1` and `v2`, and files that differ from both.
struct Repository(TempDir);

impl Repository {
    fn new() -> Self {
        let it = Self(TempDir::new().expect("a temporary folder"));
        it.git(&["init", "--quiet", "--initial-branch=main"]);
        it.write("client.toml", TOML);
        it.write("shop.yaml", DOCUMENT);
        it.write("shared.yaml", SHARED);
        it.write("overlay.yaml", OVERLAY);
        it.commit("v1");
        it.write(
            "shared.yaml",
            &SHARED.replace("id: { type: string }", "id: { type: integer }"),
        );
        it.commit("v2");
        it.write("overlay.yaml", &OVERLAY.replace("everything", "all_of_them"));
        it
    }

    fn write(&self, name: &str, text: &str) {
        let folder = self.0.path().join("specs/shop");
        fs::create_dir_all(&folder).expect("a temporary folder can be written");
        fs::write(folder.join(name), text).expect("a temporary folder can be written");
    }

    fn commit(&self, tag: &str) {
        self.git(&["add", "--all"]);
        let who = [
            "-c",
            "user.name=Tests",
            "-c",
            "user.email=tests@example.com",
            "-c",
            "commit.gpgsign=false",
        ];
        self.git(&[&who[..], &["commit", "--quiet", "--message", tag]].concat());
        self.git(&["tag", tag]);
    }

    fn git(&self, arguments: &[&str]) {
        let mut command = Command::new("git");
        let done = command.args(arguments).current_dir(self.0.path()).status();
        assert!(done.expect("git can be started").success(), "git {arguments:?}");
    }

    fn diff(&self, arguments: &[&str]) -> Ran {
        let root = self.0.path().to_str().expect("the path is text");
        diff(&[&["--api", "shop", "--root", root], arguments].concat())
    }
}

const TYPE: &str = "the field `id` was `String` and is `i64`";
const NAME: &str = "`orders().everything()` is now `orders().all_of_them()`";

#[test]
fn two_revisions_are_compared_with_their_overlays_and_files() {
    let repository = Repository::new();
    for arguments in [
        &["v1", "v2"][..],
        &["v1..v2"],
        &["v1.."],
        &["v1..HEAD"],
        &["v1", "main"],
    ] {
        let ran = repository.diff(arguments);
        assert_eq!(ran.code, 0, "{arguments:?}: {}", ran.err);
        assert!(
            ran.out.contains(TYPE) && !ran.out.contains(NAME),
            "{arguments:?}: {}",
            ran.out
        );
        assert!(
            !ran.out.contains("/tmp"),
            "no file of a passing folder is named: {}",
            ran.out
        );
    }
    let ran = repository.diff(&["v1", "v2"]);
    assert!(ran.out.contains("v2:specs/shop/shared.yaml:1:"), "{}", ran.out);
}

#[test]
fn a_revision_is_compared_with_the_files_as_they_are() {
    let repository = Repository::new();
    let ran = repository.diff(&["v1"]);
    assert!(ran.out.contains(TYPE) && ran.out.contains(NAME), "{}", ran.out);
    let ran = repository.diff(&["HEAD", "--deny", "compile"]);
    assert!(!ran.out.contains(TYPE) && ran.out.contains(NAME), "{}", ran.out);
    assert_eq!(ran.code, 1);
}

#[test]
fn the_working_folder_is_left_alone() {
    let repository = Repository::new();
    let before = Command::new("git")
        .args(["status", "--porcelain"])
        .current_dir(repository.0.path())
        .output();
    repository.diff(&["v1..v2"]);
    let after = Command::new("git")
        .args(["status", "--porcelain"])
        .current_dir(repository.0.path())
        .output();
    let text = |output: std::io::Result<std::process::Output>| output.expect("git can be started").stdout;
    assert_eq!(text(before), text(after));
}

#[test]
fn what_a_revision_lacks_is_told() {
    let repository = Repository::new();
    let ran = repository.diff(&["v9", "v2"]);
    assert_eq!((ran.code, ran.out.as_str()), (1, ""));
    assert!(
        ran.err.contains("error[unreadable-revision]") && ran.err.contains("`v9`"),
        "{}",
        ran.err
    );
    let root = repository.0.path().to_str().expect("the path is text").to_owned();
    let ran = diff(&["--api", "shopp", "--root", &root, "v1", "v2"]);
    assert!(
        ran.err
            .contains("in revision `v1`: there is no `specs/shopp/client.toml`"),
        "{}",
        ran.err
    );
    assert!(ran.err.contains("did you mean `shop`?"), "{}", ran.err);
    repository.write("shop.yaml", "openapi: 3.0.3\npaths: [\n");
    repository.commit("v3");
    let ran = repository.diff(&["v2", "v3"]);
    assert!(ran.err.contains("v3:specs/shop/shop.yaml:"), "{}", ran.err);
}

#[test]
fn a_folder_without_a_repository_is_told() {
    let folder = TempDir::new().expect("a temporary folder");
    let root = folder.path().to_str().expect("the path is text");
    let ran = diff(&["--api", "shop", "--root", root, "v1"]);
    assert_eq!(ran.code, 1);
    assert!(ran.err.contains("error[unreadable-revision]"), "{}", ran.err);
}

/// The real program, where there is no `git`.
#[test]
fn without_git_it_says_so() {
    let repository = Repository::new();
    let binary = Path::new(env!("CARGO_BIN_EXE_oasmith-under-test"));
    let output = Command::new(binary)
        .args(["diff", "--api", "shop", "v1"])
        .current_dir(repository.0.path())
        .env("PATH", "")
        .output()
        .expect("the program can be started");
    let said = String::from_utf8_lossy(&output.stderr);
    assert_eq!(output.status.code(), Some(1));
    assert!(
        said.contains("git cannot be started") && said.contains("compare folders"),
        "{said}"
    );
}
