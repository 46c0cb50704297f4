//! The commands of the README work: those of the program are run, on a copy of the workspace's own documents and templates.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

/// What the README calls the program.
const PROGRAM: &str = "cargo oasmith ";

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..")
}

/// The commands of the blocks, without the words behind them.
fn commands(readme: &str) -> Vec<&str> {
    let blocks = readme
        .split("```sh\n")
        .skip(1)
        .filter_map(|rest| rest.split("```").next());
    let lines = blocks.flat_map(str::lines);
    lines
        .filter_map(|line| line.strip_prefix(PROGRAM))
        .map(|line| line.split('#').next().unwrap_or_default().trim())
        .collect()
}

fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).expect("the target folder can be written");
    for entry in fs::read_dir(from).expect("the folder is there") {
        let entry = entry.expect("an entry of the folder");
        let target = to.join(entry.file_name());
        match entry.path().is_dir() {
            true => copy(&entry.path(), &target),
            false => drop(fs::copy(entry.path(), target).expect("the target folder can be written")),
        }
    }
}

#[test]
fn the_commands_of_the_readme_work() {
    let readme = fs::read_to_string(root().join("README.md")).expect("the README is text");
    let commands = commands(&readme);
    assert!(commands.len() > 8, "{commands:?}");
    let home = Path::new(env!("CARGO_TARGET_TMPDIR")).join("readme");
    let _ = fs::remove_dir_all(&home);
    for folder in ["specs", "templates"] {
        copy(&root().join(folder), &home.join(folder));
    }
    // Two versions of a document that differ in nothing that callers feel.
    for name in ["old.yaml", "new.yaml"] {
        let document = root().join("tests/cases/docs_numbers/spec.yaml");
        fs::copy(document, home.join(name)).expect("the target folder can be written");
    }
    for command in commands {
        let run = Command::new(env!("CARGO_BIN_EXE_oasmith-under-test"))
            .args(command.split(' ').filter(|word| !word.is_empty()))
            .current_dir(&home)
            .output()
            .expect("the program can be started");
        let said = String::from_utf8_lossy(&run.stderr);
        assert!(run.status.success(), "oasmith {command}: {said}");
    }
}
