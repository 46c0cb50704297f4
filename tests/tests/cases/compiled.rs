//! Every case compiles without a warning, documentation has no faults, and nothing of a document is executed.
//!
//! The crates are written into one workspace below the target folder, with a target of its own. Files that are the same
//! as in the last run keep their time, so that only what changed is compiled again.

use std::ffi::OsStr;
use std::fmt::Display;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use oasmith::file::File;

use crate::case::Case;

const MANIFEST: &str =
    "[workspace]\nresolver = \"3\"\nmembers = [\"crates/*\"]\n\n[profile.dev]\ndebug = 0\nincremental = false\n";

#[test]
fn everything_compiles_and_nothing_is_executed() {
    let cases = Case::all();
    let workspace = write_workspace(&cases);
    let mut faults = Vec::new();
    // The crates have no tests of their own, so `--all-targets` would check each library twice.
    let clippy = ["clippy", "--workspace", "--lib", "--bins", "--examples", "--keep-going"];
    faults.extend(fault(&workspace, &clippy, &["--", "-D", "warnings"]));
    faults.extend(fault(&workspace, &documented(&cases), &[]));
    let hostile = cases.iter().filter(|case| case.name.starts_with("hostile"));
    faults.extend(hostile.filter_map(|case| executed(&workspace, case)));
    assert!(faults.is_empty(), "{}", faults.join("\n\n"));
}

/// `cargo doc` of the cases in which a link or a text could go wrong: rustdoc needs four times as long as clippy.
fn documented(cases: &[Case]) -> Vec<String> {
    let risky = |case: &&Case| {
        ["hostile", "names", "deprecated"]
            .iter()
            .any(|start| case.name.starts_with(start))
    };
    let packages = cases
        .iter()
        .filter(risky)
        .flat_map(|case| ["-p".to_owned(), case.crate_name()]);
    let command = ["doc", "--no-deps", "--keep-going"].map(str::to_owned);
    command.into_iter().chain(packages).collect()
}

/// Writes the crate of each case, and removes those of cases that are gone.
fn write_workspace(cases: &[Case]) -> PathBuf {
    let root = Path::new(env!("CARGO_TARGET_TMPDIR")).join("cases");
    write(&root.join("Cargo.toml"), MANIFEST);
    write_lock(&root);
    for entry in fs::read_dir(root.join("crates")).into_iter().flatten().flatten() {
        if !cases.iter().any(|case| entry.file_name().to_str() == Some(&case.name)) {
            fs::remove_dir_all(entry.path()).expect("the scratch workspace can be cleaned");
        }
    }
    for case in cases {
        write_crate(&root.join("crates").join(&case.name), &case.generate().files);
    }
    root
}

/// Starts from the versions of this workspace, so that nothing else has to be built or fetched.
fn write_lock(root: &Path) {
    let lock = Path::new(env!("CARGO_MANIFEST_DIR")).join("../Cargo.lock");
    let text = fs::read_to_string(lock).expect("the workspace has a Cargo.lock");
    let copied = root.join("copied.lock");
    if fs::read_to_string(&copied).is_ok_and(|old| old == text) {
        return;
    }
    write(&copied, &text);
    write(&root.join("Cargo.lock"), &text);
}

fn write_crate(folder: &Path, files: &[File]) {
    let wanted: Vec<PathBuf> = files.iter().map(|file| folder.join(&file.path)).collect();
    for path in files_below(&folder.join("src")) {
        if !wanted.contains(&path) {
            fs::remove_file(&path).expect("the scratch workspace can be cleaned");
        }
    }
    for (path, file) in wanted.iter().zip(files) {
        write(path, &file.text);
    }
}

fn files_below(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).into_iter().flatten().flatten();
    let paths = entries.map(|entry| entry.path());
    paths
        .flat_map(|path| if path.is_dir() { files_below(&path) } else { vec![path] })
        .collect()
}

/// Writes a file unless it has that text already.
fn write(path: &Path, text: &str) {
    if fs::read_to_string(path).is_ok_and(|old| old == text) {
        return;
    }
    let folder = path.parent().expect("a file is in a folder");
    fs::create_dir_all(folder).expect("the target folder can be written");
    fs::write(path, text).expect("the target folder can be written");
}

/// Runs cargo in a folder of the scratch workspace, without the network if that is possible.
fn cargo(folder: &Path, command: &[impl AsRef<OsStr>], rest: &[&str]) -> Output {
    let run = |offline: &[&str]| {
        Command::new(env!("CARGO"))
            .args(command)
            .args(["--no-default-features", "--quiet"])
            .args(offline)
            .args(rest)
            .current_dir(folder)
            .env(
                "CARGO_TARGET_DIR",
                Path::new(env!("CARGO_TARGET_TMPDIR")).join("cases/target"),
            )
            .env("CARGO_TERM_COLOR", "never")
            .env("RUSTDOCFLAGS", "-D warnings")
            .env_remove("RUSTFLAGS")
            .output()
            .expect("cargo can be started")
    };
    let first = run(&["--offline"]);
    let needs_network = String::from_utf8_lossy(&first.stderr).contains("--offline");
    if needs_network && !first.status.success() {
        run(&[])
    } else {
        first
    }
}

fn fault(workspace: &Path, command: &[impl AsRef<OsStr> + Display], rest: &[&str]) -> Option<String> {
    let output = cargo(workspace, command, rest);
    let text = String::from_utf8_lossy(&output.stderr);
    (!output.status.success()).then(|| format!("cargo {}:\n{text}", command[0]))
}

/// Doc tests of a hostile case: each block that would run panics, so none may even be run.
fn executed(workspace: &Path, case: &Case) -> Option<String> {
    let output = cargo(&workspace.join("crates").join(&case.name), &["test", "--doc"], &[]);
    let text = String::from_utf8_lossy(&output.stdout).into_owned();
    let none = text.contains("test result: ok. 0 passed; 0 failed; 0 ignored");
    let told = || {
        let errors = String::from_utf8_lossy(&output.stderr);
        format!("cargo test --doc of {}:\n{text}\n{errors}", case.name)
    };
    (!none || !output.status.success()).then(told)
}
