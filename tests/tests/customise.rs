//! `tests/customise`: clients that are made to fit, to copy from. Each folder is generated, compiled with warnings denied, and its
//! program is run.
//!
//! | folder | shows |
//! |---|---|
//! | `types` | a domain type for a format, and derives by the names of types |
//! | `described` | derives of JSON Schema, which know the names on the wire |
//! | `presets` | types of well-known crates for families of formats |
//! | `audit` | a tracing attribute on each method and a hook for each request by decorators; a file for each group |
//! | `module` | a module by hand, and more methods for what is generated |

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Output;

use oasmith::config::{Config, Templates};
use oasmith::diag::Diagnostics;
use oasmith::file::File;
use oasmith::load::{Inputs, load};
use oasmith_tests::scratch::{Workspace, on_shared_runtime};

fn folder(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("customise").join(name)
}

/// What a folder makes.
fn generate(name: &str) -> Vec<File> {
    let folder = folder(name);
    let text = fs::read_to_string(folder.join("client.toml")).expect("there is a client.toml");
    let config = on_shared_runtime(Config::read(&text).expect("client.toml is in order"));
    let below = |paths: &[PathBuf]| paths.iter().map(|path| folder.join(path)).collect();
    let inputs = Inputs {
        documents: below(&config.documents),
        overlays: below(&config.overlays),
        ..Inputs::default()
    };
    let mut diags = Diagnostics::default();
    let document = load(&inputs, &mut diags).expect("the document can be read");
    let templates = Templates::of(&config, None, &folder);
    let made = oasmith::generate(&document, &config, &templates, &mut diags);
    assert!(diags.is_empty(), "{name}: {diags:?}");
    made.expect("nothing is wrong").files
}

/// Compiles a folder's client with its program, warnings denied, and runs it.
fn runs(name: &str, says: &str) {
    let workspace = Workspace::open(Path::new(env!("CARGO_TARGET_TMPDIR")), &format!("customise-{name}"));
    workspace.write_crate(name, &generate(name));
    let here = workspace.folder(name);
    let go = |command: &[&str], rest: &[&str]| -> Output {
        let output = workspace.cargo(&here, command, rest);
        let said = String::from_utf8_lossy(&output.stderr);
        assert!(output.status.success(), "{name}: {}\n{said}", command.join(" "));
        output
    };
    let features = features(name);
    go(
        &["clippy", "--lib", "--examples", "--features", features],
        &["--", "-D", "warnings"],
    );
    go(&["doc", "--no-deps", "--features", features], &[]);
    let ran = go(&["run", "--example", "try", "--features", features], &[]);
    assert_eq!(String::from_utf8_lossy(&ran.stdout).trim_end(), says);
}

/// The features of the client that are not those of every client.
fn features(name: &str) -> &'static str {
    match name {
        "audit" => "instrument",
        "described" => "schema",
        _ => "",
    }
}

#[test]
fn a_format_has_a_domain_type_and_types_have_derives() {
    runs("types", "2 orders, 1300 cents");
}

#[test]
fn families_of_formats_have_types_of_well_known_crates() {
    let body = concat!(
        r#"{"placed":"2026-11-30T10:00:00.5+02:00","packed":"2026-11-30T11:00:00.5+02:00","due":"2026-12-24","total":12345678901234567890.10,"tax":"0.10","#,
        r#""link":"https://shop.example/orders/1","prices":{"tea":3.50},"paid":12345678901234567890.10}"#
    );
    runs("presets", body);
}

#[test]
fn what_describes_types_knows_the_names_on_the_wire() {
    runs("described", "\"string\"");
}

#[test]
fn every_operation_is_traced_and_audited() {
    runs("audit", "[Entry { operation: \"orders.create\", changes: true }]");
}

#[test]
fn a_module_by_hand_stands_beside_generated_ones() {
    runs("module", "Totals { orders: 2, cents: 1300 }");
}

#[test]
fn every_folder_is_run_by_a_test() {
    let folders = fs::read_dir(folder("")).expect("tests/customise is a folder");
    let mut names: Vec<String> = folders
        .map(|entry| {
            entry
                .expect("an entry")
                .file_name()
                .into_string()
                .expect("a name is text")
        })
        .collect();
    names.sort();
    assert_eq!(names, ["audit", "described", "module", "presets", "types"]);
}
