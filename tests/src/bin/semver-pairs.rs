//! Writes the crates of all pairs of `tests/diff` into two workspaces, and which of them break at compile time, for
//! `tests/semver/run.sh`: another judge gets the crates to see, and not the documents.
//!
//! `semver-pairs FOLDER` writes `FOLDER/old`, `FOLDER/new` and `FOLDER/said.tsv`.

use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

use oasmith::config::{Config, Templates};
use oasmith::diag::Diagnostics;
use oasmith::diff::{Class, diff};
use oasmith::load::{Inputs, load};
use oasmith::spec::Document;
use oasmith_tests::scratch::{Workspace, on_shared_runtime};

fn main() {
    let folder = std::env::args().nth(1).expect("a folder is named");
    let folder = std::path::absolute(folder).expect("the folder has a path");
    let (old, new) = (Workspace::open(&folder, "old"), Workspace::open(&folder, "new"));
    let mut said = String::new();
    for pair in pairs() {
        let name = pair
            .file_name()
            .expect("a pair has a name")
            .to_string_lossy()
            .into_owned();
        write(&old, &name, &pair.join("old.yaml"));
        write(&new, &name, &pair.join("new.yaml"));
        let breaks = breaks(&pair.join("old.yaml"), &pair.join("new.yaml"));
        writeln!(said, "{name}\t{}", if breaks { "yes" } else { "no" }).expect("a string takes text");
    }
    fs::write(folder.join("said.tsv"), said).expect("the folder can be written");
}

fn pairs() -> Vec<PathBuf> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("diff");
    let entries = fs::read_dir(root).expect("tests/diff is a folder");
    let mut out: Vec<PathBuf> = entries
        .map(|entry| entry.expect("an entry of tests/diff").path())
        .collect();
    // What is about `client.toml` is about features, which are all off here.
    out.retain(|pair| pair.join("old.yaml").is_file());
    out.sort();
    out
}

fn read(path: &Path) -> Document {
    let inputs = Inputs {
        documents: vec![path.to_owned()],
        ..Inputs::default()
    };
    load(&inputs, &mut Diagnostics::default()).expect("the document of a pair can be read")
}

fn write(workspace: &Workspace, name: &str, path: &Path) {
    let config = on_shared_runtime(Config::for_document(&format!("pair-{name}")));
    let templates = Templates::default();
    let made = oasmith::generate(&read(path), &config, &templates, &mut Diagnostics::default());
    let made = made.expect("the document of a pair becomes a crate");
    workspace.write_crate(name, &made.files);
}

fn breaks(old: &Path, new: &Path) -> bool {
    let config = Config::for_document("pair");
    let plan = |path| oasmith::plan_client(&read(path), &config, &mut Diagnostics::default()).expect("a plan");
    diff(&plan(old), &plan(new)).count(Class::Compile) > 0
}
