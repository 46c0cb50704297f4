//! Every case compiles without a warning, documentation has no faults, and nothing of a document is executed.
//!
//! The crates are written into one workspace below the target folder.

use std::ffi::OsStr;
use std::fmt::Display;
use std::path::Path;

use oasmith_tests::scratch::Workspace;

use crate::case::Case;

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
fn write_workspace(cases: &[Case]) -> Workspace {
    let workspace = Workspace::open(Path::new(env!("CARGO_TARGET_TMPDIR")), "cases");
    workspace.keep(&cases.iter().map(|case| case.name.as_str()).collect::<Vec<_>>());
    for case in cases {
        let files: Vec<_> = case.on_shared_runtime().into_iter().chain(case.caller()).collect();
        workspace.write_crate(&case.name, &files);
    }
    workspace
}

fn fault(workspace: &Workspace, command: &[impl AsRef<OsStr> + Display], rest: &[&str]) -> Option<String> {
    let output = workspace.cargo(&workspace.root, command, rest);
    let text = String::from_utf8_lossy(&output.stderr);
    (!output.status.success()).then(|| format!("cargo {}:\n{text}", command[0]))
}

/// Doc tests of a hostile case: each block that would run panics, so none may even be run.
fn executed(workspace: &Workspace, case: &Case) -> Option<String> {
    let output = workspace.cargo(&workspace.folder(&case.name), &["test", "--doc"], &[]);
    let text = String::from_utf8_lossy(&output.stdout).into_owned();
    let none = text.contains("test result: ok. 0 passed; 0 failed; 0 ignored");
    let told = || {
        let errors = String::from_utf8_lossy(&output.stderr);
        format!("cargo test --doc of {}:\n{text}\n{errors}", case.name)
    };
    (!none || !output.status.success()).then(told)
}
