//! Parts of a client: each compiles alone without a warning, and what is not in it is not there.

use std::path::{Path, PathBuf};
use std::process::Output;

use oasmith::config::{Config, Templates};
use oasmith::diag::Diagnostics;
use oasmith::file::File;
use oasmith::load::{Inputs, load};
use oasmith_tests::scratch::{Workspace, on_shared_runtime};

/// Each feature alone, none of them, two of them.
const ALONE: [&str; 5] = ["", "orders", "jobs", "goods", "orders,goods"];

/// What a program names, and the features of which any brings it.
const THERE: [(&str, &[&str]); 13] = [
    ("case_parts::models::Health", &["", "orders", "jobs", "goods"]),
    ("case_parts::models::Stamp", &["", "orders", "jobs", "goods"]),
    ("case_parts::operations::health", &["", "orders", "jobs", "goods"]),
    ("case_parts::operations::orders", &["orders"]),
    ("case_parts::models::Order", &["orders"]),
    ("case_parts::models::OrderWrite", &["orders"]),
    ("case_parts::models::Conflict", &["orders"]),
    ("case_parts::errors::OrdersListError", &["orders"]),
    ("case_parts::models::Price", &["orders", "goods"]),
    ("case_parts::models::Good", &["goods"]),
    ("case_parts::models::Job", &["orders", "jobs", "goods"]),
    ("case_parts::operations::jobs", &["orders", "jobs", "goods"]),
    ("case_parts::operations::goods", &["goods"]),
];

/// The files of `tests/cases/parts`, with an example that names all of [`THERE`].
fn files() -> Vec<File> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("cases/parts");
    let inputs = Inputs {
        documents: vec![folder.join("spec.yaml")],
        ..Inputs::default()
    };
    let mut diags = Diagnostics::default();
    let document = load(&inputs, &mut diags).expect("the case is in order");
    let text = std::fs::read_to_string(folder.join("client.toml")).expect("the case has a client.toml");
    let config = Config {
        crate_name: "case-parts".to_owned(),
        ..Config::read(&text).expect("its client.toml is in order")
    };
    let generated = oasmith::generate(&document, &on_shared_runtime(config), &Templates::default(), &mut diags);
    let mut files = generated.expect("the case can be generated").files;
    let uses: String = THERE.iter().map(|(path, _)| format!("pub use {path};\n")).collect();
    files.push(File {
        path: "examples/names.rs".to_owned(),
        text: format!("{uses}fn main() {{}}\n"),
    });
    files
}

fn workspace() -> (Workspace, PathBuf) {
    let workspace = Workspace::open(Path::new(env!("CARGO_TARGET_TMPDIR")), "parts");
    workspace.write_crate("parts", &files());
    let folder = workspace.folder("parts");
    (workspace, folder)
}

fn said(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

#[test]
fn each_part_compiles_alone() {
    let (workspace, folder) = workspace();
    for features in ALONE {
        let command = ["clippy", "--lib", "--features", features];
        let output = workspace.cargo(&folder, &command, &["--", "-D", "warnings"]);
        assert!(output.status.success(), "{features}:\n{}", said(&output));
    }
}

#[test]
fn what_is_in_no_part_that_is_on_is_not_there() {
    let (workspace, folder) = workspace();
    for feature in ["", "orders", "jobs", "goods"] {
        let command = ["check", "--example", "names", "--features", feature];
        let said = said(&workspace.cargo(&folder, &command, &[]));
        for (path, features) in THERE {
            let is_refused = said.contains(&format!("pub use {path};"));
            assert_ne!(
                is_refused,
                features.contains(&feature),
                "{path} with `{feature}`:\n{said}"
            );
        }
    }
}

#[test]
fn a_crate_that_only_a_part_needs_is_left_out() {
    let (workspace, folder) = workspace();
    let tree = |features: &str| {
        let command = ["tree", "--edges", "normal", "--prefix", "none", "--features", features];
        String::from_utf8_lossy(&workspace.cargo(&folder, &command, &[]).stdout).into_owned()
    };
    assert!(tree("goods").contains("lzma-rs v0.3"));
    assert!(!tree("orders").contains("lzma-rs"));
}

/// Who takes one part compiles of the runtime what that part needs, and what every part needs.
#[test]
fn a_part_of_cdf_brings_its_own_part_of_the_runtime() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    let workspace = Workspace::open(Path::new(env!("CARGO_TARGET_TMPDIR")), "parts");
    let of_runtime = |part: &str| {
        let edges = ["--edges", "features", "--invert", "oasmith-runtime"];
        let command = [&["tree", "--package", "cdf-client", "--features", part], &edges[..]].concat();
        let tree = String::from_utf8_lossy(&workspace.cargo(&root, &command, &[]).stdout).into_owned();
        let parts = ["bulk", "feeds", "paging", "waiting", "records"];
        let is_on = |name: &&str| tree.contains(&format!("oasmith-runtime feature \"{name}\""));
        parts.into_iter().filter(is_on).collect::<Vec<_>>()
    };
    assert_eq!(of_runtime("files"), ["records"]);
    assert_eq!(of_runtime("sessions"), ["paging", "records"]);
    assert_eq!(of_runtime("functions"), ["paging", "waiting", "records"]);
    assert_eq!(of_runtime("records"), ["bulk", "feeds", "paging", "records"]);
}

