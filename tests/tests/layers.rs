//! Hand-written layers are checked where they are edited: `mount-layers` adds a crate that compiles them there.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use oasmith::config::{Layer, Templates};
use oasmith::diag::Diagnostics;
use oasmith::file::File;
use oasmith::load::{Inputs, load};
use oasmith_tests::scratch::Workspace;
use syn::{Expr, ExprLit, Item, ItemMod, Lit, Meta};

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("..")
        .canonicalize()
        .expect("the workspace is there")
}

/// Every Rust file below a folder.
fn sources(folder: &Path) -> BTreeSet<PathBuf> {
    let (mut out, mut todo) = (BTreeSet::new(), vec![folder.to_owned()]);
    while let Some(here) = todo.pop() {
        for entry in fs::read_dir(&here).expect("a folder of the workspace can be read") {
            let path = entry.expect("an entry of the folder").path();
            match path.is_dir() {
                true => todo.push(path),
                false => drop(
                    path.extension()
                        .is_some_and(|end| end == "rs")
                        .then(|| out.insert(path)),
                ),
            }
        }
    }
    out
}

/// The files that a compiler reads from this one on. `folder` is where modules without a path are.
fn compiled(file: &Path, folder: &Path, out: &mut BTreeSet<PathBuf>) {
    let text = fs::read_to_string(file).unwrap_or_else(|error| panic!("{}: {error}", file.display()));
    let items = syn::parse_file(&text).expect("the file is Rust").items;
    out.insert(file.canonicalize().expect("the file is there"));
    let modules = items.into_iter().filter_map(|item| match item {
        Item::Mod(module) if module.content.is_none() => Some(module),
        _ => None,
    });
    for module in modules {
        let name = module.ident.to_string();
        let beside = file.parent().expect("a file is in a folder");
        let candidates = match path(&module) {
            Some(path) => vec![beside.join(path)],
            None => vec![folder.join(format!("{name}.rs")), folder.join(&name).join("mod.rs")],
        };
        let found = candidates
            .iter()
            .find(|path| path.is_file())
            .expect("the module is there");
        let is_root = found.ends_with("mod.rs") || path(&module).is_some();
        let below = found.parent().expect("a file is in a folder");
        compiled(found, &if is_root { below.to_owned() } else { below.join(&name) }, out);
    }
}

/// `#[path = "…"]`.
fn path(module: &ItemMod) -> Option<String> {
    module.attrs.iter().find_map(|attribute| match &attribute.meta {
        Meta::NameValue(pair) if pair.path.is_ident("path") => match &pair.value {
            Expr::Lit(ExprLit {
                lit: Lit::Str(text), ..
            }) => Some(text.value()),
            _ => None,
        },
        _ => None,
    })
}

#[test]
fn every_file_of_our_layers_is_compiled_where_it_is_edited() {
    for api in ["cdf", "trac"] {
        let crate_of_layers = root().join("generated").join(api).join("layers");
        let manifest = fs::read_to_string(crate_of_layers.join("Cargo.toml")).expect("the crate has a manifest");
        let manifest: toml::Table = manifest.parse().expect("a manifest is TOML");
        let examples = manifest["example"].as_array().into_iter().flatten();
        let examples = examples.map(|example| example["path"].as_str().expect("a path"));
        let mut out = BTreeSet::new();
        for target in examples.chain(["lib.rs"]) {
            let target = crate_of_layers.join(target);
            let folder = target.parent().expect("a file is in a folder").to_owned();
            compiled(&target, &folder, &mut out);
        }
        let edited = sources(&root().join("templates").join(api));
        let left: Vec<_> = edited.difference(&out).collect();
        assert!(edited.len() > 5 && left.is_empty(), "{api}: {left:?}");
        let generated = sources(&root().join("generated").join(api).join("src/models"));
        assert!(
            !generated.is_empty() && generated.is_subset(&out),
            "{api}: what is generated is taken from the client"
        );
    }
}

/// A module that clippy and rustfmt both have something to say about.
const UNTIDY: &str = "//! By hand.\n\n/// One.\npub fn one( ) -> u8 {\n    return 1;\n}\n";

/// A client with a layer, and the crate of its layers beside it.
fn planted(workspace: &Workspace, layer: &Path) -> Vec<File> {
    let spec = Path::new(env!("CARGO_MANIFEST_DIR")).join("customise/types/openapi.yaml");
    let inputs = Inputs {
        documents: vec![spec],
        ..Inputs::default()
    };
    let mut diags = Diagnostics::default();
    let document = load(&inputs, &mut diags).expect("the document can be read");
    let templates = Templates {
        layers: vec![Layer::folder(layer, "./layer".to_owned())],
        mount: Some(workspace.folder("mounted")),
        ..Templates::default()
    };
    let config = oasmith::config::Config::for_document("mounted");
    let made = oasmith::generate(&document, &config, &templates, &mut diags);
    made.unwrap_or_else(|| panic!("{diags:?}")).files
}

#[test]
fn clippy_and_rustfmt_name_the_file_that_is_edited() {
    let workspace = Workspace::open(Path::new(env!("CARGO_TARGET_TMPDIR")), "layers");
    let top = workspace
        .folder("mounted")
        .ancestors()
        .nth(2)
        .expect("two folders up")
        .to_owned();
    let layer = top.join("layer");
    fs::create_dir_all(layer.join("src")).expect("a folder of the test can be written");
    fs::write(layer.join("src/untidy.rs"), UNTIDY).expect("a file of the test can be written");
    let members = "[workspace]\nresolver = \"3\"\nmembers = [\"crates/mounted\", \"crates/mounted/layers\"]\n";
    fs::write(top.join("Cargo.toml"), members).expect("a file of the test can be written");
    let files = planted(&workspace, &layer);
    let text = |path: &str| {
        files
            .iter()
            .find(|file| file.path == path)
            .map(|file| file.text.as_str())
    };
    let copy = text("src/untidy.rs").expect("the layer is copied");
    assert!(
        copy.starts_with("// From layer/src/untidy.rs; edit it there.\n"),
        "{copy}"
    );
    workspace.write_crate("mounted", &files);
    let crate_of_layers = workspace.folder("mounted").join("layers");

    let run = workspace.cargo(&crate_of_layers, &["clippy"], &["--", "-D", "warnings"]);
    let said = String::from_utf8_lossy(&run.stderr).into_owned();
    assert!(
        said.contains("needless_return") && said.contains("layer/src/untidy.rs:5"),
        "{said}"
    );
    assert!(
        !run.status.success() && !said.contains("mounted/src/untidy.rs"),
        "{said}"
    );

    let run = std::process::Command::new(env!("CARGO"))
        .args(["fmt", "--", "--check", "-l"])
        .current_dir(&crate_of_layers)
        .output()
        .expect("cargo can be started");
    let named = String::from_utf8_lossy(&run.stdout).into_owned();
    let named: Vec<&str> = named.lines().collect();
    assert!(
        named.len() == 1 && named[0].ends_with("layer/src/untidy.rs"),
        "{named:?}"
    );
}
