//! A little fuzzing with each test run: documents changed at random, the same ones each time.
//!
//! They are checked in a process of their own, which may use 2 GB and 10 seconds for each of them. `tests/fuzz/README.md`
//! says how to run more.

use std::path::{Path, PathBuf};

use oasmith_tests::corpus::Set;
use oasmith_tests::fuzz::{of_folder, seeds};
use oasmith_tests::program::bounded;

/// Address space in KiB.
const MEMORY: u32 = 2_000_000;

#[test]
fn our_documents_changed_at_random_do_no_harm() {
    run("own", Path::new("own"), seeds().len() + 300);
}

#[test]
fn real_documents_changed_at_random_do_no_harm() {
    if let Some(folder) = Set::Real.folder(Path::new(env!("CARGO_TARGET_TMPDIR"))) {
        run("real", &folder, of_folder(&folder).len() + 20);
    }
}

#[test]
fn the_commands_of_the_fuzzing_readme_name_folders_that_exist() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let readme = std::fs::read_to_string(root.join("fuzz/README.md")).expect("the README is there");
    let commands = readme
        .split("```sh\n")
        .skip(1)
        .filter_map(|rest| rest.split("```").next());
    let mut made: Vec<&str> = Vec::new();
    for line in commands.flat_map(str::lines) {
        let folders = line.split_whitespace().filter(|word| word.starts_with("fuzz/"));
        match line.starts_with("mkdir -p ") {
            true => made.extend(folders),
            false => folders.for_each(|folder| {
                let is_there = made.contains(&folder) || root.join(folder).is_dir();
                assert!(is_there, "`{folder}` of `{line}` does not exist");
            }),
        }
    }
    assert!(!made.is_empty(), "the README makes folders for what is found");
}

fn run(name: &str, from: &Path, count: usize) {
    let folder = folder(name);
    let output = bounded(env!("CARGO_BIN_EXE_fuzz-batch"), MEMORY)
        .args([from, Path::new("0"), Path::new(&count.to_string()), &folder])
        .output()
        .expect("the batch can be started");
    let said = String::from_utf8_lossy(&output.stdout);
    let errors = String::from_utf8_lossy(&output.stderr);
    let kept = documents(&folder);
    assert!(
        output.status.success() && kept.is_empty(),
        "{}; look at {kept:?}\n{said}{errors}",
        output.status
    );
}

/// An empty folder below the target folder.
fn folder(from: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("fuzz").join(from);
    for document in documents(&folder) {
        std::fs::remove_file(document).expect("the target folder can be written");
    }
    folder
}

/// Documents that a batch has left behind.
fn documents(folder: &Path) -> Vec<PathBuf> {
    let entries = std::fs::read_dir(folder).into_iter().flatten().flatten();
    entries
        .map(|entry| entry.path())
        .filter(|path| path.is_file())
        .collect()
}
