//! A client is the same text whether it carries a copy of the runtime or depends on the crate.

use std::path::Path;

use oasmith::file::File;
use oasmith_tests::scratch::Workspace;
use oasmith_tests::typed::{RuntimeFrom, faults};

use crate::case::Case;

/// The files that say where the runtime is.
const DIFFERENT: [&str; 3] = ["API.txt", "Cargo.toml", "src/lib.rs"];

#[test]
fn generated_code_does_not_depend_on_where_the_runtime_is() {
    for case in Case::all() {
        let (copied, shared) = (case.generate().files, case.on_shared_runtime());
        let copies = |files: &[File]| {
            files
                .iter()
                .filter(|file| file.path.starts_with("src/runtime/"))
                .count()
        };
        assert!(copied.is_empty() || copies(&copied) > 50, "{}", case.name);
        assert_eq!(copies(&shared), 0, "{}", case.name);
        let same = |files: Vec<File>| {
            let is_same =
                |file: &File| !file.path.starts_with("src/runtime/") && !DIFFERENT.contains(&file.path.as_str());
            files.into_iter().filter(is_same).collect::<Vec<File>>()
        };
        assert_eq!(same(copied), same(shared), "{}", case.name);
    }
}

/// With the crate, `compiled.rs` does it. Clients with choices of their own are crates by themselves, the others share a copy.
#[test]
fn everything_compiles_on_a_copy_of_the_runtime() {
    let tmp = Path::new(env!("CARGO_TARGET_TMPDIR"));
    let (chosen, plain): (Vec<Case>, Vec<Case>) = Case::all()
        .into_iter()
        .partition(|case| case.folder.join("client.toml").is_file());
    // A module at the root of a crate is not called like a macro of the runtime.
    let named = |case: &Case| (format!("case_{}", case.name), case.generate().files);
    let clients: Vec<(String, Vec<File>)> = plain.iter().map(named).filter(|(_, files)| !files.is_empty()).collect();
    let faults = faults(tmp, "copies", &clients, RuntimeFrom::Copy);
    assert!(faults.is_empty(), "{faults:#?}");

    // `CASE` may have chosen none of these.
    if chosen.is_empty() {
        return;
    }
    let workspace = Workspace::open(tmp, "copies-chosen");
    workspace.keep(&chosen.iter().map(|case| case.name.as_str()).collect::<Vec<_>>());
    for case in &chosen {
        workspace.write_crate(&case.name, &case.generate().files);
    }
    let clippy = ["clippy", "--workspace", "--lib", "--keep-going"];
    let output = workspace.cargo(&workspace.root, &clippy, &["--", "-D", "warnings"]);
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
}