#[test]
fn each_part_of_cdf_compiles_alone() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    let workspace = Workspace::open(Path::new(env!("CARGO_TARGET_TMPDIR")), "parts");
    let text = std::fs::read_to_string(root.join("specs/cdf/client.toml")).expect("specs/cdf is there");
    let config = Config::read(&text).expect("specs/cdf/client.toml is in order");
    let parts: Vec<&str> = config.parts.iter().map(|part| part.name.text.as_str()).collect();
    assert_eq!(parts, ["files", "functions", "records", "sessions", "subscriptions"]);
    for part in [""].iter().chain(&parts) {
        for more in ["", "blocking"] {
            let features = format!("{part},{more}");
            let command = ["clippy", "--package", "cdf-client", "--lib", "--features", &features];
            let output = workspace.cargo(&root, &command, &["--", "-D", "warnings"]);
            assert!(output.status.success(), "{features}:\n{}", said(&output));
        }
    }
    let command = ["doc", "--no-deps", "--package", "cdf-client", "--features", "functions"];
    let output = workspace.cargo(&root, &command, &[]);
    assert!(output.status.success(), "{}", said(&output));
}

/// A document that has one path of its own, and one that stands in a third file.
const SHOP: &str = "openapi: 3.0.3
info: {title: Shop, version: '1'}
paths:
  /orders:
    get: {operationId: listOrders, tags: [orders], responses: {'204': {description: Done.}}}
  /goods: {$ref: 'common.yaml#/paths/~1goods'}
";
/// The file, and a document of its own.
const COMMON: &str = "openapi: 3.0.3
info: {title: Common, version: '1'}
paths:
  /goods:
    get: {operationId: listGoods, tags: [goods], responses: {'204': {description: Done.}}}
";
const PEOPLE: &str = "openapi: 3.0.3
info: {title: People, version: '1'}
paths:
  /people:
    get: {operationId: listPeople, tags: [people], responses: {'204': {description: Done.}}}
";

/// An operation is of the document that names its path, wherever the path item stands.
#[test]
fn a_part_by_document() {
    let root = tempfile::TempDir::new().expect("a temporary folder");
    let api = root.path().join("specs/shop");
    std::fs::create_dir_all(&api).expect("a temporary folder can be written");
    let toml = "[crate]\nname = \"shop\"\n[input]\ndocuments = [\"shop.yaml\", \"shop.yaml\", \"people.yaml\"]\n\
                [parts.shop]\ndocuments = [\"shop.yaml\"]\n[parts.people]\ndocuments = [\"people.yaml\"]\n";
    for (name, text) in [
        ("shop.yaml", SHOP),
        ("common.yaml", COMMON),
        ("people.yaml", PEOPLE),
        ("client.toml", toml),
    ] {
        std::fs::write(api.join(name), text).expect("a temporary folder can be written");
    }
    let (mut out, mut err) = (Vec::new(), Vec::new());
    let mut output = oasmith::cli::Output {
        out: &mut out,
        err: &mut err,
        colour: false,
        progress: false,
    };
    let root = root.path().to_str().expect("the path is text");
    let arguments = ["oasmith", "generate", "--root", root].map(str::to_owned);
    let code = oasmith::cli::run(arguments, &mut output);
    assert_eq!(code, 0, "{}", String::from_utf8_lossy(&err));
    let index = Path::new(root).join("generated/shop/src/operations/mod.rs");
    let index = std::fs::read_to_string(index).expect("the index of operations is written");
    for (feature, group) in [("shop", "orders"), ("shop", "goods"), ("people", "people")] {
        let expected = format!("#[cfg(feature = \"{feature}\")]\npub mod {group};");
        assert!(index.contains(&expected), "{group}:\n{index}");
    }
}
